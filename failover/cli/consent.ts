import { createInterface } from "node:readline/promises";
import { Refused } from "../model/exit-code";

/** Asks for the region's name, typed. @throws {Refused} for any other answer, and where nobody can type one. */
export async function askConsent(region: string, yes: string | undefined, question: string): Promise<void> {
  if (yes !== undefined) {
    if (yes === region) return;
    throw new Refused(`--yes names ${yes}, and the failover is to ${region}; nothing was changed`);
  }
  if (!process.stdin.isTTY) {
    throw new Refused(`nobody can be asked here: say --yes ${region}; nothing was changed`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`${question}\nType ${region} to go on: `);
    if (answer.trim() !== region) throw new Refused("that is not its name; nothing was changed");
  } finally {
    terminal.close();
  }
}
