/** What really keeps the copies: whoever owns the size decides what is sure to run. */
import { describe, expect, test } from "@jest/globals";

import { ref, resource, UNKNOWN, type Fixture } from "../support/fixture";
import { subnetIdsOf, subnetsOf } from "./support/network";
import { analysisOf, cellsOf } from "./support/plan";

const orders = resource("aws:ecs/service:Service", "orders", {
  name: "orders",
  desiredCount: 6,
  launchType: "FARGATE",
  networkConfiguration: { subnets: subnetIdsOf("us-east-1") },
});
const fleet = resource("aws:autoscaling/group:Group", "fleet", {
  minSize: 6,
  vpcZoneIdentifiers: subnetIdsOf("us-east-1"),
});

const target = (inputs: Fixture["inputs"]): Fixture =>
  resource("aws:appautoscaling/target:Target", "scaling", {
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: ref("orders"),
    minCapacity: 1,
    ...inputs,
  });
const plan = (instruction: object): Fixture =>
  resource("aws:autoscalingplans/scalingPlan:ScalingPlan", "scaling", {
    scalingInstructions: [
      {
        scalableDimension: "autoscaling:autoScalingGroup:DesiredCapacity",
        resourceId: ref("fleet"),
        minCapacity: 1,
        ...instruction,
      },
    ],
  });

const zoneLoss = (...fixtures: readonly Fixture[]): string | undefined =>
  cellsOf(analysisOf([...subnetsOf("us-east-1"), ...fixtures]), "zone us-east-1a").app;

describe("a service of six tasks over three zones", () => {
  test.each([
    ["that nothing scales keeps four of six", [], "survives: 4 left, 3 needed"],
    ["may be scaled down to one, which a zone takes", [target({})], "lost: orders: 0 left, 1 needed"],
    [
      "is found by its name, too",
      [target({ resourceId: "service/shop/orders" })],
      "lost: orders: 0 left, 1 needed",
    ],
    [
      "has nothing to do with another service's scaling",
      [target({ resourceId: "service/shop/other" })],
      "survives: 4 left, 3 needed",
    ],
    ["keeps what the scaling keeps", [target({ minCapacity: 9 })], "survives: 6 left, 5 needed"],
    ["is not known when the minimum is not", [target({ minCapacity: UNKNOWN })], "unknown: orders"],
  ])("%s", (_, scaling, expected) => {
    expect(zoneLoss(orders, ...scaling)).toBe(expected);
  });
});

describe("a group that a scaling plan scales", () => {
  test.each([
    [{}, "lost: fleet: 0 left, 1 needed"],
    [{ minCapacity: 6 }, "survives: 4 left, 3 needed"],
    [{ scalableDimension: "dynamodb:table:ReadCapacityUnits" }, "survives: 4 left, 3 needed"],
  ])("%j", (instruction, expected) => {
    expect(zoneLoss(fleet, plan(instruction))).toBe(expected);
  });
});

describe("a group that a schedule resizes", () => {
  const schedule = (minSize: unknown): Fixture =>
    resource("aws:autoscaling/schedule:Schedule", "nightly", { autoscalingGroupName: ref("fleet"), minSize });

  test.each([
    [1, "lost: fleet: 0 left, 1 needed"],
    [9, "survives: 4 left, 3 needed"],
    // Unchanged, and stopped on purpose.
    [-1, "survives: 4 left, 3 needed"],
    [0, "survives: 4 left, 3 needed"],
  ])("to a minimum of %d", (minSize, expected) => {
    expect(zoneLoss(fleet, schedule(minSize))).toBe(expected);
  });

  test("or a service, by Application Auto Scaling", () => {
    const action = resource("aws:appautoscaling/scheduledAction:ScheduledAction", "nightly", {
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: ref("orders"),
      scalableTargetAction: { minCapacity: 1 },
    });
    expect(zoneLoss(orders, target({ minCapacity: 6 }), action)).toBe("lost: orders: 0 left, 1 needed");
  });
});

test("the fix names what owns the size", () => {
  const analysis = analysisOf([...subnetsOf("us-east-1"), orders, target({})]);
  const row = analysis.survivability.rows.find(({ failure }) => failure.label === "zone us-east-1a");
  expect(row?.cells.get("app")?.outcomes[0]?.fix).toBe("raise minCapacity of scaling to 2");
});

describe("Memcached", () => {
  const cache = (inputs: Fixture["inputs"]): Fixture =>
    resource("aws:elasticache/cluster:Cluster", "pages", {
      engine: "memcached",
      numCacheNodes: 3,
      ...inputs,
    });
  const lost = (inputs: Fixture["inputs"]): string | undefined =>
    cellsOf(analysisOf([cache(inputs)]), "zone us-east-1a").cache;

  test.each([
    [["a", "a", "a"], "lost: pages: 0 left, 2 needed"],
    [["a", "a", "b"], "lost: pages: 1 left, 2 needed"],
    [["a", "b", "c"], "survives: 2 left, 2 needed"],
  ])("with nodes in the zones %j", (letters, expected) => {
    expect(lost({ preferredAvailabilityZones: letters.map((letter) => `us-east-1${letter}`) })).toBe(
      expected,
    );
  });
});
