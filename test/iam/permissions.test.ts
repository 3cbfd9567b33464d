/** Every call that a part makes is allowed by the policies that are planned for it, and they allow nothing beside. */
import { describe, expect, test } from "@jest/globals";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { runConfiguration } from "../architecture/program";
import { identifyAsAws } from "./account";
import { parts as most, type Call } from "./calls";
import { drill } from "./drill-calls";
import { regionSwitch } from "./region-switch-calls";
import { isAllowed, unusedBy } from "./proof";
import { Stack } from "./stack";

const root = join(__dirname, "..", "..");
const parts = [...most, drill, regionSwitch];

const stacksIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((file) => /^Pulumi\..+\.yaml$/.test(file))
    .map((file) => join(folder, file));

const examples = readdirSync(join(root, "examples")).flatMap((name) => stacksIn(join("examples", name)));

async function planned(file: string, changes: Readonly<Record<string, unknown>> = {}): Promise<Stack> {
  const { config } = parse(readFileSync(join(root, file), "utf8")) as {
    readonly config: Record<string, unknown>;
  };
  return new Stack(await runConfiguration({ ...config, ...changes }, identifyAsAws));
}

async function judge(
  stack: Stack,
): Promise<{ missing: string[]; unused: string[]; unknown: string[]; made: number }> {
  const [missing, unused, unknown]: [string[], string[], string[]] = [[], [], []];
  let made = 0;
  for (const role of stack.roles) {
    const policies = stack.policiesOf(role);
    const part = parts.find((each) => each.role.test(role.name));
    if (part === undefined) {
      // What AWS's own policies allow, AWS keeps.
      if (policies.length > 0) unknown.push(role.name);
      continue;
    }
    const calls = part.calls(stack, role);
    made += calls.length;
    const allowed: Call[] = [];
    for (const call of calls) {
      if (await isAllowed(policies, call)) allowed.push(call);
      else missing.push(`${part.name} (${role.name}): ${call.action} on ${call.resource}`);
    }
    unused.push(...unusedBy(policies, allowed));
  }
  return { missing, unused, unknown, made };
}

describe.each(["Pulumi.prod.yaml", "Pulumi.staging.yaml", ...examples])("%s", (file) => {
  test("allows every call of its parts, and nothing that none of them makes", async () => {
    const { made, ...wrong } = await judge(await planned(file));
    expect(wrong).toEqual({ missing: [], unused: [], unknown: [] });
    expect(made).toBeGreaterThan(0);
  });
});

test("so it is with flow logs in CloudWatch Logs, which no stack here has", async () => {
  const stack = await planned("Pulumi.staging.yaml", {
    "standfast:network": { flowLogDestination: "cloudwatch-logs" },
  });
  const { made, ...wrong } = await judge(stack);
  expect(wrong).toEqual({ missing: [], unused: [], unknown: [] });
  expect(stack.roles.filter(({ name }) => name.includes("flow-log"))).toHaveLength(stack.regions.length);
  expect(made).toBeGreaterThan(0);
});

test("so it is where Region switch makes the lost region's database a replica again", async () => {
  const stack = await planned("Pulumi.prod.yaml", {
    "standfast:failover": { mode: "region-switch", rebuild: "after-recovery" },
  });
  const { made, ...wrong } = await judge(stack);
  expect(stack.rebuildsDatabases).toBe(true);
  expect(wrong).toEqual({ missing: [], unused: [], unknown: [] });
  expect(made).toBeGreaterThan(0);
});

describe("the proof itself", () => {
  const policy = (Action: string, Resource: string) => [
    { name: "one", document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] } },
  ];
  const group = "arn:aws:logs:us-east-1:123456789012:log-group:one";

  test("a statement whose action knows no such resource allows nothing, and is unused", async () => {
    const call = { action: "logs:DescribeLogGroups", resource: "*" };
    expect(await isAllowed(policy("logs:DescribeLogGroups", group), call)).toBe(false);
    expect(await isAllowed(policy("logs:DescribeLogGroups", "*"), call)).toBe(true);
    expect(unusedBy(policy("logs:DescribeLogGroups", group), [call])).toEqual([
      "one 0: logs:DescribeLogGroups",
      `one 0: ${group}`,
    ]);
  });

  test("a call that there cannot be is a mistake of the table", async () => {
    const call = { action: "rds:StopDBInstance", resource: group };
    await expect(isAllowed(policy("rds:*", "*"), call)).rejects.toThrow("rds:StopDBInstance");
  });
});
