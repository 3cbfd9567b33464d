import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, writeFileSync } from "node:fs";
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

describe("a session", () => {
  test("keeps a second drill out while the first lives", async () => {
    const home = newHome();
    await openSession(home, "/journal");
    await expect(openSession(home, "/other")).rejects.toThrow(`another drill runs as process ${process.pid}`);
    closeSession(home);
    await expect(requireNoSession(home)).resolves.toBeUndefined();
  });

  test("of a process whose pid is used again is not alive", async () => {
    const home = newHome();
    const died = { pid: process.pid, startedAt: "1", journal: "/journal" };
    writeFileSync(join(home, "session.json"), JSON.stringify(died));
    expect(findSession(home)).toEqual(died);
    expect(await isAlive(died)).toBe(false);
    await expect(openSession(home, "/other")).rejects.toThrow("run: npm run drill -- down");
  });
});
