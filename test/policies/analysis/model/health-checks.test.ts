/** Who asks whom: what Route 53 answers when a region is lost depends on what each health check asks. */
import { describe, expect, test } from "@jest/globals";

import { ref, resource, type Fixture } from "../../support/fixture";
import { analysisOf, cellsOf } from "../support/plan";

const [us, eu] = ["us-east-1", "eu-west-1"];

const balancer = (region: string): Fixture =>
  resource("aws:lb/loadBalancer:LoadBalancer", `alb-${region}`, {}, { region });
const check = (name: string, inputs: Fixture["inputs"]): Fixture =>
  resource("aws:route53/healthCheck:HealthCheck", name, inputs);
const asking = (name: string, region: string, more: Fixture["inputs"] = {}): Fixture =>
  check(name, { type: "HTTPS", fqdn: ref(`alb-${region}`), ...more });
const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", "no-hosts", {}, { region: us });

const record = (name: string, inputs: Fixture["inputs"]): Fixture =>
  resource("aws:route53/record:Record", name, {
    zoneId: ref("zone"),
    name: "app",
    type: "A",
    setIdentifier: name,
    ...inputs,
  });
const alias = (target: string, evaluateTargetHealth: boolean) => [
  { name: ref(target), zoneId: ref(target), evaluateTargetHealth },
];

interface Pair {
  readonly primary?: string;
  readonly secondary?: string;
  readonly evaluate?: boolean;
}

/** A failover pair whose records have the health checks of these names. */
const pair = ({ primary, secondary, evaluate = false }: Pair): readonly Fixture[] => [
  resource("aws:route53/zone:Zone", "zone", { name: "example.com" }),
  balancer(us),
  balancer(eu),
  record("primary", {
    failoverRoutingPolicies: [{ type: "PRIMARY" }],
    aliases: alias(`alb-${us}`, evaluate),
    ...(primary !== undefined && { healthCheckId: ref(primary) }),
  }),
  record("secondary", {
    failoverRoutingPolicies: [{ type: "SECONDARY" }],
    aliases: alias(`alb-${eu}`, evaluate),
    ...(secondary !== undefined && { healthCheckId: ref(secondary) }),
  }),
];

const [usCheck, euCheck] = [asking("us-check", us), asking("eu-check", eu)];
const right = pair({ primary: "us-check", secondary: "eu-check" });
const unseen = { ...right[3], inputs: { ...right[3]?.inputs, healthCheckId: "0a1b2c3d" } } as Fixture;

/** What the names answer once us-east-1 is gone, and why. */
function answered(fixtures: readonly Fixture[]): readonly (string | undefined)[] {
  const analysis = analysisOf(fixtures);
  const row = analysis.survivability.rows.find(({ failure }) => failure.label === `region ${us}`);
  return [
    cellsOf(analysis, `region ${us}`).dns,
    row?.cells.get("dns")?.outcomes[0]?.because.replace(/^.*because /, ""),
  ];
}

const survives = ["survives: answers eu-west-1", "answers eu-west-1"];
const still = (because: string, culprit = "primary"): readonly string[] => [
  `lost: ${culprit}: still us-east-1`,
  because,
];

describe("a lost region is left", () => {
  test.each([
    ["when each answer's check asks its own region", [...right, usCheck, euCheck]],
    ["when the targets' health is evaluated, without checks", pair({ evaluate: true })],
    ["when the last answer has no check", [...pair({ primary: "us-check" }), usCheck]],
    [
      "when enough of a calculated check's children fail",
      [
        ...pair({ primary: "both" }),
        check("both", {
          type: "CALCULATED",
          childHealthThreshold: 2,
          childHealthchecks: [ref("us-check"), ref("eu-check")],
        }),
        usCheck,
        euCheck,
      ],
    ],
    [
      "when an alarm there without data counts as unhealthy",
      [
        ...pair({ primary: "by-alarm" }),
        alarm,
        check("by-alarm", {
          type: "CLOUDWATCH_METRIC",
          cloudwatchAlarmName: ref("no-hosts"),
          cloudwatchAlarmRegion: us,
          insufficientDataHealthStatus: "Unhealthy",
        }),
      ],
    ],
    ["when a check that the plan does not hold asks what its record leads to", right.with(3, unseen)],
    [
      "through plain aliases that evaluate on each level",
      [
        ...right.slice(0, 3),
        record("us-step", { name: "us", aliases: alias(`alb-${us}`, true) }),
        record("eu-step", { name: "eu", aliases: alias(`alb-${eu}`, true) }),
        record("primary", {
          failoverRoutingPolicies: [{ type: "PRIMARY" }],
          aliases: alias("us-step", true),
        }),
        record("secondary", {
          failoverRoutingPolicies: [{ type: "SECONDARY" }],
          aliases: alias("eu-step", true),
        }),
      ],
    ],
  ])("%s", (_, fixtures) => {
    expect(answered(fixtures)).toEqual(survives);
  });
});

describe("a lost region is answered with for ever", () => {
  test.each([
    [
      "when the checks are swapped",
      [...pair({ primary: "eu-check", secondary: "us-check" }), usCheck, euCheck],
      still("its health check eu-check asks eu-west-1"),
    ],
    [
      "when they are swapped and the targets are evaluated: then no answer is healthy",
      [...pair({ primary: "eu-check", secondary: "us-check", evaluate: true }), usCheck, euCheck],
      still("no answer of that name is healthy any more"),
    ],
    [
      "when the check asks the name that fails over",
      [...pair({ primary: "name-check" }), check("name-check", { type: "HTTPS", fqdn: "app.example.com" })],
      still("its health check name-check asks a name that fails over"),
    ],
    [
      "when one healthy child of a calculated check is enough",
      [
        ...pair({ primary: "either" }),
        check("either", {
          type: "CALCULATED",
          childHealthThreshold: 1,
          childHealthchecks: [ref("us-check"), ref("eu-check")],
        }),
        usCheck,
        euCheck,
      ],
      still("its health check either is calculated from others such as eu-check that stay healthy"),
    ],
    [
      "when an alarm there without data counts as healthy",
      [
        ...pair({ primary: "by-alarm" }),
        alarm,
        check("by-alarm", {
          type: "CLOUDWATCH_METRIC",
          cloudwatchAlarmName: ref("no-hosts"),
          insufficientDataHealthStatus: "Healthy",
        }),
      ],
      still("its health check by-alarm follows an alarm in us-east-1, and counts as healthy without data"),
    ],
    [
      "when an alarm there without data changes nothing",
      [
        ...pair({ primary: "by-alarm" }),
        check("by-alarm", {
          type: "CLOUDWATCH_METRIC",
          cloudwatchAlarmName: "written-out",
          cloudwatchAlarmRegion: us,
        }),
      ],
      still("its health check by-alarm follows an alarm in us-east-1, and stays as it was without data"),
    ],
    [
      "when the check is disabled",
      [...pair({ primary: "off" }), asking("off", us, { disabled: true })],
      still("its health check off is disabled, and so counts as healthy"),
    ],
    [
      "when the records above evaluate nothing",
      [
        ...right.slice(0, 3),
        record("us-step", { name: "us", aliases: alias(`alb-${us}`, true) }),
        record("eu-step", { name: "eu", aliases: alias(`alb-${eu}`, true) }),
        record("primary", {
          failoverRoutingPolicies: [{ type: "PRIMARY" }],
          aliases: alias("us-step", false),
        }),
        record("secondary", {
          failoverRoutingPolicies: [{ type: "SECONDARY" }],
          aliases: alias("eu-step", true),
        }),
      ],
      still("primary has no health check"),
    ],
  ])("%s", (_, fixtures, expected) => {
    expect(answered(fixtures)).toEqual(expected);
  });
});

test("an inverted check of its own region sends clients away from it while it is well", () => {
  const fixtures = [...pair({ primary: "inverted" }), asking("inverted", us, { invertHealthcheck: true })];
  expect(analysisOf(fixtures).model.active).toEqual([eu]);
});

describe("a weight of 0", () => {
  const weighted = (usWeight: number, euWeight: number): readonly Fixture[] => [
    ...right.slice(0, 3),
    ...[[us, usWeight, "us-check"] as const, [eu, euWeight, "eu-check"] as const].map(
      ([region, weight, by]) =>
        record(region, {
          weightedRoutingPolicies: [{ weight }],
          aliases: alias(`alb-${region}`, true),
          healthCheckId: ref(by),
        }),
    ),
    usCheck,
    euCheck,
  ];

  test("is a standby, which takes over", () => {
    expect(analysisOf(weighted(100, 0)).model.active).toEqual([us]);
    expect(answered(weighted(100, 0))).toEqual(survives);
  });

  test("on all answers chooses none of them", () => {
    expect(analysisOf(weighted(0, 0)).model.active).toEqual([eu, us]);
  });
});

describe("a private zone", () => {
  const inside = (routed: object): readonly Fixture[] => [
    resource("aws:route53/zone:Zone", "private", { name: "example.com", vpcs: [{ vpcId: "vpc-1" }] }),
    resource("aws:lb/loadBalancer:LoadBalancer", "internal", { internal: true }, { region: us }),
    record("inside", { zoneId: ref("private"), aliases: alias("internal", true), ...routed }),
  ];

  test("that gives a public name inside a network is no answer for clients", () => {
    expect(answered([...right, usCheck, euCheck, ...inside({})])).toEqual(survives);
  });

  test("that routes among regions is one", () => {
    const routed = inside({ failoverRoutingPolicies: [{ type: "PRIMARY" }] });
    expect(answered(routed)).toEqual([
      "lost: app.example.com: no answer",
      "every record of app.example.com leads to us-east-1",
    ]);
  });
});
