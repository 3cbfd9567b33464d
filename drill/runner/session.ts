import { existsSync, linkSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Refused } from "../model/exit-code";
import { makePrivateFolder, writePrivateFile } from "../site/private-files";
import { processFacts } from "../site/proc";

/** Who drills, or starts a site, right now: one at a time, and known to `drill down` when it died. */
const sessionSchema = z.strictObject({
  pid: z.int(),
  startedAt: z.string(),
  backend: z.enum(["local", "aws"]),
  /** Absent while a site is only started. */
  journal: z.string().optional(),
});
export type DrillSession = z.infer<typeof sessionSchema>;

const fileOf = (home: string): string => join(home, "session.json");

/** The drill that runs or died, if one does or did. */
export function findSession(home: string): DrillSession | undefined {
  const file = fileOf(home);
  return existsSync(file) ? sessionSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}

export async function isAlive({ pid, startedAt }: DrillSession): Promise<boolean> {
  return (await processFacts(pid))?.startedAt === startedAt;
}

/** @throws {Refused} when another drill runs, or died and was not cleaned up after. */
export async function openSession(
  home: string,
  about: Pick<DrillSession, "backend" | "journal">,
): Promise<void> {
  await requireNoSession(home);
  const own = await processFacts(process.pid);
  if (!own) throw new Error("this process is not in /proc: the drill needs Linux");
  const session: DrillSession = { pid: own.pid, startedAt: own.startedAt, ...about };
  const draft = join(home, `session-${own.pid}.json`);
  try {
    makePrivateFolder(home);
    writePrivateFile(draft, JSON.stringify(session));
  } catch (error) {
    throw new Refused(`the drill's own folder ${home} cannot be written: ${(error as Error).message}`);
  }
  try {
    // A link comes about as a whole or not at all: of two that start at once one fails, and none leaves half a file.
    linkSync(draft, fileOf(home));
  } catch {
    throw new Refused("another drill has just started");
  } finally {
    rmSync(draft);
  }
}

export async function requireNoSession(home: string): Promise<void> {
  const session = findSession(home);
  if (!session) return;
  if (await isAlive(session)) throw new Refused(`another drill runs as process ${session.pid}`);
  throw new Refused(
    `the last drill died before it could clean up; run: npm run drill -- ${cleanUpCommand(session)}`,
  );
}

/** The command that cleans up after a drill that died. */
export function cleanUpCommand({ backend }: DrillSession): string {
  return backend === "local" ? "down" : "down --site aws --permit <file> --stack-outputs <file>";
}

export function closeSession(home: string): void {
  rmSync(fileOf(home), { force: true });
}
