/**
 * Which properties refer to other resources, as data. During a first preview every id is unknown, so a target is found by
 * what the property's value is computed from, not by the value.
 */
import {
  isRegionJoining,
  AUTO_SCALING_ATTACHMENT,
  AUTO_SCALING_GROUP,
  BACKUP_PLAN,
  BACKUP_SELECTION,
  BACKUP_VAULT,
  BACKUPS_REPLICATION,
  BUCKET,
  BUCKET_ENCRYPTION,
  BUCKET_REPLICATION,
  CACHE_CLUSTER,
  CACHE_GROUP,
  CACHE_SUBNET_GROUP,
  CLASSIC_LOAD_BALANCER,
  DB_INSTANCE,
  DISTRIBUTION,
  ECS_SERVICE,
  EKS_CLUSTER,
  ELASTIC_IP,
  FARGATE_PROFILE,
  GLOBAL_DATASTORE,
  HEALTH_CHECK,
  INGRESS,
  INSTANCE,
  INTERNET_GATEWAY,
  KMS_KEY,
  KMS_REPLICA_KEY,
  KUBERNETES_SERVICE,
  LISTENER,
  LOAD_BALANCER,
  MEMORYDB_CLUSTER,
  METRIC_ALARM,
  MEMORYDB_SUBNET_GROUP,
  NAT_GATEWAY,
  NODE_GROUP,
  RDS_CLUSTER,
  RDS_CLUSTER_INSTANCE,
  RDS_GLOBAL_CLUSTER,
  RDS_SUBNET_GROUP,
  RECORD,
  REPLICATED_WORKLOAD,
  ROUTE,
  ROUTE_TABLE,
  ROUTE_TABLE_ASSOCIATION,
  SECRET,
  SECRET_VERSION,
  SERVERLESS_CACHE,
  SUBNET,
  TABLE,
  TABLE_REPLICA,
  TARGET_GROUP,
  TARGET_GROUP_ATTACHMENT,
} from "../../resources";
import type { EdgeKind } from "./types";

const RDS = [...DB_INSTANCE, ...RDS_CLUSTER];
const KEY = [...KMS_KEY, ...KMS_REPLICA_KEY];
const ANY_LOAD_BALANCER = [...LOAD_BALANCER, ...CLASSIC_LOAD_BALANCER];

/** Objects for which a controller in the cluster makes a load balancer: an Ingress, and a Service of that type. */
const CLUSTER_EXPOSURE = [...INGRESS, ...KUBERNETES_SERVICE];

/** A property of `types` that points to `to`. `property` may be a path; its first name is what Pulumi tracks. */
export interface PropertyReference {
  readonly kind: EdgeKind;
  readonly types: readonly string[];
  readonly property: string;
  readonly to: readonly string[];
}

/** A resource of `types` that attaches what one of its properties points to, to what another points to. */
export interface AttachmentReference {
  readonly kind: EdgeKind;
  readonly types: readonly string[];
  readonly from: Pick<PropertyReference, "property" | "to">;
  readonly to: Pick<PropertyReference, "property" | "to">;
}

const runsIn = (types: readonly string[], property: string, to: readonly string[]): PropertyReference => ({
  kind: "runsIn",
  types,
  property,
  to,
});

export const REFERENCES: readonly PropertyReference[] = [
  runsIn(AUTO_SCALING_GROUP, "vpcZoneIdentifiers", SUBNET),
  runsIn(INSTANCE, "subnetId", SUBNET),
  runsIn(NODE_GROUP, "subnetIds", SUBNET),
  runsIn(FARGATE_PROFILE, "subnetIds", SUBNET),
  runsIn(EKS_CLUSTER, "vpcConfig.subnetIds", SUBNET),
  runsIn(ECS_SERVICE, "networkConfiguration.subnets", SUBNET),
  runsIn(RDS, "dbSubnetGroupName", RDS_SUBNET_GROUP),
  runsIn(RDS_CLUSTER_INSTANCE, "clusterIdentifier", RDS_CLUSTER),
  runsIn(RDS_SUBNET_GROUP, "subnetIds", SUBNET),
  runsIn(CACHE_GROUP, "subnetGroupName", CACHE_SUBNET_GROUP),
  runsIn(CACHE_CLUSTER, "subnetGroupName", CACHE_SUBNET_GROUP),
  runsIn(SERVERLESS_CACHE, "subnetIds", SUBNET),
  runsIn(CACHE_SUBNET_GROUP, "subnetIds", SUBNET),
  runsIn(MEMORYDB_CLUSTER, "subnetGroupName", MEMORYDB_SUBNET_GROUP),
  runsIn(MEMORYDB_SUBNET_GROUP, "subnetIds", SUBNET),
  runsIn(ANY_LOAD_BALANCER, "subnets", SUBNET),
  runsIn(LOAD_BALANCER, "subnetMappings", SUBNET),
  runsIn(NAT_GATEWAY, "subnetId", SUBNET),

  { kind: "serves", types: AUTO_SCALING_GROUP, property: "targetGroupArns", to: TARGET_GROUP },
  { kind: "serves", types: AUTO_SCALING_GROUP, property: "loadBalancers", to: CLASSIC_LOAD_BALANCER },
  { kind: "serves", types: ECS_SERVICE, property: "loadBalancers", to: TARGET_GROUP },

  {
    kind: "routesTo",
    types: RECORD,
    property: "aliases",
    to: [...ANY_LOAD_BALANCER, ...CLUSTER_EXPOSURE, ...RECORD, ...DISTRIBUTION],
  },
  {
    kind: "routesTo",
    types: RECORD,
    property: "records",
    to: [...ANY_LOAD_BALANCER, ...CLUSTER_EXPOSURE, ...ELASTIC_IP, ...INSTANCE, ...RECORD, ...DISTRIBUTION],
  },
  {
    kind: "checks",
    types: HEALTH_CHECK,
    property: "fqdn",
    to: [...ANY_LOAD_BALANCER, ...CLUSTER_EXPOSURE, ...RECORD, ...DISTRIBUTION, ...INSTANCE],
  },
  { kind: "checks", types: HEALTH_CHECK, property: "ipAddress", to: [...ELASTIC_IP, ...INSTANCE] },
  { kind: "checks", types: HEALTH_CHECK, property: "childHealthchecks", to: HEALTH_CHECK },
  { kind: "checks", types: HEALTH_CHECK, property: "cloudwatchAlarmName", to: METRIC_ALARM },
  {
    kind: "routesTo",
    types: DISTRIBUTION,
    property: "origins",
    to: [...ANY_LOAD_BALANCER, ...CLUSTER_EXPOSURE, ...RECORD, ...BUCKET],
  },
  { kind: "routesTo", types: CLASSIC_LOAD_BALANCER, property: "instances", to: INSTANCE },
  { kind: "routesTo", types: ROUTE_TABLE, property: "routes", to: [...NAT_GATEWAY, ...INTERNET_GATEWAY] },

  { kind: "replicates", types: DB_INSTANCE, property: "replicateSourceDb", to: RDS },
  { kind: "replicates", types: RDS_CLUSTER, property: "replicationSourceIdentifier", to: RDS },
  {
    kind: "replicates",
    types: RDS_CLUSTER,
    property: "globalClusterIdentifier",
    to: RDS_GLOBAL_CLUSTER,
  },
  { kind: "replicates", types: CACHE_GROUP, property: "globalReplicationGroupId", to: GLOBAL_DATASTORE },
  {
    kind: "replicates",
    types: GLOBAL_DATASTORE,
    property: "primaryReplicationGroupId",
    to: CACHE_GROUP,
  },
  {
    kind: "replicates",
    types: BACKUPS_REPLICATION,
    property: "sourceDbInstanceArn",
    to: DB_INSTANCE,
  },
  {
    kind: "replicates",
    types: TABLE_REPLICA,
    property: "globalTableArn",
    to: TABLE,
  },
  { kind: "replicates", types: KMS_REPLICA_KEY, property: "primaryKeyArn", to: KEY },

  { kind: "encryptsWith", types: RDS, property: "kmsKeyId", to: KEY },
  { kind: "encryptsWith", types: [...CACHE_GROUP, ...SECRET], property: "kmsKeyId", to: KEY },
];

export const ATTACHMENTS: readonly AttachmentReference[] = [
  {
    kind: "serves",
    types: AUTO_SCALING_ATTACHMENT,
    from: { property: "autoscalingGroupName", to: AUTO_SCALING_GROUP },
    to: { property: "lbTargetGroupArn", to: TARGET_GROUP },
  },
  {
    kind: "serves",
    types: AUTO_SCALING_ATTACHMENT,
    from: { property: "autoscalingGroupName", to: AUTO_SCALING_GROUP },
    to: { property: "trafficSource", to: TARGET_GROUP },
  },
  {
    kind: "serves",
    types: TARGET_GROUP_ATTACHMENT,
    from: { property: "targetId", to: [...INSTANCE, ...LOAD_BALANCER] },
    to: { property: "targetGroupArn", to: TARGET_GROUP },
  },
  {
    kind: "routesTo",
    types: LISTENER,
    from: { property: "loadBalancerArn", to: LOAD_BALANCER },
    to: { property: "defaultActions", to: TARGET_GROUP },
  },
  {
    kind: "routesTo",
    types: ROUTE_TABLE_ASSOCIATION,
    from: { property: "subnetId", to: SUBNET },
    to: { property: "routeTableId", to: ROUTE_TABLE },
  },
  {
    kind: "routesTo",
    types: ROUTE,
    from: { property: "routeTableId", to: ROUTE_TABLE },
    to: { property: "natGatewayId", to: NAT_GATEWAY },
  },
  {
    kind: "routesTo",
    types: ROUTE,
    from: { property: "routeTableId", to: ROUTE_TABLE },
    to: { property: "gatewayId", to: INTERNET_GATEWAY },
  },
  {
    kind: "runsIn",
    types: [...NODE_GROUP, ...FARGATE_PROFILE],
    from: { property: "clusterName", to: EKS_CLUSTER },
    to: { property: "subnetIds", to: SUBNET },
  },
  {
    kind: "encryptsWith",
    types: BUCKET_ENCRYPTION,
    from: { property: "bucket", to: BUCKET },
    to: { property: "rules", to: KEY },
  },
  {
    // A copy replicates its original: the destination is the copy.
    kind: "replicates",
    types: BUCKET_REPLICATION,
    from: { property: "rules", to: BUCKET },
    to: { property: "bucket", to: BUCKET },
  },
];

/** A secret opens what was given the same value: both are computed from the same source, such as a random password. */
export const CREDENTIALS = {
  holders: { types: SECRET_VERSION, value: ["secretString"], of: SECRET },
  locks: {
    types: [...RDS, ...CACHE_GROUP],
    value: ["password", "masterPassword", "authToken"],
  },
} as const;

/** AWS Backup: a selection names stores and a plan, whose rules copy into vaults. */
export const BACKUP = {
  selections: BACKUP_SELECTION,
  plans: BACKUP_PLAN,
  vaults: BACKUP_VAULT,
  stores: [...RDS, ...BUCKET, ...TABLE],
} as const;

/** Workloads and what exposes them are in the cluster that their provider is configured for. */
export const CLUSTERED = { types: [...REPLICATED_WORKLOAD, ...CLUSTER_EXPOSURE], in: EKS_CLUSTER } as const;

const JOINING_PROPERTIES = new Set([
  ...[...SECRET, ...TABLE].map((type) => `${type} replicas`),
  ...REFERENCES.filter(({ kind }) => kind === "replicates").flatMap(({ types, property }) =>
    types.map((type) => `${type} ${property}`),
  ),
  ...ATTACHMENTS.filter(({ kind }) => kind === "replicates").flatMap(({ types, from, to }) =>
    types.flatMap((type) => [`${type} ${from.property}`, `${type} ${to.property}`]),
  ),
]);

/**
 * Whether a property joins regions on purpose, without making one need the other to serve: replication in all its
 * forms, networks that meet, and pictures of everything.
 */
export function joinsRegions(type: string, property: string): boolean {
  return isRegionJoining(type) || JOINING_PROPERTIES.has(`${type} ${property}`);
}
