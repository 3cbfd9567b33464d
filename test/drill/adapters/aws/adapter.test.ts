import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeInstancesCommand, DeleteTagsCommand, DescribeSubnetsCommand } from "@aws-sdk/client-ec2";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Refused } from "../../../../drill/model/exit-code";
import { Journal } from "../../../../drill/runner/journal";
import { run } from "../../../../drill/runner/run";
import { catalogue } from "../../../../drill/scenarios/catalogue";
import type { TargetRole } from "../../../../drill/model/scenario";
import type { openAws } from "../../../../drill/adapters/aws/adapter";
import { startMoto, type Moto } from "./support/moto";
import { setAlarm } from "./support/platform";
import { first, Stage, unstopped } from "./support/stage";

let moto: Moto;
let stage: Stage;
let aws: Awaited<ReturnType<typeof openAws>> | undefined;

// The first run installs moto.
beforeAll(async () => void (moto = await startMoto()));
afterAll(() => moto.stop());
beforeEach(async () => void (stage = await Stage.build(moto)));
afterEach(async () => {
  aws?.close();
  aws = undefined;
  await stage.clear();
});

const open = async (...args: Parameters<Stage["open"]>) => (aws = await stage.open(...args));
describe("opening a stack", () => {
  it("is refused for an account that is not on the list", async () => {
    await expect(
      open("execute", { accountIds: ["999999999999"], experimentRoleArn: undefined }),
    ).rejects.toThrow(
      new Refused("account 123456789012 is not on the permit's list (999999999999); nothing was broken"),
    );
  });

  it("is refused for a stop alarm that does not exist", async () => {
    const stopAlarms = [{ region: "us-east-1", name: "forgotten" }];
    await expect(open("execute", { stopAlarms })).rejects.toThrow(
      new Refused(
        "the stop alarm forgotten is not in us-east-1; create it, or correct the permit's stopAlarms",
      ),
    );
  });

  it("sees the public name, and what was drilled", async () => {
    const { probes, backend } = await open("dry-run");
    expect(backend).toBe("aws");
    await expect(probes.endpoints()).resolves.toEqual([
      { region: "us-east-1", url: "https://app.example.com" },
    ]);
    await expect(probes.describe()).resolves.toMatchObject({
      account: "123456789012",
      regions: "us-east-1, eu-west-1",
      "stop alarms": "too-many-errors in us-east-1, too-many-errors in eu-west-1",
    });
  });
});

describe("steady state", () => {
  it("asks everything of every region, and sees that all instances are in one zone", async () => {
    stage.stub.spreadsInstances = false;
    const adapter = await open("dry-run");
    const results = await adapter.probes.steadyState();
    expect(results).toHaveLength(12);
    expect(results.filter(({ ok }) => !ok)).toEqual(
      ["us-east-1", "eu-west-1"].map((region) => ({
        name: `application ${region}`,
        ok: false,
        found: "3 of 3 instances in service, in 1 zones",
      })),
    );
    expect(results).toContainEqual({
      name: "database eu-west-1",
      ok: true,
      found: "available, replica, replicating, Multi-AZ",
    });
  });

  it("does not hold while an alarm has no data, for it would not ring", async () => {
    await setAlarm(stage.standby, "INSUFFICIENT_DATA");
    const { probes } = await open("dry-run");
    expect((await probes.steadyState()).at(-1)).toEqual({
      name: "alarm too-many-errors eu-west-1",
      ok: false,
      found: "INSUFFICIENT_DATA",
    });
  });
});

describe("a dry run", () => {
  it("finds every target and changes nothing", async () => {
    const { probes, actions } = await open("dry-run");
    const roles: TargetRole[] = ["application", "cache-primary", "database-primary", "zone", "active-region"];
    const members: string[] = [];
    for (const role of roles) {
      const target = await probes.resolveTarget(role, first);
      members.push(target.members.join(", "));
      await expect(actions.inject(role === "zone" ? "isolate" : "kill", target, unstopped)).rejects.toThrow(
        new Refused("this is a dry run: nothing is changed; add --execute to change it"),
      );
    }
    expect(members).toEqual([
      expect.stringMatching(/^i-\w+ in us-east-1a$/),
      "shard 0001 of cache",
      "database-us-east-1 in us-east-1a",
      expect.stringMatching(/^us-east-1a, subnet-\w+, database-us-east-1, cache$/),
      expect.stringMatching(
        /^(subnet-\w+, ){3}database-us-east-1, database-eu-west-1 in eu-west-1 is promoted$/,
      ),
    ]);
    expect(stage.stub.changes).toEqual([]);
    expect(stage.intended).toEqual([]);
  });
});

describe("a dry run of every scenario that AWS can run", () => {
  it("proves steady state, targets, and passes as a dry run", async () => {
    const adapter = await open("dry-run");
    const scenarios = catalogue.filter(({ budgets }) => budgets.aws !== undefined);
    const folder = mkdtempSync(join(tmpdir(), "drill-"));
    const journal = new Journal(join(folder, "journal.jsonl"));
    const ports = { adapter, journal, onProgress: () => undefined, signal: new AbortController().signal };
    const report = await run({ scenarios, trials: 1, seed: 1, dryRun: true }, ports);
    journal.close();
    rmSync(folder, { recursive: true });

    expect(report.scenarios.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual(
      scenarios.map(({ name }) => [name, "dry-run", []]),
    );
    expect(report.exitCode).toBe(0);
    expect(stage.stub.changes).toEqual([]);
  });
});

describe("targeting", () => {
  it("refuses a zone of which one subnet lacks the tag", async () => {
    const { ec2 } = stage.active;
    const { probes } = await open("execute");
    const Filters = [{ Name: "tag:standfast:drill", Values: ["allowed"] }];
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
    const SubnetId = Subnets!.find(({ AvailabilityZone }) => AvailabilityZone === "us-east-1a")!.SubnetId!;
    await ec2.send(new DeleteTagsCommand({ Resources: [SubnetId], Tags: [{ Key: "standfast:drill" }] }));
    await expect(probes.resolveTarget("zone", first)).rejects.toThrow(
      new Refused(`${SubnetId} must carry the tag standfast:drill = allowed to be drilled`),
    );
  });

  it("refuses outputs that name nothing", async () => {
    const [region, other] = stage.stack.regions;
    const stale = { ...region, databaseEndpoint: "gone.example.com" };
    Object.assign(stage.stack, { regions: [stale, other] });
    const { probes } = await open("dry-run");
    await expect(probes.resolveTarget("application", first)).rejects.toThrow(
      new Refused("no database answers to gone.example.com in us-east-1; are the outputs current?"),
    );
  });

  it("refuses what AWS cannot break", async () => {
    const { probes } = await open("dry-run");
    await expect(probes.resolveTarget("load-balancer", first)).rejects.toThrow(
      /^kill load-balancer cannot be done on AWS: a load balancer is a fleet/,
    );
  });
});

describe("killing an instance", () => {
  it("terminates exactly the one that was targeted", async () => {
    const { probes, actions } = await open("execute");
    const target = await probes.resolveTarget("application", (items) => items.at(-1)!);
    await expect(probes.verify("kill", target)).resolves.toBe(false);
    await actions.inject("kill", target, unstopped);

    await expect(probes.verify("kill", target)).resolves.toBe(true);
    expect(stage.intended).toEqual([`terminate ${first(target.members)} of us-east-1`]);
    expect(stage.stub.changes).toEqual(["ec2 TerminateInstances"]);
    const id = first(target.members).split(" ")[0]!;
    const { Reservations } = await stage.active.ec2.send(new DescribeInstancesCommand({}));
    const dead = Reservations!
      .flatMap(({ Instances }) => Instances!)
      .filter(({ State }) => State!.Name !== "running");
    expect(dead.map(({ InstanceId }) => InstanceId)).toEqual([id]);
  });

  it("is refused while a stop alarm rings", async () => {
    const { probes, actions } = await open("execute");
    const target = await probes.resolveTarget("application", first);
    await setAlarm(stage.standby, "ALARM");
    stage.stub.changes.length = 0;
    const reason = "the alarm too-many-errors in eu-west-1 rings (by the test)";
    await expect(probes.alarms()).resolves.toEqual([reason]);
    await expect(actions.inject("kill", target, unstopped)).rejects.toThrow(
      new Refused(`${reason}; nothing was broken`),
    );
    expect(stage.stub.changes).toEqual([]);
  });

  it("is refused for a target that belongs to another fault", async () => {
    const { probes, actions } = await open("execute");
    const target = await probes.resolveTarget("application", first);
    await expect(actions.inject("freeze", target, unstopped)).rejects.toThrow(
      /^freeze application cannot be done on AWS: AWS has no call that stops a process/,
    );
  });
});
