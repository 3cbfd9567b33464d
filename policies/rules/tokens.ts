/**
 * Type tokens by what they are. A rule names tokens and not classes: one class is one token, and a resource that is
 * declared by an older name (`aws:elasticloadbalancingv2/…`, `apps/v1beta2`) would escape it.
 */
export const AUTO_SCALING_GROUP = ["aws:autoscaling/group:Group"] as const;
export const AUTO_SCALING_ATTACHMENT = [
  "aws:autoscaling/attachment:Attachment",
  "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
] as const;
export const INSTANCE = ["aws:ec2/instance:Instance"] as const;
export const LAUNCH_TEMPLATE = ["aws:ec2/launchTemplate:LaunchTemplate"] as const;
export const ECS_SERVICE = ["aws:ecs/service:Service"] as const;
export const NODE_GROUP = ["aws:eks/nodeGroup:NodeGroup"] as const;
export const EKS_CLUSTER = ["aws:eks/cluster:Cluster"] as const;

export const SUBNET = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"] as const;
export const NAT_GATEWAY = ["aws:ec2/natGateway:NatGateway"] as const;
export const ROUTE = ["aws:ec2/route:Route"] as const;
export const ROUTE_TABLE = ["aws:ec2/routeTable:RouteTable"] as const;
export const ROUTE_TABLE_ASSOCIATION = ["aws:ec2/routeTableAssociation:RouteTableAssociation"] as const;

export const LOAD_BALANCER = balancing("loadBalancer:LoadBalancer");
export const LISTENER = balancing("listener:Listener");
export const TARGET_GROUP = balancing("targetGroup:TargetGroup");
export const CLASSIC_LOAD_BALANCER = [
  "aws:elb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancing/loadBalancer:LoadBalancer",
] as const;

export const RECORD = ["aws:route53/record:Record"] as const;
export const HEALTH_CHECK = ["aws:route53/healthCheck:HealthCheck"] as const;
export const HOSTED_ZONE = ["aws:route53/zone:Zone"] as const;

export const DB_INSTANCE = ["aws:rds/instance:Instance"] as const;
export const RDS_CLUSTER = ["aws:rds/cluster:Cluster"] as const;
export const RDS_CLUSTER_INSTANCE = ["aws:rds/clusterInstance:ClusterInstance"] as const;
export const DOCDB_CLUSTER = ["aws:docdb/cluster:Cluster"] as const;
export const DOCDB_CLUSTER_INSTANCE = ["aws:docdb/clusterInstance:ClusterInstance"] as const;
export const NEPTUNE_CLUSTER = ["aws:neptune/cluster:Cluster"] as const;
export const NEPTUNE_CLUSTER_INSTANCE = ["aws:neptune/clusterInstance:ClusterInstance"] as const;
export const DB_CLUSTER = [...RDS_CLUSTER, ...DOCDB_CLUSTER, ...NEPTUNE_CLUSTER] as const;
export const GLOBAL_CLUSTER = [
  "aws:rds/globalCluster:GlobalCluster",
  "aws:docdb/globalCluster:GlobalCluster",
  "aws:neptune/globalCluster:GlobalCluster",
] as const;
export const DB_PROXY = ["aws:rds/proxy:Proxy"] as const;
export const BACKUPS_REPLICATION = [
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
] as const;
export const DATA_SUBNET_GROUP = [
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:docdb/subnetGroup:SubnetGroup",
  "aws:neptune/subnetGroup:SubnetGroup",
  "aws:elasticache/subnetGroup:SubnetGroup",
  "aws:memorydb/subnetGroup:SubnetGroup",
  "aws:redshift/subnetGroup:SubnetGroup",
  "aws:dax/subnetGroup:SubnetGroup",
] as const;
export const TABLE = ["aws:dynamodb/table:Table"] as const;
export const TABLE_REPLICA = ["aws:dynamodb/tableReplica:TableReplica"] as const;

export const CACHE_GROUP = ["aws:elasticache/replicationGroup:ReplicationGroup"] as const;
export const CACHE_CLUSTER = ["aws:elasticache/cluster:Cluster"] as const;
export const MEMORYDB_CLUSTER = ["aws:memorydb/cluster:Cluster"] as const;

export const BUCKET = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;
export const BUCKET_VERSIONING = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
] as const;
export const BUCKET_REPLICATION = ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"] as const;

export const VOLUME = ["aws:ebs/volume:Volume"] as const;
export const FILE_SYSTEM = ["aws:efs/fileSystem:FileSystem"] as const;
export const FILE_SYSTEM_BACKUP = ["aws:efs/backupPolicy:BackupPolicy"] as const;
export const BACKUP_PLAN = ["aws:backup/plan:Plan"] as const;
export const BACKUP_SELECTION = ["aws:backup/selection:Selection"] as const;
export const BACKUP_VAULT = [
  "aws:backup/vault:Vault",
  "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
] as const;
export const REPOSITORY = ["aws:ecr/repository:Repository"] as const;

export const KMS_KEY = ["aws:kms/key:Key"] as const;
export const ANY_KMS_KEY = [
  ...KMS_KEY,
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
  "aws:kms/alias:Alias",
] as const;
export const SECRET = ["aws:secretsmanager/secret:Secret"] as const;
export const METRIC_ALARM = ["aws:cloudwatch/metricAlarm:MetricAlarm"] as const;
export const COMPOSITE_ALARM = ["aws:cloudwatch/compositeAlarm:CompositeAlarm"] as const;
export const SEARCH_DOMAIN = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"] as const;
export const REDSHIFT_CLUSTER = ["aws:redshift/cluster:Cluster"] as const;
export const LAMBDA_FUNCTION = ["aws:lambda/function:Function"] as const;

export const DEPLOYMENT = kubernetes(
  "Deployment",
  "apps/v1",
  "apps/v1beta2",
  "apps/v1beta1",
  "extensions/v1beta1",
);
export const STATEFUL_SET = kubernetes("StatefulSet", "apps/v1", "apps/v1beta2", "apps/v1beta1");
export const DAEMON_SET = kubernetes("DaemonSet", "apps/v1", "apps/v1beta2", "extensions/v1beta1");
/** What keeps a number of equal pods running. */
export const REPLICATED_WORKLOAD = [...DEPLOYMENT, ...STATEFUL_SET] as const;
export const POD_AUTOSCALER = kubernetes(
  "HorizontalPodAutoscaler",
  "autoscaling/v2",
  "autoscaling/v1",
  "autoscaling/v2beta2",
  "autoscaling/v2beta1",
);
export const DISRUPTION_BUDGET = kubernetes("PodDisruptionBudget", "policy/v1", "policy/v1beta1");
export const INGRESS = kubernetes(
  "Ingress",
  "networking.k8s.io/v1",
  "networking.k8s.io/v1beta1",
  "extensions/v1beta1",
);
export const KUBERNETES_SERVICE = kubernetes("Service", "core/v1");

function kubernetes(kind: string, ...versions: readonly string[]): readonly string[] {
  return versions.map((version) => `kubernetes:${version}:${kind}`);
}

/** What Application and Network Load Balancers are made of, with the module's three former names. */
function balancing(token: string): readonly string[] {
  return ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"].map(
    (module) => `aws:${module}/${token}`,
  );
}
