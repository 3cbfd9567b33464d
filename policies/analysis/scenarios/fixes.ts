/** The smallest change after which a service survives, in the program's own terms. */
import {
  AUTO_SCALING_GROUP,
  CACHE_CLUSTER,
  CACHE_GROUP,
  CLASSIC_LOAD_BALANCER,
  DB_INSTANCE,
  ECS_SERVICE,
  INSTANCE,
  LOAD_BALANCER,
  NODE_GROUP,
  RDS_CLUSTER_INSTANCE,
  REPLICATED_WORKLOAD,
  isOneOf,
} from "../../resources";
import { worstLoss } from "../arithmetic";
import type { GraphNode } from "../graph/types";
import type { ServiceModel } from "../model/types";

type Properties = readonly (readonly [types: readonly string[], property: string])[];

/** The property that sets how many units are sure to run. */
const COUNTS: Properties = [
  [NODE_GROUP, "scalingConfig.minSize"],
  [REPLICATED_WORKLOAD, "spec.replicas (or its autoscaler's minReplicas)"],
  [CACHE_CLUSTER, "numCacheNodes"],
];

/** The property that says where units run. */
const SUBNETS: Properties = [
  [AUTO_SCALING_GROUP, "vpcZoneIdentifiers"],
  [NODE_GROUP, "subnetIds"],
  [ECS_SERVICE, "networkConfiguration.subnets"],
  [[...LOAD_BALANCER, ...CLASSIC_LOAD_BALANCER], "subnets"],
];

function propertyOf(type: string | undefined, properties: Properties): string | undefined {
  return properties.find(([types]) => isOneOf(types, type))?.[1];
}

const SPREAD_PODS =
  "add to the pods a topologySpreadConstraint on topology.kubernetes.io/zone with maxSkew 1 and DoNotSchedule, whose selector matches their own labels";

/** What makes `service` survive the loss of a zone. */
export function zoneFix(service: ServiceModel): string {
  const [member] = service.members;
  if (member === undefined) return "add a member";
  const { type } = member;
  if (isOneOf(DB_INSTANCE, type)) return `set multiAz of ${service.name} to true`;
  if (isOneOf(RDS_CLUSTER_INSTANCE, type)) {
    return `add an instance to ${service.name} in another zone (availabilityZone)`;
  }
  if (isOneOf(CACHE_GROUP, type)) {
    return `set automaticFailoverEnabled and multiAzEnabled of ${service.name} to true, with at least 1 replica a shard`;
  }
  if (isOneOf(CACHE_CLUSTER, type)) {
    return `replace ${service.name} by a replication group with multiAzEnabled, or set azMode to cross-az`;
  }
  if (isOneOf(INSTANCE, type)) {
    return service.members.length > 1
      ? `place the instances of ${service.name} in at least 2 zones (subnetId)`
      : `replace ${service.name} by an Auto Scaling group of at least 2 instances over 2 zones`;
  }
  return countedFix(service, member);
}

function countedFix(service: ServiceModel, member: GraphNode): string {
  const { capacity, zones } = member;
  if (member.capacity?.unit === "pod" && capacity?.overZones.kind === "together") return SPREAD_PODS;
  if (zones.names.length < 2) {
    const property = propertyOf(member.type, SUBNETS);
    return `spread ${service.name} over at least 2 zones${property === undefined ? "" : ` (${property})`}`;
  }
  const property = member.facts.countedBy ?? propertyOf(member.type, COUNTS) ?? "the number of units";
  const enough = smallest(service, member);
  return enough === undefined ? `raise ${property} of ${service.name}` : `raise ${property} to ${enough}`;
}

/** The fewest units of a lone member that leave what is needed after the loss of any one zone. */
function smallest({ members, needed }: ServiceModel, { capacity, zones }: GraphNode): number | undefined {
  if (members.length !== 1 || needed === undefined || capacity?.units === undefined) return undefined;
  // One more zone's worth for each unit needed is always enough; most often far fewer are.
  const limit = capacity.units + needed * Math.max(1, zones.names.length);
  for (let units = capacity.units + 1; units <= limit; units += 1) {
    if (units - worstLoss(units, capacity.overZones, zones.names.length) >= needed) return units;
  }
  return undefined;
}

/** What makes `service` survive the loss of one of its hosts. */
export function hostFix(service: ServiceModel): string {
  const [member] = service.members;
  if (member?.capacity?.unit === "pod") {
    return member.capacity.overHosts.kind === "together"
      ? "add to the pods a required podAntiAffinity on kubernetes.io/hostname, whose selector matches their own labels"
      : "raise spec.replicas (or its autoscaler's minReplicas)";
  }
  if (isOneOf(CACHE_GROUP, member?.type)) {
    return `set automaticFailoverEnabled of ${service.name} to true, with at least 1 replica a shard`;
  }
  if (isOneOf([...DB_INSTANCE, ...INSTANCE], member?.type)) return zoneFix(service);
  const property = member?.facts.countedBy ?? propertyOf(member?.type, COUNTS);
  return property === undefined ? `add a unit to ${service.name}` : `raise ${property} of ${service.name}`;
}

/** What makes `service` survive the drain of one of its hosts. */
export function drainFix(service: ServiceModel): string {
  const [member] = service.members;
  if (member?.facts.drainBlocked === true) {
    return "let the disruption budget give up at least 1 pod (maxUnavailable 1)";
  }
  if (member?.capacity?.unit === "pod") {
    return "add a PodDisruptionBudget with maxUnavailable 1 that selects these pods";
  }
  if (isOneOf(AUTO_SCALING_GROUP, member?.type)) {
    return `raise minSize of ${service.name}, or instanceMaintenancePolicy.minHealthyPercentage`;
  }
  if (isOneOf(NODE_GROUP, member?.type)) {
    return `raise scalingConfig.minSize of ${service.name}, or lower updateConfig.maxUnavailable`;
  }
  return hostFix(service);
}
