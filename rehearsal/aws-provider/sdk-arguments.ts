/** What arguments the SDK gives its resources, blocks included, read from its type declarations. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface SdkArgument {
  readonly isList: boolean;
  /** The interface of the block that it takes, such as `lb.LoadBalancerSubnetMapping`. */
  readonly block: string | undefined;
}

export type SdkArguments = ReadonlyMap<string, SdkArgument>;

const root = dirname(createRequire(__filename).resolve("@pulumi/aws/package.json"));

/** @throws where the SDK has no such type. */
export function argumentsOf(type: string): SdkArguments {
  const [, module = "", name = ""] = type.split(":");
  return interfaceIn(
    readFileSync(join(root, `${module}.d.ts`), "utf8"),
    `export interface ${name}Args {`,
    "",
  );
}

let inputs: string | undefined;

export function argumentsOfBlock(block: string): SdkArguments {
  inputs ??= readFileSync(join(root, "types", "input.d.ts"), "utf8");
  const [name = "", ...namespaces] = block.split(".").reverse();
  let text = inputs;
  let indentation = "";
  for (const namespace of namespaces.reverse()) {
    const declared = indentation === "" ? "export declare namespace" : "namespace";
    text = section(text, `${indentation}${declared} ${namespace} {`, `\n${indentation}}`);
    indentation += "    ";
  }
  return interfaceIn(text, `${indentation}interface ${name} {`, indentation);
}

function interfaceIn(text: string, header: string, indentation: string): SdkArguments {
  const body = section(text, header, `\n${indentation}}`).replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
  const found = new Map<string, SdkArgument>();
  // A map is written over several lines.
  const member = new RegExp(`^${indentation}    (\\w+)\\??: ([^\\n]*(?:;|\\{$))`, "gm");
  for (const [, name = "", type = ""] of body.matchAll(member)) {
    const [, block] = /inputs\.([\w.]+)/.exec(type) ?? [];
    found.set(name, { isList: type.includes("[]"), block });
  }
  return found;
}

function section(text: string, header: string, end: string): string {
  const start = text.indexOf(`\n${header}`);
  if (start < 0) throw new Error(`the installed @pulumi/aws has no "${header}"`);
  return text.slice(start + header.length, text.indexOf(end, start + header.length));
}
