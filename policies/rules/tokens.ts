/**
 * Type tokens by what they are. A rule names tokens and not classes: one class is one token, and a resource that is
 * declared by an older name (`aws:elasticloadbalancingv2/…`, `apps/v1beta2`) would escape it.
 */
export const AUTO_SCALING_GROUP = ["aws:autoscaling/group:Group"] as const;
export const SUBNET = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"] as const;

export const CACHE_GROUP = ["aws:elasticache/replicationGroup:ReplicationGroup"] as const;
export const CACHE_CLUSTER = ["aws:elasticache/cluster:Cluster"] as const;
export const MEMORYDB_CLUSTER = ["aws:memorydb/cluster:Cluster"] as const;

export const NODE_GROUP = ["aws:eks/nodeGroup:NodeGroup"] as const;

export const DEPLOYMENT = kubernetes(
  "Deployment",
  "apps/v1",
  "apps/v1beta2",
  "apps/v1beta1",
  "extensions/v1beta1",
);
export const STATEFUL_SET = kubernetes("StatefulSet", "apps/v1", "apps/v1beta2", "apps/v1beta1");
/** What keeps a number of equal pods running. */
export const REPLICATED_WORKLOAD = [...DEPLOYMENT, ...STATEFUL_SET] as const;
export const POD_AUTOSCALER = kubernetes(
  "HorizontalPodAutoscaler",
  "autoscaling/v2",
  "autoscaling/v1",
  "autoscaling/v2beta2",
  "autoscaling/v2beta1",
);

function kubernetes(kind: string, ...versions: readonly string[]): readonly string[] {
  return versions.map((version) => `kubernetes:${version}:${kind}`);
}
