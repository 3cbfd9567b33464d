/** `--fault` and `--fault-seed` of a rehearsal: what the engine's own command line does not know. */
import { faultSyntax, parseFault } from "../cloud/faults/api-fault";
import type { FaultOptions } from "../cloud/faults/fault-injection";
import { flagValues, withoutFlag } from "./command-line";
import { RehearsalError } from "./rehearsal-error";

const FAULT = ["--fault"];
const SEED = ["--fault-seed"];

export interface FaultyCommandLine {
  /** Undefined where nothing is to fail. */
  readonly faults: FaultOptions | undefined;
  /** What is the engine's. */
  readonly args: readonly string[];
}

/** @throws {RehearsalError} which names every mistake. */
export function readFaults(args: readonly string[]): FaultyCommandLine {
  const written = flagValues(args, FAULT);
  const seeds = flagValues(args, SEED);
  const mistakes = [
    ...written.filter((fault) => parseFault(fault) === undefined).map((fault) => `--fault ${fault}`),
    ...seeds.filter((seed) => !/^\d{1,15}$/.test(seed)).map((seed) => `--fault-seed ${seed}`),
  ];
  if (mistakes.length > 0) {
    throw new RehearsalError(
      `${mistakes.join(", ")}: not known; write ${faultSyntax.map((fault) => `--fault ${fault}`).join(", ")}, and a whole number after --fault-seed`,
    );
  }
  const faults = written.flatMap((fault) => parseFault(fault) ?? []);
  const seed = seeds.at(-1);
  return {
    faults: faults.length > 0 ? { faults, ...(seed !== undefined && { seed: Number(seed) }) } : undefined,
    args: withoutFlag(withoutFlag(args, FAULT), SEED),
  };
}
