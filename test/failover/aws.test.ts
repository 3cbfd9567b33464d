import { DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { PutMetricAlarmCommand, SetAlarmStateCommand, type StateValue } from "@aws-sdk/client-cloudwatch";
import { DescribeDBInstancesCommand } from "@aws-sdk/client-rds";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { Aws } from "../../failover/aws/region";
import type { RegionApi } from "../../failover/model/aws";
import type { AlarmSwitch } from "../../failover/model/outputs";
import { type Moto, startMoto } from "../drill/adapters/aws/support/moto";
import { alarmName, setAlarm } from "../drill/adapters/aws/support/platform";
import { Stage } from "../drill/adapters/aws/support/stage";

const [us, eu] = ["us-east-1", "eu-west-1"];
const replica = `database-${eu}`;

let moto: Moto;
let stage: Stage;
let aws: Aws;
let here: RegionApi;
let endpoint: string;

// The first run installs moto.
beforeAll(async () => void (moto = await startMoto()));
afterAll(() => moto.stop());
beforeEach(async () => {
  stage = await Stage.build(moto);
  process.env["AWS_ENDPOINT_URL"] = stage.endpoint;
  aws = new Aws(us);
  here = aws.in(eu);
  endpoint = stage.stack.regions[1]!.databaseEndpoint;
});
afterEach(async () => {
  aws.close();
  delete process.env["AWS_ENDPOINT_URL"];
  await stage.clear();
});

it("promotes a replica once, keeps its backups, and waits while RDS is at it", async () => {
  const found = await here.databases.find(endpoint);
  expect(found).toMatchObject({
    kind: "instance",
    identifier: replica,
    status: "available",
    isReplica: true,
  });
  expect(found).toMatchObject({ replication: "replicating" });
  if (found?.kind !== "instance") throw new TypeError("no instance");
  await expect(here.databases.promote(found)).resolves.toBe("asked");
  await expect(here.databases.promote(found)).resolves.toBe("busy");
  const statuses: (string | undefined)[] = [];
  for (let look = 0; look < 8; look++) statuses.push((await here.databases.find(endpoint))?.status);
  expect(statuses).toEqual(expect.arrayContaining(["modifying", "rebooting", "available"]));
  await expect(here.databases.find(endpoint)).resolves.toMatchObject({
    status: "available",
    isReplica: false,
  });
  expect(stage.stub.changes.filter((change) => change.startsWith("rds"))).toEqual([
    "rds PromoteReadReplica",
    "rds PromoteReadReplica",
  ]);
  const { DBInstances } = await stage.standby.rds.send(
    new DescribeDBInstancesCommand({ DBInstanceIdentifier: replica }),
  );
  expect(DBInstances![0]!.BackupRetentionPeriod).toBe(7);
});

it("says busy where backups run, and finds nothing at another endpoint", async () => {
  stage.stub.databases.refusesPromotion = true;
  const found = await here.databases.find(endpoint);
  if (found?.kind !== "instance") throw new TypeError("no instance");
  await expect(here.databases.promote(found)).resolves.toBe("busy");
  await expect(here.databases.find("other.example.com")).resolves.toBeUndefined();
  await expect(here.databases.lags(found, new Date(Date.now() - 3_600_000))).resolves.toEqual([]);
});

it("grows a fleet, and stops one as the role fenced does", async () => {
  await expect(here.fleets.find("app-group")).resolves.toMatchObject({
    ...{ min: 3, max: 6, desired: 3, inService: 3, instanceType: "t3.micro" },
  });
  await here.fleets.grow("app-group", 6);
  await expect(here.fleets.find("app-group")).resolves.toMatchObject({ desired: 6, inService: 6 });
  await here.fleets.stop("app-group");
  const { AutoScalingGroups } = await stage.standby.autoScaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ["app-group"] }),
  );
  expect(AutoScalingGroups![0]).toMatchObject({ MinSize: 0, MaxSize: 0, DesiredCapacity: 0 });
  await expect(here.fleets.find("none")).resolves.toBeUndefined();
});

it("operates a switch by a datapoint, and knows when its alarm has heard", async () => {
  const trafficSwitch: AlarmSwitch = {
    kind: "alarm",
    operatedIn: [eu],
    namespace: "Standfast/Failover",
    metricName: "TakenOver",
    dimensions: { Stack: "test", Region: us },
  };
  await expect(here.switches.state(trafficSwitch, new Date())).resolves.toBe("missing");
  await stage.standby.cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: "taken-over",
      Namespace: trafficSwitch.namespace,
      MetricName: trafficSwitch.metricName,
      Dimensions: Object.entries(trafficSwitch.dimensions).map(([Name, Value]) => ({ Name, Value })),
      Statistic: "Maximum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "missing",
    }),
  );
  const says = async (StateValue: StateValue, now = new Date()) => {
    await stage.standby.cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: "taken-over", StateValue, StateReason: "by the test" }),
    );
    return await here.switches.state(trafficSwitch, now);
  };
  const later = new Date(Date.now() + 600_000);
  await expect(says("INSUFFICIENT_DATA")).resolves.toBe("here");
  await here.switches.set(trafficSwitch, "away");
  await expect(says("OK")).resolves.toBe("leaving");
  await expect(says("ALARM")).resolves.toBe("away");
  await expect(says("INSUFFICIENT_DATA", later)).resolves.toBe("away");
});

it("says who asks, and which alarms ring", async () => {
  await expect(here.account()).resolves.toBe("123456789012");
  await expect(here.alarms.isRinging(alarmName)).resolves.toBe(false);
  await setAlarm(stage.standby, "ALARM");
  await expect(here.alarms.isRinging(alarmName)).resolves.toBe(true);
  await expect(here.alarms.isRinging("none")).rejects.toThrow("there is no alarm none in eu-west-1");
  await expect(here.caches.findGlobal(stage.stack.regions[1]!.cacheEndpoint)).resolves.toBeUndefined();
});
