import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Refused } from "../model/exit-code";
import { processFacts } from "../site/proc";

/** Who drills right now: one at a time, and known to `drill down` when it died. */
const sessionSchema = z.strictObject({ pid: z.int(), startedAt: z.string(), journal: z.string() });
export type Session = z.infer<typeof sessionSchema>;

const fileOf = (home: string): string => join(home, "session.json");

/** The drill that runs or died, if one does or did. */
export function findSession(home: string): Session | undefined {
  const file = fileOf(home);
  return existsSync(file) ? sessionSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}

export async function isAlive({ pid, startedAt }: Session): Promise<boolean> {
  return (await processFacts(pid))?.startedAt === startedAt;
}

/** @throws {Refused} when another drill runs, or died and was not cleaned up after. */
export async function openSession(home: string, journal: string): Promise<void> {
  await requireNoSession(home);
  const own = await processFacts(process.pid);
  if (!own) throw new Error("this process is not in /proc: the local site needs Linux");
  mkdirSync(home, { recursive: true });
  const session: Session = { pid: own.pid, startedAt: own.startedAt, journal };
  // `wx`: of two that start at once, one fails.
  writeFileSync(fileOf(home), JSON.stringify(session), { flag: "wx" });
}

export async function requireNoSession(home: string): Promise<void> {
  const session = findSession(home);
  if (!session) return;
  if (await isAlive(session)) throw new Refused(`another drill runs as process ${session.pid}`);
  throw new Refused("the last drill died before it could clean up; run: npm run drill -- down");
}

export function closeSession(home: string): void {
  rmSync(fileOf(home), { force: true });
}
