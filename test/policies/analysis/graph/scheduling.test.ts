/** Where pods really run: labels, taints, pools and pins decide which zone takes how many. */
import { describe, expect, test } from "@jest/globals";

import { ref, resource, UNKNOWN, type Fixture } from "../../support/fixture";
import { subnetIdsOf, subnetsOf } from "../support/network";
import { analysisOf, cellsOf, KUBERNETES_PROVIDER } from "../support/plan";

const LABELS = { app: "web" };
const ZONE = "topology.kubernetes.io/zone";
const SPREAD_BY_ZONE = {
  maxSkew: 1,
  topologyKey: ZONE,
  whenUnsatisfiable: "DoNotSchedule",
  labelSelector: { matchLabels: LABELS },
};

const nodes = (name: string, letters: readonly string[], inputs: Fixture["inputs"] = {}): Fixture =>
  resource("aws:eks/nodeGroup:NodeGroup", name, {
    clusterName: ref("cluster"),
    subnetIds: subnetIdsOf("us-east-1", letters),
    scalingConfig: { minSize: 6 },
    ...inputs,
  });
const web = (pod: object): Fixture =>
  resource("kubernetes:apps/v1:Deployment", "web", {
    metadata: { name: "web", namespace: "shop" },
    spec: {
      replicas: 6,
      template: {
        metadata: { labels: LABELS },
        spec: { topologySpreadConstraints: [SPREAD_BY_ZONE], ...pod },
      },
    },
  });
const pool = (name: string, spec: object, labels: object = {}): Fixture =>
  resource("kubernetes:karpenter.sh/v1:NodePool", name, {
    spec: { template: { metadata: { labels }, spec } },
  });

/** What the loss of us-east-1a leaves of the pods. */
function zoneLoss(pod: object, ...more: readonly Fixture[]): string | undefined {
  const analysis = analysisOf([
    ...subnetsOf("us-east-1"),
    resource("aws:eks/cluster:Cluster", "cluster", { vpcConfig: { subnetIds: subnetIdsOf("us-east-1") } }),
    resource(KUBERNETES_PROVIDER, "kubernetes", { kubeconfig: ref("cluster") }),
    web(pod),
    ...more,
  ]);
  const row = analysis.survivability.rows.find(({ failure }) => failure.label === "zone us-east-1a");
  const outcome = row?.cells.get("app")?.outcomes.find(({ name }) => name === "web");
  return outcome && `${outcome.verdict}: ${outcome.cell}`;
}

const general = nodes("general", ["a", "b", "c"]);
const money = nodes("money", ["a"], { labels: { team: "money" } });
const tainted = nodes("money", ["a"], {
  labels: { team: "money" },
  taints: [{ key: "team", value: "money", effect: "NO_SCHEDULE" }],
});
const tolerating = {
  nodeSelector: { team: "money" },
  tolerations: [{ key: "team", operator: "Equal", value: "money", effect: "NoSchedule" }],
};
const affinity = (expression: object) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [expression] }],
      },
    },
  },
});

const [SPREAD, GONE] = ["survives: 4 left, 3 needed", "lost: 0 left, 3 needed"];

describe("pods that spread over zones", () => {
  test.each([
    ["run on all node groups that they may", {}, [general, money], SPREAD],
    ["are on the nodes of a label", { nodeSelector: { team: "money" } }, [general, money], GONE],
    ["are on the nodes of a label that they tolerate", tolerating, [general, tainted], GONE],
    [
      "are on the nodes that no taint keeps them off",
      {},
      [nodes("small", ["a"]), nodes("big", ["b", "c"], { taints: [{ key: "x", effect: "NO_EXECUTE" }] })],
      GONE,
    ],
    [
      "are kept off nowhere by a preference",
      {},
      [
        nodes("small", ["a"]),
        nodes("big", ["b", "c"], { taints: [{ key: "x", effect: "PREFER_NO_SCHEDULE" }] }),
      ],
      SPREAD,
    ],
    [
      "are on the nodes of a required affinity",
      affinity({ key: "team", operator: "In", values: ["money"] }),
      [general, money],
      GONE,
    ],
    [
      "may go anywhere by the label of every node",
      { nodeSelector: { "kubernetes.io/arch": "arm64" } },
      [general, money],
      SPREAD,
    ],
    ["are pinned to a zone by a selector", { nodeSelector: { [ZONE]: "us-east-1a" } }, [general], GONE],
    [
      "are pinned to a zone by an affinity",
      affinity({ key: ZONE, operator: "In", values: ["us-east-1a"] }),
      [general],
      GONE,
    ],
    [
      "are pinned to other zones",
      affinity({ key: ZONE, operator: "In", values: ["us-east-1b", "us-east-1c"] }),
      [general],
      "survives: 6 left, 3 needed",
    ],
    [
      "may be on all nodes of a label whose value is not known",
      { nodeSelector: { team: UNKNOWN } },
      [nodes("general", ["a", "b", "c"], { labels: { team: "core" } }), money],
      SPREAD,
    ],
    [
      "are in the zone of the only node pool",
      {},
      [pool("one", { requirements: [{ key: ZONE, operator: "In", values: ["us-east-1a"] }] })],
      GONE,
    ],
    ["are in any zone of a pool that names none", {}, [pool("all", { requirements: [] })], SPREAD],
    [
      "are in the zone of the pool that has their label",
      { nodeSelector: { team: "money" } },
      [
        pool("all", { requirements: [] }),
        pool(
          "one",
          { requirements: [{ key: ZONE, operator: "In", values: ["us-east-1a"] }] },
          { team: "money" },
        ),
      ],
      GONE,
    ],
  ])("%s", (_, pod, more, expected) => {
    expect(zoneLoss(pod, ...more)).toBe(expected);
  });

  test("are not all scheduled where there are fewer zones than they demand", () => {
    const spread = { topologySpreadConstraints: [{ ...SPREAD_BY_ZONE, minDomains: 3 }] };
    expect(zoneLoss(spread, nodes("two", ["a", "b"]))).toBe("lost: 1 left, 3 needed");
  });
});

describe("pods that keep apart by host", () => {
  const apart = (term: object) => ({
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: LABELS }, ...term },
        ],
      },
    },
  });
  const hostLoss = (term: object): string | undefined => {
    const analysis = analysisOf([web(apart(term))]);
    return cellsOf(analysis, analysis.survivability.rows[0]?.failure.label ?? "").app;
  };

  test.each([
    [{}, "survives: 5 left, 3 needed"],
    [{ namespaces: ["shop", "legacy"] }, "survives: 5 left, 3 needed"],
    [{ namespaceSelector: {} }, "survives: 5 left, 3 needed"],
    [{ namespaces: ["legacy"] }, "lost: web: 0 left, 3 needed"],
    [{ labelSelector: { matchLabels: { app: "other" } } }, "lost: web: 0 left, 3 needed"],
  ])("%j", (term, expected) => {
    expect(hostLoss(term)).toBe(expected);
  });
});

test("a KEDA scaler owns the number of pods, and may leave none", () => {
  const scaler = (spec: object): Fixture =>
    resource("kubernetes:keda.sh/v1alpha1:ScaledObject", "scaler", {
      metadata: { namespace: "shop" },
      spec: { scaleTargetRef: { name: "web" }, ...spec },
    });
  expect(zoneLoss({}, general, scaler({ minReplicaCount: 6 }))).toBe(SPREAD);
  expect(zoneLoss({}, general, scaler({ minReplicaCount: 0 }))).toBe("lost: 0 left, 1 needed");
  expect(zoneLoss({}, general, scaler({}))).toBe("lost: 0 left, 1 needed");
});
