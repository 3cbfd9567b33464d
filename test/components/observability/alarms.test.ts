import { describe, expect, test } from "@jest/globals";
import { Alarms, type AlarmsArgs } from "../../../components/observability/alarms";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: AlarmsArgs = {
  topicArn: "topic-1",
  namePrefix: "shop-prod-eu-west-1",
  loadBalancers: {
    application: { loadBalancer: "app/alb/1", targetGroup: "targetgroup/app/2" },
    degradedBelowTargets: 2,
    errorPercent: 5,
    latencySeconds: 1,
  },
  database: {
    database: { deployment: "instance", identifier: "db-1" },
    role: "alone",
    allocatedStorageGiB: 100,
    replicationLagSeconds: 10,
  },
  cache: {
    cache: { engine: "elasticache", nodes: ["node-1"] },
    eviction: "enabled",
    replicationLagSeconds: 10,
  },
  backups: "monitored",
};
const alarms = (given: AlarmsArgs = args) => record(() => new Alarms("alarms", given));
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const composite = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

describe("Alarms", () => {
  test("are those of every part that the region has", async () => {
    expect((await alarms()).counts()).toEqual({
      "standfast:observability:Alarms": 1,
      "standfast:observability:LoadBalancerAlarms": 1,
      "standfast:observability:DatabaseAlarms": 1,
      "standfast:observability:CacheAlarms": 1,
      "standfast:observability:BackupEvents": 1,
      [alarm]: 14,
      [composite]: 1,
      "aws:rds/eventSubscription:EventSubscription": 1,
      "aws:cloudwatch/eventRule:EventRule": 1,
      "aws:cloudwatch/eventTarget:EventTarget": 1,
    });
  });

  test("are those of the load balancers where there is nothing else", async () => {
    const { topicArn, namePrefix, loadBalancers } = args;
    const run = await alarms({ topicArn, namePrefix, loadBalancers });
    expect(run.counts()).toEqual({
      "standfast:observability:Alarms": 1,
      "standfast:observability:LoadBalancerAlarms": 1,
      [alarm]: 7,
      [composite]: 1,
    });
    expect(run.one(composite).inputs["alarmRule"]).toBe(
      'ALARM("alarms-load-balancers-all-down") OR ALARM("alarms-load-balancers-errors") OR ALARM("alarms-load-balancers-latency")',
    );
  });

  test("say nothing of a load balancer that the cluster makes, and there is no composite alarm where nothing can tell", async () => {
    const { topicArn, namePrefix, database, cache } = args;
    const stores = await alarms({ topicArn, namePrefix, ...(database && { database }) });
    expect(stores.one(composite).inputs["alarmRule"]).toBe('ALARM("alarms-database-down")');
    expect(stores.result.rollbackAlarmNames).toEqual([]);
    const cacheOnly = await alarms({ topicArn, namePrefix, ...(cache && { cache }) });
    expect(cacheOnly.recorded(composite)).toEqual([]);
    expect(cacheOnly.result.impairedAlarmArn).toBeUndefined();
    expect(cacheOnly.result.alarmNames.length).toBe(4);
  });

  test("say in one what needs a person now", async () => {
    expect((await alarms()).one(composite).inputs).toEqual({
      alarmName: "shop-prod-eu-west-1-region-impaired",
      alarmDescription:
        "The region does not serve as it should. Decide whether to leave it: see the runbook.",
      alarmRule:
        'ALARM("alarms-load-balancers-all-down") OR ALARM("alarms-load-balancers-errors") OR ALARM("alarms-load-balancers-latency") OR ' +
        'ALARM("alarms-database-down")',
      alarmActions: ["topic-1"],
      okActions: ["topic-1"],
    });
  });

  test("notify the topic, each, when it begins and when it is over", async () => {
    const silent = (await alarms()).recorded(alarm).filter(({ inputs }) => {
      const { alarmActions, okActions } = inputs as { alarmActions: unknown; okActions: unknown };
      return JSON.stringify([alarmActions, okActions]) !== '[["topic-1"],["topic-1"]]';
    });
    expect(silent).toEqual([]);
  });

  test("name what ends a roll-out and a zonal autoshift's practice", async () => {
    const { result } = await alarms();
    expect(await Promise.all(result.rollbackAlarmNames.map(outputOf))).toEqual([
      "alarms-load-balancers-all-down",
      "alarms-load-balancers-errors",
      "alarms-load-balancers-latency",
    ]);
    expect(await Promise.all(result.outcomeAlarmArns.map(outputOf))).toEqual([
      "arn:aws:mock:::alarms-load-balancers-all-down",
      "arn:aws:mock:::alarms-load-balancers-errors",
      "arn:aws:mock:::alarms-load-balancers-latency",
    ]);
    expect(await outputOf(result.impairedAlarmArn!)).toBe("arn:aws:mock:::alarms-impaired");
  });

  test("can be muted, all of them", async () => {
    const { result, recorded } = await alarms();
    const names = await Promise.all(result.alarmNames.map(outputOf));
    expect(names.sort()).toEqual(
      ["shop-prod-eu-west-1-region-impaired", ...recorded(alarm).map(({ name }) => name)].sort(),
    );
  });

  test("use the provider they are given for every resource", async () => {
    expect(await strayResources((opts) => new Alarms("alarms", args, opts))).toEqual([]);
  });
});
