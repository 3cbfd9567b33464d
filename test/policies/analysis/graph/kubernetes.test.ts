import { describe, expect, test } from "@jest/globals";

import { buildGraph } from "../../../../policies/analysis/graph/build";
import type { GraphNode } from "../../../../policies/analysis/graph/types";
import { changed, ref, resource, UNKNOWN, type Fixture } from "../../support/fixture";
import { eks, hostApart, zoneSpread } from "../programs/eks";
import { analysisOf, cellsOf, previewOf } from "../support/plan";

const POD = "shop.spec.template.spec";

function shop(fixtures: readonly Fixture[]): NonNullable<GraphNode["capacity"]> {
  const found = [...buildGraph(previewOf(fixtures)).nodes.values()].find(({ name }) => name === "shop");
  if (!found?.capacity) throw new Error("no workload shop");
  return found.capacity;
}

const autoscaler = (inputs: object): Fixture =>
  resource("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "hpa", { spec: inputs });

const budget = (spec: object): Fixture =>
  resource("kubernetes:policy/v1:PodDisruptionBudget", "pdb", {
    spec: { selector: { matchLabels: { app: "shop" } }, ...spec },
  });

describe("replicas", () => {
  test("an autoscaler's minimum wins over the workload's own number", () => {
    const byName = autoscaler({ scaleTargetRef: { kind: "Deployment", name: "shop" }, minReplicas: 5 });
    const byReference = autoscaler({
      scaleTargetRef: { kind: "Deployment", name: ref("shop") },
      minReplicas: 5,
    });
    expect([[], [byName], [byReference]].map((more) => shop([...eks, ...more]).units)).toEqual([2, 5, 5]);
  });

  test("an autoscaler without a minimum keeps 1, and one of another workload says nothing", () => {
    const open = autoscaler({ scaleTargetRef: { kind: "Deployment", name: "shop" } });
    const other = autoscaler({ scaleTargetRef: { kind: "StatefulSet", name: "shop" }, minReplicas: 9 });
    expect([open, other].map((more) => shop([...eks, more]).units)).toEqual([1, 2]);
  });

  test("what nobody knows is not guessed", () => {
    expect(shop(changed(eks, { "shop.spec.replicas": UNKNOWN })).units).toBeUndefined();
  });
});

describe("spread", () => {
  test("by topology and by required anti-affinity", () => {
    const program = changed(eks, {
      [`${POD}.topologySpreadConstraints`]: [{ ...zoneSpread, maxSkew: 2, minDomains: 3 }],
      [`${POD}.affinity`]: hostApart,
    });
    expect(shop(program).overZones).toEqual({ kind: "skew", maxSkew: 2, minDomains: 3 });
    expect(shop(program).overHosts).toEqual({ kind: "one-each" });
  });

  test("a preferred anti-affinity keeps nothing apart", () => {
    const preferred = {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              topologyKey: "kubernetes.io/hostname",
              labelSelector: { matchLabels: { app: "shop" } },
            },
          },
        ],
      },
    };
    expect(shop(changed(eks, { [`${POD}.affinity`]: preferred })).overHosts).toEqual({ kind: "together" });
  });
});

describe("a drain", () => {
  const spread = {
    [`${POD}.affinity`]: hostApart,
    "shop.spec.replicas": 4,
    "nodes.scalingConfig.minSize": 9,
  };
  const drained = (...more: Fixture[]): string | undefined =>
    cellsOf(analysisOf([...changed(eks, spread), ...more]), "a drain in us-west-2").app;

  test("keeps what the budget promises, in numbers and in percent", () => {
    expect(drained()).toBe("survives: 3 left, 2 needed");
    expect(drained(budget({ minAvailable: 2 }))).toBe("survives: 2 left, 2 needed");
    expect(drained(budget({ maxUnavailable: "50%" }))).toBe("survives: 2 left, 2 needed");
    expect(drained(budget({ maxUnavailable: 3 }))).toBe("lost: shop: 1 left, 2 needed");
  });

  test("never ends where the budget gives up nobody", () => {
    expect(drained(budget({ maxUnavailable: 0 }))).toBe("lost: shop: drain never ends");
    expect(drained(budget({ minAvailable: "100%" }))).toBe("lost: shop: drain never ends");
  });
});

describe("two clusters, whose objects have the same names", () => {
  const here = { cluster: "k8s" };
  const two: readonly Fixture[] = [
    ...eks,
    resource("pulumi:providers:kubernetes", "other", { kubeconfig: "{}" }),
    {
      ...autoscaler({ minReplicas: 9, scaleTargetRef: { kind: "Deployment", name: "shop" } }),
      cluster: "other",
    },
    { ...budget({ maxUnavailable: 0 }), cluster: "other" },
  ];

  test("the autoscaler and the budget of the other one mean nothing here", () => {
    expect(shop(two)).toMatchObject({ units: 2, keptWhileDrained: undefined });
    const own = two.map((fixture) => (fixture.cluster === "other" ? { ...fixture, ...here } : fixture));
    expect(shop(own)).toMatchObject({ units: 9, keptWhileDrained: 9 });
  });
});

describe("a cluster that the plan does not hold", () => {
  const alone = [
    resource("kubernetes:apps/v1:Deployment", "shop", {
      metadata: { name: "shop" },
      spec: {
        replicas: 6,
        template: {
          metadata: { labels: { app: "shop" } },
          spec: { topologySpreadConstraints: [{ ...zoneSpread, minDomains: 3 }] },
        },
      },
    }),
  ];

  test("pods that demand three zones lose at most two of six with one", () => {
    expect(cellsOf(analysisOf(alone), "a zone of (unknown region)")).toEqual({
      app: "survives: 4 left, 3 needed",
    });
  });

  test("without that demand, nobody knows", () => {
    const open = changed(alone, { [`${POD}.topologySpreadConstraints`]: [zoneSpread] });
    expect(cellsOf(analysisOf(open), "a zone of (unknown region)")).toEqual({ app: "unknown: shop" });
  });
});
