/**
 * Which properties refer to other resources, as data. During a first preview every id is unknown, so a target is found by
 * what the property's value is computed from, not by the value.
 */
import {
  AUTO_SCALING_GROUP,
  BACKUPS_REPLICATION,
  BUCKET,
  CACHE_CLUSTER,
  CACHE_GROUP,
  CACHE_SUBNET_GROUP,
  CLASSIC_LOAD_BALANCER,
  DB_INSTANCE,
  DISTRIBUTION,
  ECS_SERVICE,
  EKS_CLUSTER,
  EGRESS_ONLY_GATEWAY,
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
  LOAD_BALANCER,
  MEMORYDB_CLUSTER,
  METRIC_ALARM,
  MEMORYDB_SUBNET_GROUP,
  NAT_GATEWAY,
  NODE_GROUP,
  RDS_CLUSTER,
  RDS_CLUSTER_INSTANCE,
  RDS_GLOBAL_CLUSTER,
  REGION_SWITCH_PLAN,
  RDS_SUBNET_GROUP,
  RECORD,
  ROUTE_TABLE,
  SECRET,
  SERVERLESS_CACHE,
  SUBNET,
  TABLE,
  TABLE_REPLICA,
  TARGET_GROUP,
  TRANSIT_GATEWAY,
  VPC_ENDPOINT,
} from "../../resources";
import type { EdgeKind } from "./types";

export const RDS = [...DB_INSTANCE, ...RDS_CLUSTER];
export const KEY = [...KMS_KEY, ...KMS_REPLICA_KEY];
const ANY_LOAD_BALANCER = [...LOAD_BALANCER, ...CLASSIC_LOAD_BALANCER];
/** Where a route may lead that the plan says the zones of: one, or none in particular. */
const ROUTE_TARGETS = [
  ...NAT_GATEWAY,
  ...INTERNET_GATEWAY,
  ...EGRESS_ONLY_GATEWAY,
  ...TRANSIT_GATEWAY,
  ...VPC_ENDPOINT,
];
/** Objects for which a controller in the cluster makes a load balancer: an Ingress, and a Service of that type. */
export const CLUSTER_EXPOSURE = [...INGRESS, ...KUBERNETES_SERVICE];

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
  { kind: "checks", types: REGION_SWITCH_PLAN, property: "associatedAlarms", to: METRIC_ALARM },
  {
    kind: "routesTo",
    types: DISTRIBUTION,
    property: "origins",
    to: [...ANY_LOAD_BALANCER, ...CLUSTER_EXPOSURE, ...RECORD, ...BUCKET],
  },
  { kind: "routesTo", types: CLASSIC_LOAD_BALANCER, property: "instances", to: INSTANCE },
  { kind: "routesTo", types: ROUTE_TABLE, property: "routes", to: ROUTE_TARGETS },

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
