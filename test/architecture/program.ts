import * as pulumi from "@pulumi/pulumi";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parse } from "yaml";
import type { Outputs, Planned } from "../../config";
import { record, type Identify, type Recording } from "../support/mocks";

const root = join(__dirname, "..", "..");

export type Run = Recording<Planned<Outputs>>;

/**
 * Runs the whole program, as `pulumi up` does, with the configuration of a stack's file.
 * @param changes keys of that configuration with other values.
 */
export function runProgram(
  stack: "prod" | "staging",
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Run> {
  return runConfiguration({ ...configurationOf(stack), ...changes });
}

/** Runs the whole program with a configuration, as a stack's file would have it. */
export function runConfiguration(
  configuration: Readonly<Record<string, unknown>>,
  identify?: Identify,
): Promise<Run> {
  pulumi.runtime.setAllConfig(asTheEngineGivesIt(configuration));
  return record(() => {
    const outputs = {};
    program(outputs, load);
    return outputs as Planned<Outputs>;
  }, identify);
}

/**
 * index.ts as a function: it runs when it is loaded, and a module is loaded once. Nothing that it imports is loaded
 * anew, which would take longer than the run.
 */
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- the program itself, compiled
const program = new Function(
  "exports",
  "require",
  ts.transpileModule(readFileSync(join(root, "index.ts"), "utf8"), {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  }).outputText,
) as (exports: object, load: (name: string) => unknown) => void;

// eslint-disable-next-line @typescript-eslint/no-require-imports -- what the program imports, when it runs
const load = (name: string): unknown => require(name.startsWith(".") ? join(root, name) : name);

/** What a stack's file says. */
export function configurationOf(stack: string): Record<string, unknown> {
  const file = readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8");
  return (parse(file) as { readonly config: Record<string, unknown> }).config;
}

/** Lists and objects come as JSON text, all else as it is. */
function asTheEngineGivesIt(configuration: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(configuration).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
