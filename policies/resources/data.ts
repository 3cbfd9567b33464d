/** What keeps data on AWS. */
export const DB_INSTANCE = ["aws:rds/instance:Instance"] as const;
export const RDS_CLUSTER = ["aws:rds/cluster:Cluster"] as const;
export const RDS_CLUSTER_INSTANCE = ["aws:rds/clusterInstance:ClusterInstance"] as const;
export const RDS_GLOBAL_CLUSTER = ["aws:rds/globalCluster:GlobalCluster"] as const;
export const RDS_SUBNET_GROUP = ["aws:rds/subnetGroup:SubnetGroup"] as const;
export const DOCDB_CLUSTER = ["aws:docdb/cluster:Cluster"] as const;
export const DOCDB_CLUSTER_INSTANCE = ["aws:docdb/clusterInstance:ClusterInstance"] as const;
export const NEPTUNE_CLUSTER = ["aws:neptune/cluster:Cluster"] as const;
export const NEPTUNE_CLUSTER_INSTANCE = ["aws:neptune/clusterInstance:ClusterInstance"] as const;
export const DB_CLUSTER = [...RDS_CLUSTER, ...DOCDB_CLUSTER, ...NEPTUNE_CLUSTER] as const;
export const GLOBAL_CLUSTER = [
  ...RDS_GLOBAL_CLUSTER,
  "aws:docdb/globalCluster:GlobalCluster",
  "aws:neptune/globalCluster:GlobalCluster",
] as const;
export const DB_PROXY = ["aws:rds/proxy:Proxy"] as const;
export const BACKUPS_REPLICATION = [
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
] as const;

export const TABLE = ["aws:dynamodb/table:Table"] as const;
export const TABLE_REPLICA = ["aws:dynamodb/tableReplica:TableReplica"] as const;
export const DSQL_CLUSTER = ["aws:dsql/cluster:Cluster"] as const;

export const CACHE_GROUP = ["aws:elasticache/replicationGroup:ReplicationGroup"] as const;
export const CACHE_CLUSTER = ["aws:elasticache/cluster:Cluster"] as const;
export const SERVERLESS_CACHE = ["aws:elasticache/serverlessCache:ServerlessCache"] as const;
export const GLOBAL_DATASTORE = ["aws:elasticache/globalReplicationGroup:GlobalReplicationGroup"] as const;
export const CACHE_SUBNET_GROUP = ["aws:elasticache/subnetGroup:SubnetGroup"] as const;
export const CACHE_USER = ["aws:elasticache/user:User"] as const;
export const CACHE_USER_GROUP = ["aws:elasticache/userGroup:UserGroup"] as const;
export const MEMORYDB_USER = ["aws:memorydb/user:User"] as const;
export const MEMORYDB_ACL = ["aws:memorydb/acl:Acl"] as const;
export const MEMORYDB_CLUSTER = ["aws:memorydb/cluster:Cluster"] as const;
export const MEMORYDB_SUBNET_GROUP = ["aws:memorydb/subnetGroup:SubnetGroup"] as const;

export const DATA_SUBNET_GROUP = [
  ...RDS_SUBNET_GROUP,
  "aws:docdb/subnetGroup:SubnetGroup",
  "aws:neptune/subnetGroup:SubnetGroup",
  ...CACHE_SUBNET_GROUP,
  ...MEMORYDB_SUBNET_GROUP,
  "aws:redshift/subnetGroup:SubnetGroup",
  "aws:dax/subnetGroup:SubnetGroup",
] as const;

export const BUCKET = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;
export const BUCKET_VERSIONING = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
] as const;
export const BUCKET_REPLICATION = ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"] as const;
export const BUCKET_NOTIFICATION = ["aws:s3/bucketNotification:BucketNotification"] as const;
export const BUCKET_ENCRYPTION = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
] as const;

export const VOLUME = ["aws:ebs/volume:Volume"] as const;
export const FILE_SYSTEM = ["aws:efs/fileSystem:FileSystem"] as const;
export const MOUNT_TARGET = ["aws:efs/mountTarget:MountTarget"] as const;
export const FILE_SYSTEM_BACKUP = ["aws:efs/backupPolicy:BackupPolicy"] as const;
export const BROKER = ["aws:mq/broker:Broker"] as const;
export const REPOSITORY = ["aws:ecr/repository:Repository"] as const;
export const SEARCH_DOMAIN = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"] as const;
export const REDSHIFT_CLUSTER = ["aws:redshift/cluster:Cluster"] as const;
