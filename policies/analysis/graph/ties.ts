/**
 * Which properties tie resources together, as data. During a first preview every id is unknown, so a tie is found by
 * what the property's value is computed from, not by the value.
 */
import { WORKLOADS } from "./kubernetes";
import type { EdgeKind } from "./types";

const SUBNET = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"];
const RDS_GROUP = ["aws:rds/subnetGroup:SubnetGroup"];
const CACHE_GROUP = ["aws:elasticache/subnetGroup:SubnetGroup"];
const RDS = ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"];
const DB_INSTANCE = ["aws:rds/instance:Instance"];
const DB_CLUSTER = ["aws:rds/cluster:Cluster"];
const MEMORYDB_GROUP = ["aws:memorydb/subnetGroup:SubnetGroup"];
const REPLICATION_GROUP = ["aws:elasticache/replicationGroup:ReplicationGroup"];
const GLOBAL_CACHE = ["aws:elasticache/globalReplicationGroup:GlobalReplicationGroup"];
const EKS = ["aws:eks/cluster:Cluster"];
const ASG = ["aws:autoscaling/group:Group"];
const EC2 = ["aws:ec2/instance:Instance"];
const TARGET_GROUP = elb("targetGroup:TargetGroup");
const LOAD_BALANCER = elb("loadBalancer:LoadBalancer");
const CLASSIC = ["aws:elb/loadBalancer:LoadBalancer"];
const NAT = ["aws:ec2/natGateway:NatGateway"];
const INTERNET = ["aws:ec2/internetGateway:InternetGateway"];
const ROUTE_TABLE = ["aws:ec2/routeTable:RouteTable"];
const RECORD = ["aws:route53/record:Record"];
const DISTRIBUTION = ["aws:cloudfront/distribution:Distribution"];
const EIP = ["aws:ec2/eip:Eip"];
const BUCKET = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const KEY = ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"];
const SECRET = ["aws:secretsmanager/secret:Secret"];
const TABLE = ["aws:dynamodb/table:Table"];

/** Objects for which a controller in the cluster makes a load balancer: an Ingress, and a Service of that type. */
export const CLUSTER_ENTRY = [
  "kubernetes:networking.k8s.io/v1:Ingress",
  "kubernetes:core/v1:Service",
] as const;

/** A property of `types` that points to `to`. `property` may be a path; its first name is what Pulumi tracks. */
export interface Tie {
  readonly kind: EdgeKind;
  readonly types: readonly string[];
  readonly property: string;
  readonly to: readonly string[];
}

/** A resource of `types` that ties what one of its properties points to, to what another points to. */
export interface Attachment {
  readonly kind: EdgeKind;
  readonly types: readonly string[];
  readonly from: Pick<Tie, "property" | "to">;
  readonly to: Pick<Tie, "property" | "to">;
}

const runsIn = (types: readonly string[], property: string, to: readonly string[]): Tie => ({
  kind: "runsIn",
  types,
  property,
  to,
});

export const TIES: readonly Tie[] = [
  runsIn(ASG, "vpcZoneIdentifiers", SUBNET),
  runsIn(EC2, "subnetId", SUBNET),
  runsIn(["aws:eks/nodeGroup:NodeGroup"], "subnetIds", SUBNET),
  runsIn(["aws:eks/fargateProfile:FargateProfile"], "subnetIds", SUBNET),
  runsIn(EKS, "vpcConfig.subnetIds", SUBNET),
  runsIn(["aws:ecs/service:Service"], "networkConfiguration.subnets", SUBNET),
  runsIn(RDS, "dbSubnetGroupName", RDS_GROUP),
  runsIn(["aws:rds/clusterInstance:ClusterInstance"], "clusterIdentifier", DB_CLUSTER),
  runsIn(RDS_GROUP, "subnetIds", SUBNET),
  runsIn(REPLICATION_GROUP, "subnetGroupName", CACHE_GROUP),
  runsIn(["aws:elasticache/cluster:Cluster"], "subnetGroupName", CACHE_GROUP),
  runsIn(["aws:elasticache/serverlessCache:ServerlessCache"], "subnetIds", SUBNET),
  runsIn(CACHE_GROUP, "subnetIds", SUBNET),
  runsIn(["aws:memorydb/cluster:Cluster"], "subnetGroupName", MEMORYDB_GROUP),
  runsIn(MEMORYDB_GROUP, "subnetIds", SUBNET),
  runsIn([...LOAD_BALANCER, ...CLASSIC], "subnets", SUBNET),
  runsIn(LOAD_BALANCER, "subnetMappings", SUBNET),
  runsIn(NAT, "subnetId", SUBNET),

  { kind: "serves", types: ASG, property: "targetGroupArns", to: TARGET_GROUP },
  { kind: "serves", types: ASG, property: "loadBalancers", to: CLASSIC },
  { kind: "serves", types: ["aws:ecs/service:Service"], property: "loadBalancers", to: TARGET_GROUP },

  {
    kind: "routesTo",
    types: RECORD,
    property: "aliases",
    to: [...LOAD_BALANCER, ...CLASSIC, ...CLUSTER_ENTRY, ...RECORD, ...DISTRIBUTION],
  },
  {
    kind: "routesTo",
    types: RECORD,
    property: "records",
    to: [...LOAD_BALANCER, ...CLASSIC, ...CLUSTER_ENTRY, ...EIP, ...EC2, ...DISTRIBUTION],
  },
  {
    kind: "routesTo",
    types: DISTRIBUTION,
    property: "origins",
    to: [...LOAD_BALANCER, ...CLASSIC, ...CLUSTER_ENTRY, ...RECORD, ...BUCKET],
  },
  { kind: "routesTo", types: CLASSIC, property: "instances", to: EC2 },
  { kind: "routesTo", types: ROUTE_TABLE, property: "routes", to: [...NAT, ...INTERNET] },

  { kind: "replicates", types: DB_INSTANCE, property: "replicateSourceDb", to: RDS },
  { kind: "replicates", types: DB_CLUSTER, property: "replicationSourceIdentifier", to: RDS },
  {
    kind: "replicates",
    types: DB_CLUSTER,
    property: "globalClusterIdentifier",
    to: ["aws:rds/globalCluster:GlobalCluster"],
  },
  { kind: "replicates", types: REPLICATION_GROUP, property: "globalReplicationGroupId", to: GLOBAL_CACHE },
  {
    kind: "replicates",
    types: GLOBAL_CACHE,
    property: "primaryReplicationGroupId",
    to: REPLICATION_GROUP,
  },
  {
    kind: "replicates",
    types: ["aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"],
    property: "sourceDbInstanceArn",
    to: DB_INSTANCE,
  },
  {
    kind: "replicates",
    types: ["aws:dynamodb/tableReplica:TableReplica"],
    property: "globalTableArn",
    to: TABLE,
  },
  { kind: "replicates", types: ["aws:kms/replicaKey:ReplicaKey"], property: "primaryKeyArn", to: KEY },

  { kind: "encryptsWith", types: RDS, property: "kmsKeyId", to: KEY },
  { kind: "encryptsWith", types: [...REPLICATION_GROUP, ...SECRET], property: "kmsKeyId", to: KEY },
];

export const ATTACHMENTS: readonly Attachment[] = [
  {
    kind: "serves",
    types: ["aws:autoscaling/attachment:Attachment"],
    from: { property: "autoscalingGroupName", to: ASG },
    to: { property: "lbTargetGroupArn", to: TARGET_GROUP },
  },
  {
    kind: "serves",
    types: elb("targetGroupAttachment:TargetGroupAttachment"),
    from: { property: "targetId", to: [...EC2, ...LOAD_BALANCER] },
    to: { property: "targetGroupArn", to: TARGET_GROUP },
  },
  {
    kind: "routesTo",
    types: elb("listener:Listener"),
    from: { property: "loadBalancerArn", to: LOAD_BALANCER },
    to: { property: "defaultActions", to: TARGET_GROUP },
  },
  {
    kind: "routesTo",
    types: ["aws:ec2/routeTableAssociation:RouteTableAssociation"],
    from: { property: "subnetId", to: SUBNET },
    to: { property: "routeTableId", to: ROUTE_TABLE },
  },
  {
    kind: "routesTo",
    types: ["aws:ec2/route:Route"],
    from: { property: "routeTableId", to: ROUTE_TABLE },
    to: { property: "natGatewayId", to: NAT },
  },
  {
    kind: "routesTo",
    types: ["aws:ec2/route:Route"],
    from: { property: "routeTableId", to: ROUTE_TABLE },
    to: { property: "gatewayId", to: INTERNET },
  },
  {
    kind: "runsIn",
    types: ["aws:eks/nodeGroup:NodeGroup", "aws:eks/fargateProfile:FargateProfile"],
    from: { property: "clusterName", to: EKS },
    to: { property: "subnetIds", to: SUBNET },
  },
  {
    kind: "encryptsWith",
    types: [
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
    ],
    from: { property: "bucket", to: BUCKET },
    to: { property: "rules", to: KEY },
  },
  {
    // A copy replicates its original: the destination is the copy.
    kind: "replicates",
    types: ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"],
    from: { property: "rules", to: BUCKET },
    to: { property: "bucket", to: BUCKET },
  },
];

/** A secret opens what was given the same value: both are computed from the same source, such as a random password. */
export const CREDENTIALS = {
  holders: { types: ["aws:secretsmanager/secretVersion:SecretVersion"], value: ["secretString"], of: SECRET },
  locks: {
    types: [...RDS, ...REPLICATION_GROUP],
    value: ["password", "masterPassword", "authToken"],
  },
} as const;

/** AWS Backup: a selection names stores and a plan, whose rules copy into vaults. */
export const BACKUP = {
  selections: ["aws:backup/selection:Selection"],
  plans: ["aws:backup/plan:Plan"],
  vaults: ["aws:backup/vault:Vault"],
  stores: [...RDS, ...BUCKET, ...TABLE],
} as const;

/** Pods are bound to target groups of their own network, by the controller's resource or by that of EKS Auto Mode. */
export const BINDING = {
  types: [
    "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding",
    "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding",
  ],
  to: TARGET_GROUP,
} as const;

/** Workloads and entries are in the cluster that their provider is configured for. */
export const CLUSTERED = { types: [...WORKLOADS, ...CLUSTER_ENTRY], in: EKS } as const;

const JOINING_TYPES =
  /^aws:(backup|ec2transitgateway|networkmanager|s3control|vpclattice)\/|^aws:ec2\/(vpcPeering|peering)|^aws:cloudwatch\/dashboard:/;

const JOINING_PROPERTIES = new Set([
  "aws:secretsmanager/secret:Secret replicas",
  ...TIES.filter(({ kind }) => kind === "replicates").flatMap(({ types, property }) =>
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
  return JOINING_TYPES.test(type) || JOINING_PROPERTIES.has(`${type} ${property}`);
}

/** The names under which the provider knows one thing of Elastic Load Balancing. */
export function elb(name: string): readonly string[] {
  return ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"].map(
    (module) => `aws:${module}/${name}`,
  );
}
