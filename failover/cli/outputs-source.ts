import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { Refused } from "../model/exit-code";
import { type Outputs, parseOutputs } from "../model/outputs";

export interface OutputsFlags {
  readonly outputs?: string;
  readonly stack?: string;
}

/** Reads the outputs, again each time: from a file, or from Pulumi's state. @throws {Refused} */
export function outputsSource({ outputs, stack }: OutputsFlags): () => Promise<Outputs> {
  if (outputs !== undefined) {
    return () => Promise.resolve().then(() => parseOutputs(readFileOrRefuse(outputs)));
  }
  if (stack !== undefined) return async () => parseOutputs(JSON.parse(await askPulumi(stack)));
  throw new Refused(
    "no outputs: say --outputs <file>, or --stack <name> where the state can be read; --help has examples",
  );
}

function readFileOrRefuse(path: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Refused(`the outputs ${path} cannot be read: ${(error as Error).message}`);
  }
}

/** The state may lie in a region that is gone: then a file has to do. */
async function askPulumi(stack: string): Promise<string> {
  const child = spawn("pulumi", ["stack", "output", "--json", "--stack", stack], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 60_000,
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve) => {
    child.on("error", () => {
      resolve(null);
    });
    child.on("close", resolve);
  });
  if (exitCode === 0) return text;
  throw new Refused(
    `pulumi stack output --stack ${stack} failed (${exitCode ?? "no pulumi, or no answer in 60 s"}); keep a copy elsewhere, and say --outputs <file>`,
  );
}
