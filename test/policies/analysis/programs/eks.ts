/** A service of two replicas on EKS: a node group over three zones, a deployment without any spread. */
import { ref, resource, type Fixture } from "../../support/fixture";
import { KUBERNETES_PROVIDER } from "../support/plan";

const zones = ["a", "b", "c"].map((letter) => `us-west-2${letter}`);
const subnets = zones.map((zone) => `subnet-${zone}`);
const labels = { app: "shop" };

/** Keeps pods in different zones, when it counts the right ones. */
export const zoneSpread = {
  maxSkew: 1,
  topologyKey: "topology.kubernetes.io/zone",
  whenUnsatisfiable: "DoNotSchedule",
  labelSelector: { matchLabels: labels },
};

/** Keeps pods on different hosts. */
export const hostApart = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: labels } },
    ],
  },
};

const west = { region: "us-west-2" };

export const eks: readonly Fixture[] = [
  resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }, west),
  ...zones.map((zone, index) =>
    resource(
      "aws:ec2/subnet:Subnet",
      `subnet-${zone}`,
      { vpcId: ref("vpc"), availabilityZone: zone, cidrBlock: `10.0.${index}.0/24` },
      west,
    ),
  ),
  resource(
    "aws:eks/cluster:Cluster",
    "cluster",
    { vpcConfig: { subnetIds: subnets.map((name) => ref(name)) } },
    west,
  ),
  resource(
    "aws:eks/nodeGroup:NodeGroup",
    "nodes",
    {
      clusterName: ref("cluster"),
      subnetIds: subnets.map((name) => ref(name)),
      scalingConfig: { minSize: 3, maxSize: 6, desiredSize: 3 },
      instanceTypes: ["m7g.large"],
    },
    west,
  ),
  resource(KUBERNETES_PROVIDER, "k8s", { kubeconfig: ref("cluster") }),
  resource("kubernetes:apps/v1:Deployment", "shop", {
    metadata: { name: "shop" },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "shop", image: "shop:1.0", ports: [{ containerPort: 8080 }] }] },
      },
    },
  }),
  resource("kubernetes:core/v1:Service", "shop-service", {
    spec: { selector: labels, type: "LoadBalancer" },
  }),
];
