/** The verdicts that an expert would give on programs that this project did not shape. */
import { describe, expect, test } from "@jest/globals";

import { changed } from "../support/fixture";
import { eks, hostApart, zoneSpread } from "./programs/eks";
import { multiRegion } from "./programs/multi-region";
import { singleZone } from "./programs/single-zone";
import { findingsOf } from "./support/findings";
import { analysisOf, cellsOf } from "./support/plan";

describe("EC2 and RDS in one zone", () => {
  test("neither survives a zone, and the instance survives no node", () => {
    expect(findingsOf(singleZone)).toEqual([
      "az-loss-survivable | web | losing zone us-east-1a: of 1 instance in 1 zone, us-east-1a takes it, and 0 of 1 needed are left | replace web by an Auto Scaling group of at least 2 instances over 2 zones",
      "az-loss-survivable | db | losing zone us-east-1a: of 1 writer in one of 2 zones, us-east-1a may take it, and 0 of 1 needed are left (the same holds for zone us-east-1b) | set multiAz of db to true",
      "drain-survivable | web | losing a node of us-east-1: of 1 instance in 1 zone, one node takes it, and 0 of 1 needed are left (the same holds for a drain in us-east-1) | replace web by an Auto Scaling group of at least 2 instances over 2 zones",
    ]);
  });

  test("the loss of the region is shown, and not judged", () => {
    const analysis = analysisOf(singleZone);
    expect(analysis.claimsRegions).toBe(false);
    expect(cellsOf(analysis, "region us-east-1")).toEqual({
      app: "lost: web: none elsewhere",
      database: "lost: db: no copy elsewhere",
    });
  });

  test("it is judged when the configuration demands it", () => {
    const demanded = findingsOf(singleZone, { "region-loss-survivable": { regions: "required" } });
    expect(demanded.filter((line) => line.startsWith("region-loss"))).toEqual([
      "region-loss-survivable | web | losing region us-east-1: web has no counterpart in any other region | run web in a second region too",
      "region-loss-survivable | db | losing region us-east-1: db has no copy outside us-east-1 | keep a copy of db in a second region (an instance with replicateSourceDb)",
    ]);
  });
});

describe("EKS with two replicas", () => {
  const pods = "of 2 pods over 3 zones that nothing keeps apart";

  test("nothing keeps them apart, so a zone, a node or a drain may take both", () => {
    expect(findingsOf(eks)).toEqual([
      `az-loss-survivable | shop | losing zone us-west-2a: ${pods}, us-west-2a may take all 2, and 0 of 1 needed are left (the same holds for zone us-west-2b, zone us-west-2c) | add to the pods a topologySpreadConstraint on topology.kubernetes.io/zone with maxSkew 1 and DoNotSchedule, whose selector matches their own labels`,
      `drain-survivable | shop | losing a node of us-west-2: ${pods}, one node may take all 2, and 0 of 1 needed are left (the same holds for a drain in us-west-2) | add to the pods a required podAntiAffinity on kubernetes.io/hostname, whose selector matches their own labels`,
    ]);
  });

  const spread = {
    "shop.spec.template.spec.topologySpreadConstraints": [zoneSpread],
    "shop.spec.template.spec.affinity": hostApart,
  };

  test("spread over zones and hosts, it survives all three", () => {
    expect(findingsOf(changed(eks, spread))).toEqual([]);
    expect(cellsOf(analysisOf(changed(eks, spread)), "zone us-west-2a")).toEqual({
      "load-balancer": "survives: 2 left, 1 needed",
      app: "survives: 1 left, 1 needed",
    });
  });

  test.each([
    ["ScheduleAnyway is a wish", { ...zoneSpread, whenUnsatisfiable: "ScheduleAnyway" }],
    [
      "a selector of other pods spreads nothing",
      { ...zoneSpread, labelSelector: { matchLabels: { app: "cart" } } },
    ],
    ["hosts are no zones", { ...zoneSpread, topologyKey: "kubernetes.io/hostname" }],
  ])("%s", (_, constraint) => {
    const program = changed(eks, {
      ...spread,
      "shop.spec.template.spec.topologySpreadConstraints": [constraint],
    });
    expect(findingsOf(program).map((line) => line.split(" | ").slice(0, 2))).toEqual([
      ["az-loss-survivable", "shop"],
    ]);
  });
});

describe("two regions, done right", () => {
  test("there is nothing to find", () => {
    expect(findingsOf(multiRegion())).toEqual([]);
  });

  test("a zone takes a third, and the region's copies stand ready", () => {
    const analysis = analysisOf(multiRegion());
    expect(analysis.model.active).toEqual(["us-east-1"]);
    expect(cellsOf(analysis, "zone us-east-1b")).toEqual({
      "load-balancer": "survives: 2 left, 1 needed",
      app: "survives: 4 left, 3 needed",
      cache: "survives: 2 left, 2 needed",
      database: "survives: standby takes over",
      "object-store": "survives: kept by S3",
      egress: "survives: 2 of 2 subnets",
    });
    expect(cellsOf(analysis, "region us-east-1")).toEqual({
      dns: "survives: answers eu-west-1",
      "load-balancer": "survives: 3 left, 1 needed",
      app: "survives: 6 left, 3 needed",
      cache: "survives: 2 left, 2 needed (empty)",
      database: "survives: async copy in eu-west-1",
      "object-store": "survives: async copy in eu-west-1",
      egress: "survives: 3 of 3 subnets",
      secrets: "survives: readable in eu-west-1",
    });
  });

  test.each([3, 4, 16])("a chain of %i regions has nothing to find either", (count) => {
    expect(findingsOf(multiRegion(count))).toEqual([]);
  });

  test("the second region of a chain answers, and when it is gone too, the third", () => {
    const analysis = analysisOf(multiRegion(3));
    expect(cellsOf(analysis, "region us-east-1").dns).toBe("survives: answers eu-west-1");
    expect(cellsOf(analysis, "regions us-east-1 and eu-west-1").dns).toBe("survives: answers xx-region-3");
  });
});
