import { describe, expect, it } from "@jest/globals";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Stopped } from "../../failover/model/exit-code";
import { commandLine } from "./support/run";
import { eu, us, World, type WorldOptions } from "./support/world";

interface Case {
  readonly name: string;
  readonly options: WorldOptions;
  readonly back?: true;
  /** What a whole run changes, in this order. */
  readonly changes: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "a lost region, switched by an alarm",
    options: {},
    changes: [
      `${eu} autoscaling:SetDesiredCapacity`,
      `${eu} cloudwatch:PutMetricData`,
      `${eu} rds:PromoteReadReplica`,
    ],
  },
  {
    name: "a lost region, switched by Region switch",
    options: { switch: "region-switch" },
    changes: [`${eu} arc-region-switch:StartPlanExecution`],
  },
  {
    name: "a lost region with an Aurora global database and a Global Datastore",
    options: { database: "aurora-global", cache: "global" },
    changes: [
      `${eu} autoscaling:SetDesiredCapacity`,
      `${eu} cloudwatch:PutMetricData`,
      `${eu} rds:FailoverGlobalCluster`,
      `${eu} elasticache:FailoverGlobalReplicationGroup`,
    ],
  },
  {
    name: "the way back",
    options: {},
    back: true,
    changes: [
      `${eu} cloudwatch:PutMetricData`,
      `${us} cloudwatch:PutMetricData`,
      `${eu} autoscaling:UpdateAutoScalingGroup`,
      `${us} autoscaling:SetDesiredCapacity`,
      `${us} rds:PromoteReadReplica`,
    ],
  },
  {
    name: "the way back with Aurora and Region switch",
    options: { database: "aurora-global", switch: "region-switch" },
    back: true,
    changes: [`${eu} autoscaling:UpdateAutoScalingGroup`, `${us} arc-region-switch:StartPlanExecution`],
  },
  {
    name: "the way back with Aurora",
    options: { database: "aurora-global" },
    back: true,
    changes: [
      `${eu} cloudwatch:PutMetricData`,
      `${us} cloudwatch:PutMetricData`,
      `${eu} autoscaling:UpdateAutoScalingGroup`,
      `${us} autoscaling:SetDesiredCapacity`,
      `${eu} rds:SwitchoverGlobalCluster`,
    ],
  },
];

/** us-east-1 is dark, or a rebuilt standby of eu-west-1, to which it had failed over before. */
function stage({ options, back }: Case) {
  const world = new World(options);
  if (back) {
    world.setRoles({ [us]: "standby", [eu]: "active" });
    Object.assign(world.in(us), { isReplica: true, isCachePrimary: false });
    Object.assign(world.in(eu), { isReplica: false, isCachePrimary: true });
    world.in(us).fleet = { ...world.in(eu).fleet };
    world.in(eu).fleet = { ...world.in(eu).fleet, desired: 9, inService: 9 };
    world.puts.set(us, { value: "away", at: world.now - 86_400_000 });
  } else {
    world.dark.add(us);
  }
  const command = commandLine(world);
  const to = back ? us : eu;
  const flags = { to, ...(back && { back }), ...(back ? {} : { instances: 9 }) };
  return { world, ...command, flags, to };
}

describe.each(cases)("$name", (one) => {
  it("changes what it says, in this order", async () => {
    const { world, execute, flags } = stage(one);
    await expect(execute(flags)).resolves.toMatchObject({ exitCode: 0 });
    expect(world.changes).toEqual(one.changes);
  });

  it("does nothing the second time", async () => {
    const { world, execute, resume, flags, to } = stage(one);
    await execute(flags);
    world.changes.length = 0;
    await resume({ to });
    await expect(execute(flags)).resolves.toMatchObject({ exitCode: 2 });
    expect(world.changes).toEqual([]);
  });

  const apis = [...new Set(one.changes.map((change) => change.split(" ")[1]!))];

  it.each(apis)("stops where %s fails, says what to do, and goes on from there", async (api) => {
    const { world, execute, resume, flags, to, journals } = stage(one);
    world.interrupt(api, "fail");
    await expect(execute(flags)).rejects.toThrow(Stopped);
    const done = one.changes.findIndex((change) => change.endsWith(api));
    expect(world.changes).toEqual(one.changes.slice(0, done));
    expect(lastEntry(journals)).toMatchObject({ what: "failed", text: `${api} is throttled` });
    await resume({ to });
    expect(world.changes).toEqual(one.changes);
  });

  it.each(
    apis.flatMap((api) => (["kill-before", "kill-after"] as const).map((kind) => [api, kind] as const)),
  )("goes on after the process died at %s (%s)", async (api, kind) => {
    const { world, execute, resume, flags, to, journals } = stage(one);
    world.interrupt(api, kind);
    await dying(world, execute(flags), journals);
    expect(lastEntry(journals)).toMatchObject({ what: "intend" });
    const { exitCode } = await resume({ to });
    expect([0, 1]).toContain(exitCode);
    expect(world.changes).toEqual(one.changes);
    world.changes.length = 0;
    await resume({ to });
    expect(world.changes).toEqual([]);
  });
});

/** The rest of the run never happens; only the lock of the dead process stays. */
async function dying(world: World, run: Promise<unknown>, journals: string): Promise<void> {
  const died = new Promise<string>((resolve) => {
    world.onKilled = () => {
      resolve("died");
    };
  });
  expect(await Promise.race([run, died])).toBe("died");
  rmSync(join(journals, "locks"), { recursive: true });
}

function lastEntry(journals: string): unknown {
  const [name, ...others] = readdirSync(journals).filter((file) => file.endsWith(".journal.jsonl"));
  expect(others).toEqual([]);
  const path = join(journals, name!);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  return JSON.parse(readFileSync(path, "utf8").trim().split("\n").at(-1)!);
}
