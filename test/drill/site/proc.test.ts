import { describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseStat, processesMarked, processFacts, withDescendants } from "../../../drill/site/proc";

describe("a line of /proc/<pid>/stat", () => {
  test("is read although the command holds spaces and parentheses", () => {
    const rest = Array.from({ length: 30 }, (_value, index) => String(index + 100)).join(" ");
    expect(parseStat(`42 (a) b (c)) T 7 ${rest}`)).toEqual({
      pid: 42,
      parent: 7,
      startedAt: "117",
      state: "T",
    });
  });

  test.each([[""], ["42"], ["42 (cut"], ["x (y) S 1 2"]])("is none: %j", (line) => {
    expect(parseStat(line)).toBeUndefined();
  });
});

describe("processes", () => {
  test("are found by what marks them, with what they started", async () => {
    const marker = `DRILL_TEST=${process.pid}-${Date.now()}`;
    const shell = spawn("sh", ["-c", "env -i sleep 60 & echo started; wait"], {
      env: { PATH: process.env["PATH"], DRILL_TEST: marker.split("=")[1] },
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(shell.stdout, "data");
    const pid = shell.pid ?? 0;
    try {
      expect(await processesMarked(marker)).toContain(pid);
      const family = await withDescendants([pid]);
      expect(family).toHaveLength(2);
      for (const member of family) process.kill(member, "SIGKILL");
      await once(shell, "exit");
      expect(await processFacts(pid)).toBeUndefined();
    } finally {
      shell.kill("SIGKILL");
    }
  });
});
