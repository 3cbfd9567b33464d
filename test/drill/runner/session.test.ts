import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  closeSession,
  findSession,
  isAlive,
  openSession,
  requireNoSession,
} from "../../../drill/runner/session";

const newHome = (): string => mkdtempSync(join(tmpdir(), "drill-"));
const about = { backend: "local", journal: "/journal" } as const;

describe("a session", () => {
  test("keeps a second drill out while the first lives", async () => {
    const home = newHome();
    await openSession(home, about);
    await expect(openSession(home, about)).rejects.toThrow(`another drill runs as process ${process.pid}`);
    expect(readdirSync(home)).toEqual(["session.json"]);
    closeSession(home);
    await expect(requireNoSession(home)).resolves.toBeUndefined();
  });

  test("is opened by one of two that start at once", async () => {
    const home = newHome();
    const both = await Promise.allSettled([openSession(home, about), openSession(home, about)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("of a process whose pid is used again is not alive", async () => {
    const home = newHome();
    const died = { pid: process.pid, startedAt: "1", ...about };
    writeFileSync(join(home, "session.json"), JSON.stringify(died));
    expect(findSession(home)).toEqual(died);
    expect(await isAlive(died)).toBe(false);
    await expect(openSession(home, about)).rejects.toThrow(/run: npm run drill -- down$/);
  });

  test("of a drill on AWS that died names the command that undoes it", async () => {
    const home = newHome();
    const died = { pid: process.pid, startedAt: "1", backend: "aws", journal: "/journal" };
    writeFileSync(join(home, "session.json"), JSON.stringify(died));
    await expect(requireNoSession(home)).rejects.toThrow(
      /run: npm run drill -- down --site aws --permit <file> --stack-outputs <file>$/,
    );
  });

  test("cannot be opened where the drill's folder cannot be written", async () => {
    await expect(openSession("/dev/null/drill", about)).rejects.toThrow(
      "the drill's own folder /dev/null/drill cannot be written",
    );
  });
});
