import { afterAll, describe, expect, test } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { parse, stringify } from "yaml";
import { openRehearsal, succeeded } from "../support/rehearsal";

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

describe("policies in the engine", () => {
  test("staging passes", async () => {
    const staging = ["preview", "--stack", "staging", "--policy-pack", "policies"];
    expect(succeeded(await rehearsal.run(...staging))).toContain("standfast@v");
  });

  test("a program below the floor is stopped, and told resource, rule, found value and fix", async () => {
    const program = ["-C", "test/engine/programs/too-few"];
    const { output, exitCode } = await rehearsal.run(
      ...program,
      "preview",
      "--stack",
      "dev",
      "--policy-pack",
      "policies",
    );
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/asg-min-size[\s\S]*web/);
    expect(output).toMatch(/k8s-min-replicas[\s\S]*api/);
    expect(output).toContain("minSize is 2. Fix: set minSize to 3 or more");
    expect(output).toContain("k8s-pod-antiaffinity");
  });
});

describe("an error in the program", () => {
  test("is told with the file and the line of the TypeScript", async () => {
    const { output, exitCode } = await rehearsal.run(
      ...["-C", "test/engine/programs/throws", "preview", "--stack", "dev"],
    );
    expect(exitCode).not.toBe(0);
    // Node colours parts of a path.
    const trace = stripVTControlCharacters(output);
    expect(trace).toMatch(/a mistake of the program\s+at new Broken \(.*programs\/throws\/index\.ts:6:11\)/);
  });
});

describe("a plan that broke off", () => {
  test("is not left with the engine's word that the policies have no objection", async () => {
    const { output } = await rehearsal.run(
      ...["-C", "test/engine/programs/throws", "preview", "--stack", "dev", "--policy-pack", "policies"],
    );
    expect(output).toContain("Policies:");
    expect(output.trimEnd().split("\n").at(-1)).toMatch(/^rehearsal: no policy judged the plan: /);
  });
});

describe("bad configuration", () => {
  test("every mistake is named at once, and nothing is planned or created", async () => {
    const file = join(rehearsal.folder, "Pulumi.prod.yaml");
    writeFileSync(file, stringify(broken()));
    for (const verb of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { output, exitCode } = await rehearsal.run(...verb, "--stack", "prod", "--config-file", file);
      expect(exitCode).not.toBe(0);
      for (const key of [
        "regoins",
        "regions[0].availabilityZones[0]",
        "appTier.minInstances",
        "domainName",
        "regions[1].cidrBlock",
      ]) {
        expect(output).toContain(key);
      }
      expect(output).not.toContain("at loadSettings");
    }
    expect(rehearsal.cloud()).toEqual([]);
  });
});

interface StackFile {
  config: {
    "standfast:regions": { availabilityZones: string[]; cidrBlock: string }[];
    "standfast:appTier": { minInstances: number };
    [key: string]: unknown;
  };
}

function broken(): StackFile {
  const stack = parse(readFileSync("Pulumi.prod.yaml", "utf8")) as StackFile;
  const [first, second] = stack.config["standfast:regions"];
  first!.availabilityZones = ["ap-south-1a"];
  second!.cidrBlock = first!.cidrBlock;
  stack.config["standfast:appTier"].minInstances = 2;
  stack.config["standfast:domainName"] = "not a domain";
  stack.config["standfast:regoins"] = "typo";
  return stack;
}

test("a look-up is refused by name", async () => {
  const { output, exitCode } = await rehearsal.run(
    "-C",
    "test/engine/programs/looks-up",
    "preview",
    "--stack",
    "dev",
  );
  expect(exitCode).not.toBe(0);
  expect(output).toContain("refuses the look-up aws:index/getAvailabilityZones:getAvailabilityZones");
});
