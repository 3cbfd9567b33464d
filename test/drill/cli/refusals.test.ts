import { describe, expect, test } from "@jest/globals";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drill, newWorkplace } from "../support/cli";

describe("the command line", () => {
  test.each([[["--help"]], [["-h"]], [["help"]], [["up", "--help"]], [["help", "down"]]])(
    "%j explains itself: exit code 0, and nothing started",
    async (argv) => {
      const workplace = newWorkplace();
      const { code, output } = await drill(workplace, ...argv);
      expect(output).toMatch(/^Usage: drill/);
      expect(code).toBe(0);
      expect(readdirSync(workplace)).toEqual([]);
    },
  );

  test("says in its help what the exit codes mean", async () => {
    const { output } = await drill(newWorkplace(), "--help");
    expect(output).toContain("  1  a budget was missed, or an acknowledged write was lost");
    expect(output).toContain("  2  it could not be run, and nothing was broken");
  });
});

describe("a drill that cannot be run", () => {
  test.each([
    [["--scenario", "redis_kil"], "--scenario redis_kil is unknown; known are all, process_hang, api_kill"],
    [[], "--scenario is missing"],
    [
      ["--scenario", "api_kill", "--lb-url", "http://8.8.8.8"],
      "8.8.8.8 is not a loopback or RFC 1918 address",
    ],
    [["--scenario", "api_kill", "--lb-url", "http://example.com"], "example.com is a name"],
    [
      ["--scenario", "api_kill", "--report-dir", "/dev/null/drills"],
      "--report-dir /dev/null/drills cannot be written",
    ],
    [["--scenario", "api_kill", "--trials", "0"], "must be a whole number from 1"],
    [["--scenario", "api_kill", "--site", "moon"], "Allowed choices are local, aws"],
    [["--scenario", "api_kill", "--topology", "none.json"], "--topology none.json cannot be read"],
    [["--scenario", "api_kill", "--topology", "worse.json"], "databaseLeadSeconds"],
    [
      ["--scenario", "api_kill", "--site", "aws"],
      "--site aws needs --permit <file> and --stack-outputs <file>",
    ],
    [
      ["--scenario", "quorum_kill", "--site", "aws"],
      "--scenario quorum_kill cannot be run on aws: kill quorum-leader cannot be done on AWS: RDS and ElastiCache keep",
    ],
    [
      ["--scenario", "zone_isolate"],
      "--scenario zone_isolate cannot be run on local: the local site has two regions and no zones inside of them",
    ],
    [["nonsense"], "(npm run drill -- --help lists every command and option)"],
    [["--halp"], "unknown option '--halp'"],
    [["up", "--site", "aws"], "only the local site is brought up and looked at by the drill"],
    [["up", "--topology", "none.json"], "--topology none.json cannot be read"],
    [["down", "--site", "aws"], "--site aws needs --permit <file> and --stack-outputs <file>"],
  ])("%j: exit code 2, a reason, and nothing started", async (argv, reason) => {
    const workplace = newWorkplace();
    writeFileSync(join(workplace, "worse.json"), '{"timing": {"databaseLeadSeconds": "long"}}');
    const { code, output } = await drill(workplace, ...argv);
    expect(output).toContain(reason);
    expect(code).toBe(2);
    // Not even the reports' folder: all of this is refused before the first step.
    expect(readdirSync(workplace)).toEqual(["worse.json"]);
  });
});
