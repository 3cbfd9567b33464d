import { DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { findDatabase } from "../../../../drill/adapters/aws/resources";
import type { openAws } from "../../../../drill/adapters/aws/adapter";
import { Aborted, Refused } from "../../../../drill/model/exit-code";
import type { DrillEvent } from "../../../../drill/model/adapter";
import { startMoto, type Moto } from "./support/moto";
import { setAlarm } from "./support/platform";
import { first, Stage, unstopped } from "./support/stage";

let moto: Moto;
let stage: Stage;
let aws: Awaited<ReturnType<typeof openAws>>;

// The first run installs moto.
beforeAll(async () => void (moto = await startMoto()));
afterAll(() => moto.stop());
beforeEach(async () => {
  stage = await Stage.build(moto);
  aws = await stage.open("execute");
});
afterEach(async () => {
  aws.close();
  await stage.clear();
});

async function broken(probe: string): Promise<string | undefined> {
  await stage.clock.sleep(5_000);
  const probes = await aws.probes.steadyState();
  return probes.find(({ name, ok }) => name === probe && !ok)?.found;
}

describe("killing the database primary", () => {
  it("reboots it with failover, and sees it go and what RDS says", async () => {
    const events: DrillEvent[] = [];
    const unwatch = await aws.probes.watch((event) => events.push(event));
    const target = await aws.probes.resolveTarget("database-primary", first);
    await aws.actions.inject("kill", target, unstopped);
    await expect(aws.probes.verify("kill", target)).resolves.toBe(true);
    await unwatch();

    expect(stage.intended).toEqual(["reboot with failover database-us-east-1 in us-east-1a of us-east-1"]);
    expect(stage.stub.changes).toEqual(["rds RebootDBInstance"]);
    expect(events.map(({ phase, of, text }) => [phase, of, text])).toEqual([
      ["detect", "database", "database-us-east-1 in us-east-1: Multi-AZ instance failover started."],
      ["promote", "database", "database-us-east-1 in us-east-1: Multi-AZ instance failover completed"],
    ]);
  });

  it("is undone by RDS itself: it comes back in the other zone", async () => {
    await aws.actions.inject("kill", await aws.probes.resolveTarget("database-primary", first), unstopped);
    expect(await broken("database us-east-1")).toBe("rebooting, primary, Multi-AZ");
    await aws.actions.undo();
    expect(await broken("database us-east-1")).toBeUndefined();
    expect((await aws.probes.resolveTarget("database-primary", first)).members).toEqual([
      "database-us-east-1 in us-east-1b",
    ]);
  });
});

describe("killing a cache primary", () => {
  it("fails over the shard that was chosen, and waits until ElastiCache says that it did", async () => {
    const target = await aws.probes.resolveTarget("cache-primary", (items) => items.at(-1)!);
    expect(target.members).toEqual(["shard 0002 of cache"]);
    await expect(aws.probes.verify("kill", target)).resolves.toBe(false);
    await aws.actions.inject("kill", target, unstopped);
    await expect(aws.probes.verify("kill", target)).resolves.toBe(true);
    expect(stage.intended).toEqual(["fail over shard 0002 of cache of us-east-1"]);
    expect(stage.stub.changes).toEqual(["elasticache TestFailover"]);
  });
});

describe("isolating a zone", () => {
  it("runs an experiment until it is undone, by whomever", async () => {
    const target = await aws.probes.resolveTarget("zone", first);
    await aws.actions.inject("isolate", target, unstopped);
    await expect(aws.probes.verify("isolate", target)).resolves.toBe(true);
    expect(await broken("no experiment us-east-1")).toBe("EXP2");
    expect(stage.intended).toEqual([
      "create an experiment template in us-east-1",
      "start experiment EXT1 in us-east-1",
    ]);

    await stage.undoAnew();
    expect(stage.intended.slice(2)).toEqual([
      "stop experiment EXP2 in us-east-1",
      "delete experiment template EXT1 in us-east-1",
    ]);
    expect(stage.stub.experiments.experiments.get("EXP2")?.state).toEqual({ status: "stopped" });
    expect(stage.stub.experiments.templates.size).toBe(0);
    expect(await broken("no experiment us-east-1")).toBeUndefined();

    await aws.actions.undo();
    expect(stage.intended).toHaveLength(4);
  });

  it("is aborted when FIS gives up, and leaves no template behind", async () => {
    stage.stub.experiments.failsWith = "Target resolution returned empty set";
    await expect(
      aws.actions.inject("isolate", await aws.probes.resolveTarget("zone", first), unstopped),
    ).rejects.toThrow(new Aborted("FIS ended the experiment: failed Target resolution returned empty set"));
    await aws.actions.undo();
    expect(stage.stub.experiments.templates.size).toBe(0);
  });

  it("is aborted when an alarm rings while it starts, and can still be undone", async () => {
    stage.stub.experiments.onStart = () => setAlarm(stage.active, "ALARM");
    await expect(
      aws.actions.inject("isolate", await aws.probes.resolveTarget("zone", first), unstopped),
    ).rejects.toThrow(new Aborted("stopped: the alarm too-many-errors in us-east-1 rings (by the test)"));
    await stage.undoAnew();
    expect(stage.stub.experiments.experiments.get("EXP2")?.state).toEqual({ status: "stopped" });
  });

  it("reaches its time limit with an experiment open: that is a reason to stop", async () => {
    await aws.actions.inject("isolate", await aws.probes.resolveTarget("zone", first), unstopped);
    await stage.clock.sleep(1_800_000);
    await expect(aws.probes.alarms()).resolves.toEqual(["the time limit of 1800 s is over"]);
    await aws.actions.undo();
    await stage.clock.sleep(5_000);
    await expect(aws.probes.alarms()).resolves.toEqual([]);
  });
});

describe("killing the active region", () => {
  const oldSite = () => ({ clients: stage.active, outputs: stage.stack.regions[0] });

  async function groupsOfOld() {
    const { raw } = await findDatabase(oldSite());
    const GroupIds = raw.VpcSecurityGroups!.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId!);
    return (await stage.active.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }))).SecurityGroups!;
  }

  it("cuts it off, fences its database off, and only then promotes the standby's", async () => {
    const [groupBefore] = await groupsOfOld();
    const target = await aws.probes.resolveTarget("active-region", first);
    await aws.actions.inject("kill", target, unstopped);

    await expect(aws.probes.verify("kill", target)).resolves.toBe(true);
    expect(stage.intended).toEqual([
      "create an experiment template in us-east-1",
      "start experiment EXT1 in us-east-1",
      `fence off database-us-east-1 in us-east-1; its security groups are ${groupBefore!.GroupId!}`,
      "restart database-us-east-1 in us-east-1 to end its connections",
      "promote database-eu-west-1 in eu-west-1; there is no way back",
    ]);
    const fence = await groupsOfOld();
    expect(fence.map(({ GroupName, IpPermissions }) => [GroupName, IpPermissions])).toEqual([
      ["standfast-drill-fence", []],
    ]);
  });

  it("gives the network back when undone, but never the fence: two primaries would take writes", async () => {
    await aws.actions.inject("kill", await aws.probes.resolveTarget("active-region", first), unstopped);
    await stage.undoAnew();

    expect(stage.stub.experiments.experiments.get("EXP2")?.state).toEqual({ status: "stopped" });
    expect((await groupsOfOld()).map(({ GroupName }) => GroupName)).toEqual(["standfast-drill-fence"]);
    expect(await broken("database us-east-1")).toBe(
      "fenced off; rebuild it as a replica of the promoted one",
    );
    for (let look = 0; look < 4; look++) await broken("database eu-west-1");
    expect(await broken("database eu-west-1")).toBeUndefined();
    await expect(aws.probes.endpoints()).resolves.toEqual([
      { region: "eu-west-1", url: "https://app.example.com" },
    ]);
  });

  it("takes the fence down again when RDS refused the promotion", async () => {
    const before = await groupsOfOld();
    stage.stub.databases.refusesPromotion = true;
    await expect(
      aws.actions.inject("kill", await aws.probes.resolveTarget("active-region", first), unstopped),
    ).rejects.toThrow("database-eu-west-1 is being backed up");
    expect(await broken("database us-east-1")).toBe("fenced off; undo the drill");
    await stage.undoAnew();
    expect((await groupsOfOld()).map(({ GroupId }) => GroupId)).toEqual(before.map(({ GroupId }) => GroupId));
    await broken("database us-east-1");
    expect(await broken("database us-east-1")).toBeUndefined();
    const { tags } = await findDatabase(oldSite());
    expect(Object.keys(tags)).toEqual(["standfast:drill", "standfast:stack"]);
  });

  it("is refused by the actions too when the permit does not allow a promotion", async () => {
    const target = await aws.probes.resolveTarget("active-region", first);
    const careful = await stage.open("execute", { promotion: "refused" });
    await expect(careful.actions.inject("kill", target, unstopped)).rejects.toThrow(Refused);
    careful.close();
    expect(stage.stub.changes).toEqual([]);
  });
});
