import { describe, expect, test } from "@jest/globals";

import { analyse } from "../../../../policies/analysis/analyse";
import type { Prediction } from "../../../../policies/analysis/prediction/types";
import { ABSENT, changed, ref, resource, type Changes, type Fixture } from "../../support/fixture";
import { multiRegion } from "../programs/multi-region";
import { previewOf } from "../support/plan";

function predictions(change: Changes = {}, add: readonly Fixture[] = []): readonly Prediction[] {
  return analyse(previewOf([...changed(multiRegion(), change), ...add])).predictions;
}

/** `tier: seconds until it serves / seconds of writes lost`, by failure. */
function table(all: readonly Prediction[], label: string): readonly string[] {
  return all
    .filter((prediction) => prediction.label === label)
    .map(
      ({ tier, recoveryTimeSeconds, recoveryPointSeconds }) =>
        `${tier}: ${recoveryTimeSeconds ?? "no bound"} / ${recoveryPointSeconds ?? "-"}`,
    )
    .toSorted();
}

describe("the sums", () => {
  test("of a node: the load balancer notices, the stores fail over", () => {
    expect(table(predictions(), "a node of us-east-1")).toEqual([
      "app: 10 / -",
      "cache: 60 / -",
      "database: 120 / 0",
    ]);
  });

  test("of a zone: the same, and clients drop the lost zone's address", () => {
    expect(table(predictions(), "a zone of us-east-1")).toEqual([
      "app: 10 / -",
      "cache: 60 / -",
      "database: 120 / 0",
      "load-balancer: 60 / -",
      "object-store: 0 / 0",
    ]);
  });

  test("of a region: detection, DNS, connections; and for the database a decision and a promotion", () => {
    expect(table(predictions(), "region us-east-1")).toEqual([
      "app: 150 / -",
      "cache: 150 / -",
      "database: 750 / 60",
      "dns: 150 / -",
      "load-balancer: 150 / -",
      "object-store: 150 / 900",
    ]);
  });

  test("the loss of a standby costs nothing", () => {
    expect(table(predictions(), "region eu-west-1")).toEqual([]);
  });

  test("each term says where it comes from", () => {
    const database = predictions().find(
      ({ label, tier }) => label === "region us-east-1" && tier === "database",
    );
    expect(database?.terms.map(({ name, seconds, basis }) => [name, seconds, basis])).toEqual([
      ["detection by Route 53", 30, "planned"],
      ["DNS answer of a load balancer", 60, "published"],
      ["clientKeepAlive of alb-us-east-1", 60, "planned"],
      ["decision to promote", 300, "assumed"],
      ["promotion of the RDS replica", 300, "assumed"],
    ]);
    expect(database?.terms.every(({ source }) => source.startsWith("https://"))).toBe(true);
  });
});

describe("what decides them", () => {
  const database = (change: Changes, label: string, add: readonly Fixture[] = []): string | undefined =>
    table(predictions(change, add), label).find((line) => line.startsWith("database"));

  test("a record with a TTL of its own is kept as long as it says", () => {
    const ttl = { aliases: ABSENT, ttl: 300, records: [ref("alb-us-east-1")] };
    const change = Object.fromEntries(
      Object.entries(ttl).map(([property, value]) => [`record-us-east-1.${property}`, value]),
    );
    expect(database(change, "region us-east-1")).toBe("database: 990 / 60");
  });

  test("an internal load balancer that another one stands in front of keeps clients' connections", () => {
    const front = [
      resource("aws:lb/targetGroup:TargetGroup", "inner", { targetType: "alb" }),
      resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "inner-attached", {
        targetGroupArn: ref("inner"),
        targetId: ref("alb-us-east-1"),
      }),
    ];
    const hidden = { "alb-us-east-1.internal": true };
    expect(database(hidden, "region us-east-1")).toBe("database: 690 / 60");
    expect(database(hidden, "region us-east-1", front)).toBe("database: 750 / 60");
  });

  test("what does not survive is not predicted", () => {
    expect(database({ "db-us-east-1.multiAz": ABSENT }, "a zone of us-east-1")).toBeUndefined();
    expect(database({ "db-eu-west-1": ABSENT }, "region us-east-1")).toBeUndefined();
  });

  test("a program that promises more is held to it, one that promises less is not let off", () => {
    const promised = (recoveryTimeSeconds: number): readonly number[] =>
      predictions({}, [
        resource("pulumi:pulumi:Stack", "shop-prod", {
          objectives: { recoveryTimeSeconds, recoveryPointSeconds: 60 },
        }),
      ])
        .filter(({ kind, tier }) => kind === "region" && tier === "database")
        .map(({ objective }) => objective.recoveryTimeSeconds);
    expect(promised(600)).toEqual([600]);
    expect(promised(9000)).toEqual([900]);
  });
});
