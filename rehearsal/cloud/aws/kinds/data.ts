import type { Value } from "../../wire";
import { ACCOUNT, idFrom, type Birth, type Kind, type Kinds } from "../kind";
import type { Account } from "../account";

const rds = (noun: string, path: string, replaceOn: readonly string[], maxLength: number): Kind => ({
  api: ["RDS", noun],
  id: idFrom("name"),
  arn: ({ region, id }) => `rds:${region}:${ACCOUNT}:${path}:${id}`,
  autoname: { property: "name", maxLength, lowerCase: true },
  replaceOn,
});

const elastiCache = (noun: string, path: string, replaceOn: readonly string[]): Kind => ({
  api: ["ElastiCache", noun],
  id: idFrom("name"),
  arn: ({ region, id }) => `elasticache:${region}:${ACCOUNT}:${path}:${id}`,
  autoname: { property: "name", maxLength: 255 },
  replaceOn,
});

const ofBucket = (noun: string): Kind => ({
  api: ["S3", noun],
  operations: { creating: `Put${noun}`, updating: `Put${noun}` },
  id: idFrom("bucket"),
  replaceOn: ["bucket", "expectedBucketOwner"],
});

const databaseHost = (birth: Birth) =>
  `${birth.text("identifier")}.c${birth.hex(11, "host")}.${birth.region}.rds.amazonaws.com`;

const engineVersion = ({ text }: Birth) => text("engineVersion");

export const data: Kinds = {
  "aws:rds/instance:Instance": {
    api: ["RDS", "DBInstance"],
    id: (db) => `db-${db.hex(26).toUpperCase()}`,
    arn: ({ region, text }) => `rds:${region}:${ACCOUNT}:db:${text("identifier")}`,
    autoname: { property: "identifier", maxLength: 63, lowerCase: true },
    replaceOn: [
      "availabilityZone",
      "characterSetName",
      "dbName",
      "engine",
      "kmsKeyId",
      "restoreToPointInTime",
      "snapshotIdentifier",
      "storageEncrypted",
      "timezone",
      "username",
    ],
    computed: {
      resourceId: ({ id }) => id,
      address: databaseHost,
      endpoint: (db) => `${databaseHost(db)}:5432`,
      hostedZoneId: (db) => `Z${db.hex(13, "zone").toUpperCase()}`,
      port: () => 5432,
      engine: inherited("engine", "postgres"),
      engineVersion: inherited("engineVersion", "17"),
      username: inherited("username", ""),
      dbName: inherited("dbName", ""),
      allocatedStorage: inherited("allocatedStorage", 0),
      dbSubnetGroupName: inherited("dbSubnetGroupName", "default"),
      kmsKeyId: inherited("kmsKeyId", ""),
      latestRestorableTime: () => new Date().toISOString(),
      engineVersionActual: engineVersion,
      status: () => "available",
      caCertIdentifier: () => "rds-ca-rsa2048-g1",
      licenseModel: () => "postgresql-license",
      networkType: () => "IPV4",
      storageType: () => "gp3",
      iops: () => 3000,
      storageThroughput: () => 125,
    },
  },
  "aws:rds/subnetGroup:SubnetGroup": rds("DBSubnetGroup", "subgrp", ["name"], 255),
  "aws:rds/parameterGroup:ParameterGroup": rds(
    "DBParameterGroup",
    "pg",
    ["name", "family", "description"],
    255,
  ),
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    api: ["ElastiCache", "ReplicationGroup"],
    id: idFrom("replicationGroupId"),
    arn: ({ region, id }) => `elasticache:${region}:${ACCOUNT}:replicationgroup:${id}`,
    autoname: { property: "replicationGroupId", maxLength: 40, lowerCase: true },
    replaceOn: [
      "atRestEncryptionEnabled",
      "dataTieringEnabled",
      "globalReplicationGroupId",
      "kmsKeyId",
      "networkType",
      "port",
      "replicationGroupId",
      "securityGroupNames",
      "snapshotArns",
      "snapshotName",
      "subnetGroupName",
    ],
    computed: {
      clusterEnabled: isClusterMode,
      clusterMode: (group) => (isClusterMode(group) ? "enabled" : "disabled"),
      // Cluster mode has one address for all; without it there are one to write to and one to read from.
      configurationEndpointAddress: (group) => (isClusterMode(group) ? cacheHost(group, "clustercfg") : ""),
      primaryEndpointAddress: (group) => (isClusterMode(group) ? "" : cacheHost(group, "master")),
      readerEndpointAddress: (group) => (isClusterMode(group) ? "" : cacheHost(group, "replica")),
      engineVersionActual: engineVersion,
      memberClusters: (group) => memberClusters(group),
    },
  },
  "aws:elasticache/subnetGroup:SubnetGroup": elastiCache("CacheSubnetGroup", "subnetgroup", ["name"]),
  "aws:elasticache/parameterGroup:ParameterGroup": elastiCache("CacheParameterGroup", "parametergroup", [
    "name",
    "family",
    "description",
  ]),
  "aws:s3/bucket:Bucket": {
    api: ["S3", "Bucket"],
    id: idFrom("bucket"),
    arn: ({ id }) => `s3:::${id}`,
    autoname: { property: "bucket", maxLength: 63, lowerCase: true },
    replaceOn: ["bucket", "objectLockEnabled"],
    computed: {
      bucketDomainName: ({ id }) => `${id}.s3.amazonaws.com`,
      bucketRegionalDomainName: ({ id, region }) => `${id}.s3.${region}.amazonaws.com`,
      bucketRegion: ({ region }) => region,
    },
  },
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket("BucketVersioning"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket("PublicAccessBlock"),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket("BucketOwnershipControls"),
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket("BucketPolicy"),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ofBucket("BucketReplication"),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket(
    "BucketLifecycleConfiguration",
  ),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    ofBucket("BucketEncryption"),
};

/** A replica has what its source has, unless it says otherwise. */
function inherited(property: string, otherwise: Value) {
  return (db: Birth, account: Account): Value => {
    const reference = db.text("replicateSourceDb");
    const source =
      account.byArn(reference) ??
      account
        .having("aws:rds/instance:Instance", "identifier", reference)
        .find(({ region }) => region === db.region);
    return source?.outputs[property] ?? otherwise;
  };
}

function isClusterMode({ inputs, text }: Birth): boolean {
  const { numNodeGroups } = inputs;
  return text("clusterMode") === "enabled" || (typeof numNodeGroups === "number" && numNodeGroups > 1);
}

function cacheHost(group: Birth, role: string): string {
  return `${role}.${group.text("replicationGroupId")}.${group.hex(6, "host")}.cache.amazonaws.com`;
}

function memberClusters(group: Birth): string[] {
  const count = (property: string, otherwise: number) => {
    const value = group.inputs[property];
    return typeof value === "number" ? value : otherwise;
  };
  const nodes = count("replicasPerNodeGroup", 0) + 1;
  return Array.from({ length: count("numNodeGroups", 1) * nodes }, (_, index) => {
    const shard = String(Math.floor(index / nodes) + 1).padStart(4, "0");
    return `${group.text("replicationGroupId")}-${shard}-${String((index % nodes) + 1).padStart(3, "0")}`;
  });
}
