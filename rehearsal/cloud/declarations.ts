/**
 * What a resource type takes and computes, read from the type declarations of the provider's own SDK.
 *
 * The declarations are generated and regular, so a few patterns read them in milliseconds; no list of
 * properties has to be kept by hand, and every type of the SDK works.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The TypeScript type of an output, without `undefined`. */
type TypeText = string;

export interface ResourceDeclaration {
  /** Names of the arguments that the resource takes. */
  readonly inputs: ReadonlySet<string>;
  /**
   * Properties that the cloud always fills: an output that is no input, or an optional input whose output
   * is never undefined.
   */
  readonly computed: ReadonlyMap<string, TypeText>;
}

const nodeRequire = createRequire(__filename);
const known = new Map<string, ResourceDeclaration>();

/**
 * Reads the declaration of `type`, such as `aws:ec2/vpc:Vpc`.
 * @throws when the SDK that is installed has no such type.
 */
export function declarationOf(type: string): ResourceDeclaration {
  let declaration = known.get(type);
  if (!declaration) {
    declaration = parseDeclaration(readFileSync(declarationFile(type), "utf8"), className(type));
    known.set(type, declaration);
  }
  return declaration;
}

function className(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

function declarationFile(type: string): string {
  const [pkg = "", module = ""] = type.split(":");
  const root = dirname(nodeRequire.resolve(`@pulumi/${pkg}/package.json`));
  const file = join(root, `${module.replace(/^index\//, "")}.d.ts`);
  if (!existsSync(file)) throw new Error(`the installed @pulumi/${pkg} has no resource type ${type}`);
  return file;
}

/** Exported for its test: `source` is the text of one `.d.ts` file. */
export function parseDeclaration(source: string, name: string): ResourceDeclaration {
  const text = source.replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
  const inputs = new Set<string>();
  for (const match of block(text, `export interface ${name}Args {`).matchAll(/^ {4}(\w+)\??:/gm)) {
    inputs.add(match[1] ?? "");
  }
  const computed = new Map<string, TypeText>();
  const outputs = /^ {4}readonly (\w+): pulumi\.Output<([\s\S]*?)>;$/gm;
  for (const [, property = "", type = ""] of block(text, `export declare class ${name} `).matchAll(outputs)) {
    const optional = /\| undefined$/.test(type.trim());
    const required = new RegExp(`^ {4}${property}:`, "m").test(block(text, `export interface ${name}Args {`));
    if (!optional && !required) computed.set(property, type.trim());
  }
  return { inputs, computed };
}

/** The text between `header` and the closing brace at the start of a line. */
function block(text: string, header: string): string {
  const start = text.indexOf(header);
  return start < 0 ? "" : text.slice(start, text.indexOf("\n}", start));
}
