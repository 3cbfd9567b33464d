import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FailoverFlags, runFailover } from "../../../failover/cli/run";
import { temporaryFolder } from "../../support/folder";
import { eu, type World } from "./world";

export interface Ran {
  readonly exitCode: number;
  readonly said: string;
}

/** Runs the command against a world; each call is a process of its own, with the same folder of journals. */
export function commandLine(world: World) {
  const folder = temporaryFolder();
  const journals = join(folder, "failovers");
  const outputs = join(folder, "outputs.json");
  const run = async (flags: Partial<FailoverFlags>): Promise<Ran> => {
    writeFileSync(outputs, JSON.stringify(world.outputs));
    const lines: string[] = [];
    const exitCode = await runFailover(
      { to: eu, outputs, accept: [], readyPath: "/ready", journals, every: 5, ...flags },
      (line) => lines.push(line),
      () => ({ ports: world.ports, close: () => undefined }),
    );
    return { exitCode, said: lines.join("\n") };
  };
  return {
    journals,
    run,
    execute: (flags: Partial<FailoverFlags> = {}) => run({ execute: true, yes: flags.to ?? eu, ...flags }),
    resume: (flags: Partial<FailoverFlags> = {}) => run({ resume: true, ...flags }),
  };
}
