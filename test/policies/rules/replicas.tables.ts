import { auroraMinInstances } from "../../../policies/rules/replicas/aurora-min-instances";
import { asgMinSize } from "../../../policies/rules/replicas/asg-min-size";
import { cacheMinReplicas } from "../../../policies/rules/replicas/cache-min-replicas";
import { eksNodegroupMin } from "../../../policies/rules/replicas/eks-nodegroup-min";
import { hpaHeadroom } from "../../../policies/rules/replicas/hpa-headroom";
import { hpaMinReplicas } from "../../../policies/rules/replicas/hpa-min-replicas";
import { k8sMinReplicas } from "../../../policies/rules/replicas/k8s-min-replicas";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import { autoscaler, deployment } from "../support/kubernetes";
import type { RuleTable } from "../support/table";

const nodeGroup = (name: string, minSize: unknown) =>
  resource("aws:eks/nodeGroup:NodeGroup", name, {
    clusterName: ref("cluster"),
    scalingConfig: { minSize, maxSize: 9 },
  });
const cluster = resource("aws:eks/cluster:Cluster", "cluster", {});

export const replicas: readonly RuleTable[] = [
  {
    rule: asgMinSize,
    compliant: [resource("aws:autoscaling/group:Group", "app", { minSize: 3, maxSize: 9 })],
    passes: [
      { change: { "app.minSize": "4" } },
      { when: "the group is switched off", change: { "app.minSize": 0, "app.maxSize": 0 } },
      { change: { "app.minSize": 2 }, config: { minimum: 2 } },
    ],
    fails: [
      {
        when: "maxSize is unknown",
        change: { "app.minSize": 0, "app.maxSize": UNKNOWN },
        gives: [["app", "minSize is 0", "set minSize to 3 or more"]],
      },
      { change: { "app.minSize": 2 }, gives: [["app", "minSize is 2", "set minSize to 3 or more"]] },
      {
        change: { "app.minSize": ABSENT },
        gives: [["app", "minSize is not set", "set minSize to 3 or more"]],
      },
      { config: { minimum: 4 }, gives: [["app", "minSize is 3", "set minSize to 4 or more"]] },
    ],
    unknowns: [
      { when: "minSize is unknown", change: { "app.minSize": UNKNOWN }, gives: [["app", "minSize"]] },
    ],
  },
  {
    rule: hpaMinReplicas,
    compliant: [autoscaler],
    fails: [
      {
        change: { "web-hpa.spec.minReplicas": 2 },
        gives: [["web-hpa", "spec.minReplicas is 2", "set spec.minReplicas to 3 or more"]],
      },
      {
        when: "minReplicas is left out",
        change: { "web-hpa.spec.minReplicas": ABSENT },
        gives: [
          ["web-hpa", "spec.minReplicas is not set, which means 1", "set spec.minReplicas to 3 or more"],
        ],
      },
    ],
    unknowns: [
      {
        when: "spec is unknown",
        change: { "web-hpa.spec": UNKNOWN },
        gives: [["web-hpa", "spec.minReplicas"]],
      },
    ],
  },
  {
    rule: k8sMinReplicas,
    compliant: [deployment],
    passes: [
      { when: "its autoscaler decides", change: { "web.spec.replicas": ABSENT }, add: [autoscaler] },
      {
        when: "its autoscaler is found by dependency",
        change: { "web.spec.replicas": 1 },
        add: [
          {
            ...autoscaler,
            inputs: { spec: { minReplicas: 3, scaleTargetRef: { kind: "Deployment", name: ref("web") } } },
          },
        ],
      },
    ],
    fails: [
      {
        change: { "web.spec.replicas": 2 },
        gives: [["web", "spec.replicas is 2", "set spec.replicas to 3 or more"]],
      },
      {
        when: "the autoscaler belongs to another namespace",
        change: { "web.spec.replicas": ABSENT },
        add: [{ ...autoscaler, inputs: { ...autoscaler.inputs, metadata: { namespace: "other" } } }],
        gives: [["web", "spec.replicas is not set, which means 1", "set spec.replicas to 3 or more"]],
      },
      {
        when: "a StatefulSet of an old API version",
        change: {
          web: { ...deployment, type: "kubernetes:apps/v1beta2:StatefulSet" },
          "web.spec.replicas": 1,
        },
        gives: [["web", "spec.replicas is 1", "set spec.replicas to 3 or more"]],
      },
    ],
    unknowns: [
      {
        when: "replicas is unknown",
        change: { "web.spec.replicas": UNKNOWN },
        gives: [["web", "spec.replicas"]],
      },
    ],
  },
  {
    rule: eksNodegroupMin,
    compliant: [cluster, nodeGroup("a", 1), nodeGroup("b", 1), nodeGroup("c", 1)],
    passes: [
      { when: "one group has enough", change: { "a.scalingConfig.minSize": 3, b: ABSENT, c: ABSENT } },
    ],
    fails: [
      {
        when: "the groups of a cluster are too small together",
        change: { c: ABSENT },
        gives: [
          [
            "a",
            "scalingConfig.minSize of its cluster's 2 node groups adds up to 2",
            "raise scalingConfig.minSize by 1 or more",
          ],
        ],
      },
      {
        when: "groups of different clusters do not help each other",
        change: { "c.clusterName": "other", "c.scalingConfig.minSize": 2, "a.scalingConfig.minSize": 2 },
        gives: [["c", "scalingConfig.minSize is 2", "raise scalingConfig.minSize by 1 or more"]],
      },
    ],
    unknowns: [
      {
        when: "a minimum is unknown and the others do not suffice",
        change: { "b.scalingConfig.minSize": UNKNOWN },
        gives: [["b", "scalingConfig.minSize"]],
      },
    ],
  },
  {
    rule: cacheMinReplicas,
    compliant: [
      resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
        numNodeGroups: 2,
        replicasPerNodeGroup: 1,
      }),
      resource("aws:elasticache/cluster:Cluster", "member", { replicationGroupId: ref("cache") }),
      resource("aws:elasticache/cluster:Cluster", "memcached", { engine: "memcached", numCacheNodes: 3 }),
      resource("aws:memorydb/cluster:Cluster", "memory", { numReplicasPerShard: 2 }),
    ],
    passes: [{ change: { "cache.replicasPerNodeGroup": ABSENT, "cache.numCacheClusters": 2 } }],
    fails: [
      {
        change: { "cache.replicasPerNodeGroup": 0 },
        gives: [["cache", "replicasPerNodeGroup is 0", "set replicasPerNodeGroup to 1 or more"]],
      },
      {
        when: "neither replicas nor nodes are set",
        change: { "cache.replicasPerNodeGroup": ABSENT },
        gives: [["cache", "replicasPerNodeGroup is not set", "set replicasPerNodeGroup to 1 or more"]],
      },
      {
        change: { "cache.replicasPerNodeGroup": ABSENT, "cache.numCacheClusters": 1 },
        gives: [["cache", "numCacheClusters is 1", "set numCacheClusters to 2 or more"]],
      },
      {
        change: { "memcached.engine": "redis" },
        gives: [["memcached", "it is a single node, which can have no replica", "use a ReplicationGroup"]],
      },
      {
        change: { "memory.numReplicasPerShard": 0 },
        gives: [["memory", "numReplicasPerShard is 0", "set numReplicasPerShard to 1 or more"]],
      },
    ],
    unknowns: [
      {
        when: "replicasPerNodeGroup is unknown",
        change: { "cache.replicasPerNodeGroup": UNKNOWN },
        gives: [["cache", "replicasPerNodeGroup"]],
      },
    ],
  },
  {
    rule: hpaHeadroom,
    compliant: [autoscaler],
    passes: [{ change: { "web-hpa.spec.minReplicas": ABSENT, "web-hpa.spec.maxReplicas": 2 } }],
    fails: [
      {
        change: { "web-hpa.spec.maxReplicas": 4 },
        gives: [["web-hpa", "spec.maxReplicas is 4 for a minimum of 3", "set spec.maxReplicas to 5 or more"]],
      },
      {
        when: "maxReplicas is left out",
        change: { "web-hpa.spec.maxReplicas": ABSENT },
        gives: [["web-hpa", "spec.maxReplicas is not set", "set spec.maxReplicas to 5 or more"]],
      },
      {
        config: { factor: 4 },
        gives: [
          ["web-hpa", "spec.maxReplicas is 9 for a minimum of 3", "set spec.maxReplicas to 12 or more"],
        ],
      },
    ],
    unknowns: [
      {
        when: "the minimum is unknown",
        change: { "web-hpa.spec.minReplicas": UNKNOWN },
        gives: [["web-hpa", "spec.minReplicas"]],
      },
    ],
  },
  {
    rule: auroraMinInstances,
    compliant: [
      resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-postgresql" }),
      ...["one", "two"].map((name) =>
        resource("aws:rds/clusterInstance:ClusterInstance", name, { clusterIdentifier: ref("orders") }),
      ),
      resource("aws:rds/cluster:Cluster", "multi-az", {
        engine: "postgres",
        dbClusterInstanceClass: "db.m6gd.large",
      }),
    ],
    passes: [{ when: "serverless", change: { one: ABSENT, "orders.engineMode": "serverless" } }],
    fails: [
      {
        when: "one instance is left",
        change: { two: ABSENT },
        gives: [["orders", "it has 1 instance", "add 1 more"]],
      },
      { config: { minimum: 3 }, gives: [["orders", "it has 2 instances", "add 1 more"]] },
      {
        when: "a DocumentDB cluster without instances",
        add: [resource("aws:docdb/cluster:Cluster", "documents", {})],
        gives: [["documents", "it has 0 instances", "add 2 more"]],
      },
    ],
    unknowns: [
      {
        when: "an instance belongs to nobody knows which cluster",
        change: { "two.clusterIdentifier": UNKNOWN },
        gives: [["orders", "which cluster some of the instances belong to"]],
      },
    ],
  },
];
