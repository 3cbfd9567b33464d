/** The smallest change after which a service survives, in the program's own terms. */
import { worstLoss } from "../arithmetic";
import type { Node } from "../graph/types";
import type { Service } from "../model/types";

/** The property that sets how many units are sure to run. */
const COUNTS: Readonly<Record<string, string>> = {
  "aws:autoscaling/group:Group": "minSize",
  "aws:eks/nodeGroup:NodeGroup": "scalingConfig.minSize",
  "aws:ecs/service:Service": "desiredCount",
  "kubernetes:apps/v1:Deployment": "spec.replicas (or its autoscaler's minReplicas)",
  "kubernetes:apps/v1:StatefulSet": "spec.replicas (or its autoscaler's minReplicas)",
  "aws:elasticache/cluster:Cluster": "numCacheNodes",
};

/** The property that says where units run. */
const PLACES: Readonly<Record<string, string>> = {
  "aws:autoscaling/group:Group": "vpcZoneIdentifiers",
  "aws:eks/nodeGroup:NodeGroup": "subnetIds",
  "aws:ecs/service:Service": "networkConfiguration.subnets",
  "aws:lb/loadBalancer:LoadBalancer": "subnets",
  "aws:alb/loadBalancer:LoadBalancer": "subnets",
  "aws:elb/loadBalancer:LoadBalancer": "subnets",
};

const SPREAD_PODS =
  "add to the pods a topologySpreadConstraint on topology.kubernetes.io/zone with maxSkew 1 and DoNotSchedule, whose selector matches their own labels";

/** What makes `service` survive the loss of a zone. */
export function zoneFix(service: Service): string {
  const [member] = service.members;
  switch (member?.type ?? "") {
    case "aws:rds/instance:Instance":
      return `set multiAz of ${service.name} to true`;
    case "aws:rds/clusterInstance:ClusterInstance":
      return `add an instance to ${service.name} in another zone (availabilityZone)`;
    case "aws:elasticache/replicationGroup:ReplicationGroup":
      return `set automaticFailoverEnabled and multiAzEnabled of ${service.name} to true, with at least 1 replica a shard`;
    case "aws:elasticache/cluster:Cluster":
      return `replace ${service.name} by a replication group with multiAzEnabled, or set azMode to cross-az`;
    case "aws:ec2/instance:Instance":
      return service.members.length > 1
        ? `place the instances of ${service.name} in at least 2 zones (subnetId)`
        : `replace ${service.name} by an Auto Scaling group of at least 2 instances over 2 zones`;
    default:
      return member === undefined ? "add a member" : countedFix(service, member);
  }
}

function countedFix(service: Service, member: Node): string {
  const { capacity, zones } = member;
  if (member.capacity?.unit === "pod" && capacity?.overZones.kind === "together") return SPREAD_PODS;
  if (zones.names.length < 2) {
    const property = PLACES[member.type];
    return `spread ${service.name} over at least 2 zones${property === undefined ? "" : ` (${property})`}`;
  }
  const property = COUNTS[member.type] ?? "the number of units";
  const enough = smallest(service, member);
  return enough === undefined ? `raise ${property} of ${service.name}` : `raise ${property} to ${enough}`;
}

/** The fewest units of a lone member that leave what is needed after the loss of any one zone. */
function smallest({ members, needed }: Service, { capacity, zones }: Node): number | undefined {
  if (members.length !== 1 || needed === undefined || capacity?.units === undefined) return undefined;
  // One more zone's worth for each unit needed is always enough; most often far fewer are.
  const limit = capacity.units + needed * Math.max(1, zones.names.length);
  for (let units = capacity.units + 1; units <= limit; units += 1) {
    if (units - worstLoss(units, capacity.overZones, zones.names.length) >= needed) return units;
  }
  return undefined;
}

/** What makes `service` survive the loss of one of its hosts. */
export function hostFix(service: Service): string {
  const [member] = service.members;
  if (member?.capacity?.unit === "pod") {
    return member.capacity.overHosts.kind === "together"
      ? "add to the pods a required podAntiAffinity on kubernetes.io/hostname, whose selector matches their own labels"
      : "raise spec.replicas (or its autoscaler's minReplicas)";
  }
  if (member?.type === "aws:elasticache/replicationGroup:ReplicationGroup") {
    return `set automaticFailoverEnabled of ${service.name} to true, with at least 1 replica a shard`;
  }
  if (member?.type === "aws:rds/instance:Instance" || member?.type === "aws:ec2/instance:Instance")
    return zoneFix(service);
  const property = member && COUNTS[member.type];
  return property === undefined ? `add a unit to ${service.name}` : `raise ${property} of ${service.name}`;
}

/** What makes `service` survive the drain of one of its hosts. */
export function drainFix(service: Service): string {
  const [member] = service.members;
  if (member?.facts.drainBlocked === true) {
    return "let the disruption budget give up at least 1 pod (maxUnavailable 1)";
  }
  if (member?.capacity?.unit === "pod") {
    return "add a PodDisruptionBudget with maxUnavailable 1 that selects these pods";
  }
  if (member?.type === "aws:autoscaling/group:Group") {
    return `raise minSize of ${service.name}, or instanceMaintenancePolicy.minHealthyPercentage`;
  }
  if (member?.type === "aws:eks/nodeGroup:NodeGroup") {
    return `raise scalingConfig.minSize of ${service.name}, or lower updateConfig.maxUnavailable`;
  }
  return hostFix(service);
}
