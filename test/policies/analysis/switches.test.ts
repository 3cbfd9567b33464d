import { describe, expect, test } from "@jest/globals";

import { analyse } from "../../../policies/analysis/analyse";
import { ABSENT, changed, ref, resource, type Changes, type Fixture } from "../support/fixture";
import { multiRegion } from "./programs/multi-region";
import { previewOf } from "./support/plan";

const [us, eu] = ["us-east-1", "eu-west-1"];
const CHECK = "aws:route53/healthCheck:HealthCheck";

/** An alarm that somebody rings by writing its metric. */
const alarmIn = (region: string, more: Fixture["inputs"] = {}): Fixture =>
  resource(
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    `alarm-${region}`,
    { namespace: "Shop/Failover", metricName: "Off", period: 60, evaluationPeriods: 1, ...more },
    { region },
  );
const switchBy = (alarm: string, region: string, more: Fixture["inputs"] = {}): Fixture =>
  resource(CHECK, "switch", {
    type: "CLOUDWATCH_METRIC",
    cloudwatchAlarmName: ref(alarm),
    cloudwatchAlarmRegion: region,
    insufficientDataHealthStatus: "LastKnownStatus",
    ...more,
  });

/** The two regions, with a PRIMARY that follows `switch` alone, and a SECONDARY that nothing takes out. */
const toSwitch: Changes = {
  "record-us-east-1.healthCheckId": ref("switch"),
  "record-us-east-1.aliases.0.evaluateTargetHealth": false,
  "record-eu-west-1.healthCheckId": ABSENT,
  "record-eu-west-1.aliases.0.evaluateTargetHealth": false,
};

function analysed(add: readonly Fixture[], change: Changes = {}) {
  const fixtures = [...changed(multiRegion(), { ...toSwitch, ...change }), ...add];
  return analyse(previewOf(fixtures));
}

const sums = (add: readonly Fixture[], tier: string, change: Changes = {}) =>
  analysed(add, change)
    .predictions.filter((prediction) => prediction.label === `region ${us}` && prediction.tier === tier)
    .map(({ recoveryTimeSeconds, terms, unbounded }) => [
      recoveryTimeSeconds ?? unbounded?.found,
      ...terms.map(({ name, seconds }) => `${seconds} ${name}`),
    ]);

/** What is said of the name when `region` is lost. */
const names = (add: readonly Fixture[], region: string) =>
  analysed(add).survivability.rows.flatMap(({ failure, cells }) =>
    failure.kind === "region" && failure.region === region
      ? (cells.get("dns")?.outcomes ?? []).map(({ verdict, because }) => `${verdict}: ${because}`)
      : [],
  );

describe("a switch by hand in the standby", () => {
  const program = [alarmIn(eu), switchBy(`alarm-${eu}`, eu)];

  test("moves clients when somebody decides, once, for the traffic and the data", () => {
    expect(names(program, us)).toEqual(["survives: answers eu-west-1"]);
    expect(sums(program, "database")).toEqual([
      [
        780,
        "300 decision to switch",
        "60 the switch is heard",
        "60 DNS answer of a load balancer",
        "60 clientKeepAlive of alb-us-east-1",
        "300 promotion of the RDS replica",
      ],
    ]);
  });

  test("is nothing to the region that serves when the standby is lost", () => {
    expect(names(program, eu)).toEqual([]);
  });

  test("takes the healthy region down with the standby where no data means unhealthy", () => {
    const wrong = [alarmIn(eu), switchBy(`alarm-${eu}`, eu, { insufficientDataHealthStatus: "Unhealthy" })];
    expect(names(wrong, eu)[0]).toBe(
      "lost: www.example.com leaves us-east-1, which is well, because its health check switch follows an alarm in eu-west-1, and counts as unhealthy without data",
    );
  });

  test("in the region itself is lost with it", () => {
    const wrong = [alarmIn(us), switchBy(`alarm-${us}`, us)];
    expect(names(wrong, us)).toEqual([
      "lost: www.example.com goes on answering with us-east-1, because its health check switch follows an alarm in us-east-1, and stays as it was without data",
    ]);
  });
});

describe("an endpoint of the standby that decides about the primary", () => {
  const asks = (inverted: boolean): readonly Fixture[] => [
    resource("aws:lb/loadBalancer:LoadBalancer", "switchboard", {}, { region: eu }),
    resource(CHECK, "switch", { type: "HTTPS", fqdn: ref("switchboard"), invertHealthcheck: inverted }),
  ];

  test("inverted is what AWS calls standby takes over primary: its loss changes nothing", () => {
    expect(names(asks(true), us)).toEqual(["survives: answers eu-west-1"]);
    expect(names(asks(true), eu)).toEqual([]);
  });

  test("waits for whoever makes it", () => {
    expect(sums(asks(true), "dns")).toEqual([
      [
        510,
        "300 decision to switch",
        "90 the switch is heard",
        "60 DNS answer of a load balancer",
        "60 clientKeepAlive of alb-us-east-1",
      ],
    ]);
  });

  test("as it is takes the primary down with the standby", () => {
    expect(names(asks(false), eu)[0]).toBe(
      "lost: www.example.com leaves us-east-1, which is well, because its health check switch asks eu-west-1",
    );
  });
});

describe("an alarm in the standby on what AWS measures", () => {
  test("moves clients without anybody, and the promotion still waits for a decision", () => {
    const canary = {
      namespace: "CloudWatchSynthetics",
      metricName: "SuccessPercent",
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
    };
    expect(sums([alarmIn(eu, canary), switchBy(`alarm-${eu}`, eu)], "database")).toEqual([
      [
        900,
        "180 detection by an alarm",
        "60 DNS answer of a load balancer",
        "60 clientKeepAlive of alb-us-east-1",
        "300 decision to promote",
        "300 promotion of the RDS replica",
      ],
    ]);
  });
});

test("a routing control waits for a decision, and for nothing that it would have to notice", () => {
  const control = resource(CHECK, "switch", { type: "RECOVERY_CONTROL", routingControlArn: "arn:aws:rc" });
  expect(sums([control], "dns")).toEqual([
    [
      420,
      "300 decision to switch",
      "60 DNS answer of a load balancer",
      "60 clientKeepAlive of alb-us-east-1",
    ],
  ]);
});

describe("a plan of Region switch", () => {
  const step = (name: string, executionBlockType: string) => ({ name, executionBlockType });
  const beside = (...types: readonly string[]) => ({
    ...step("all", "Parallel"),
    parallelConfigs: [{ steps: types.map((type) => step(type, type)) }],
  });
  const plan = (steps: readonly object[], more: Fixture["inputs"] = {}): Fixture =>
    resource("aws:arcregionswitch/plan:Plan", "switch", {
      regions: [us, eu],
      associatedAlarms: [{ mapBlockKey: "lost", resourceIdentifier: ref(`alarm-${eu}`) }],
      triggers: [{ action: "activate", targetRegion: eu }],
      workflows: [{ workflowTargetAction: "activate", steps: [...steps] }],
      ...more,
    });
  const canary = alarmIn(eu, { namespace: "CloudWatchSynthetics", evaluationPeriods: 2 });
  const terms = (...steps: readonly object[]) => sums([canary, plan(steps)], "database");
  const begins = ["120 detection by an alarm", "30 Region switch starts its plan"];
  const leaves = ["60 DNS answer of a load balancer", "60 clientKeepAlive of alb-us-east-1"];

  test("promotes while clients move: no decision, and what takes longer counts", () => {
    expect(terms(beside("RdsPromoteReadReplica", "Route53HealthCheck"))).toEqual([
      [450, ...begins, "300 promotion of the RDS replica"],
    ]);
    expect(sums([canary, plan([beside("RdsPromoteReadReplica", "Route53HealthCheck")])], "dns")).toEqual([
      [270, ...begins, ...leaves],
    ]);
  });

  test("moves clients after the promotion where that is a step before", () => {
    const steps = [step("db", "RdsPromoteReadReplica"), step("dns", "Route53HealthCheck")];
    expect(terms(...steps)).toEqual([[570, ...begins, "300 promotion of the RDS replica", ...leaves]]);
  });

  test("leaves the promotion to a person where it has no step for it", () => {
    expect(terms(step("dns", "Route53HealthCheck"))).toEqual([
      [870, ...begins, ...leaves, "300 decision to promote", "300 promotion of the RDS replica"],
    ]);
  });

  test("waits for a person without a trigger, and where its alarm is lost with the region", () => {
    const steps = [beside("RdsPromoteReadReplica", "Route53HealthCheck")];
    const byHand = [
      [630, "300 decision to switch", "30 Region switch starts its plan", "300 promotion of the RDS replica"],
    ];
    expect(sums([canary, plan(steps, { triggers: ABSENT })], "database")).toEqual(byHand);
    const there = alarmIn(us, { namespace: "CloudWatchSynthetics" });
    const alarms = [{ mapBlockKey: "lost", resourceIdentifier: ref(`alarm-${us}`) }];
    expect(sums([there, plan(steps, { associatedAlarms: alarms })], "database")).toEqual(byHand);
  });

  test("is nothing to the region that serves when the standby is lost", () => {
    expect(names([canary, plan([beside("Route53HealthCheck")])], eu)).toEqual([]);
  });
});
