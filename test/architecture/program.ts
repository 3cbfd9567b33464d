import { jest } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as tls from "@pulumi/tls";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Outputs, Planned } from "../../config";
import { record, type Recording } from "../support/mocks";

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

/** Runs it with a whole configuration. */
export function runConfiguration(configuration: Readonly<Record<string, unknown>>): Promise<Run> {
  pulumi.runtime.setAllConfig(asTheEngineGivesIt(configuration));
  return record(() => {
    let outputs: unknown;
    // The program runs when it is loaded, so each run loads it anew; the SDKs stay, because the mocks live in them.
    jest.isolateModules(() => {
      jest.doMock("@pulumi/aws", () => aws);
      jest.doMock("@pulumi/pulumi", () => pulumi);
      jest.doMock("@pulumi/random", () => random);
      jest.doMock("@pulumi/tls", () => tls);
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load after the recording
      outputs = require("../../index");
    });
    return outputs as Planned<Outputs>;
  });
}

/** What a stack's file says. */
export function configurationOf(stack: string): Record<string, unknown> {
  const file = readFileSync(join(__dirname, "..", "..", `Pulumi.${stack}.yaml`), "utf8");
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
