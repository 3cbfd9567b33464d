/** RDS: instances, Multi-AZ DB clusters, their groups, proxies and replicated backups. */
import type { Value } from "../../wire";
import type { AwsAccount } from "../account";
import {
  ACCOUNT,
  idFrom,
  type CreationContext,
  type AwsResourceType,
  type AwsResourceTypes,
} from "../resource-type";

const rds = (noun: string, path: string, maxLength: number): AwsResourceType => ({
  api: ["RDS", noun],
  id: idFrom("name"),
  arn: ({ region, id }) => `rds:${region}:${ACCOUNT}:${path}:${id}`,
  autoname: { property: "name", maxLength, lowerCase: true },
});

const databaseHost = (context: CreationContext) =>
  `${context.text("identifier")}.c${context.hex(11, "host")}.${context.region}.rds.amazonaws.com`;

const clusterHost = (role: string) => (context: CreationContext) =>
  `${context.text("clusterIdentifier")}.${role}-c${context.hex(11, "host")}.${context.region}.rds.amazonaws.com`;

const proxyHost = (role: string) => (context: CreationContext) =>
  `${context.text("dbProxyEndpointName") || context.text("name")}.${role}-c${context.hex(11, "host")}.${context.region}.rds.amazonaws.com`;

const engineVersion = ({ text }: CreationContext) => text("engineVersion");

/** The tables of both guides, "Settings for DB instances" and "Settings for modifying Multi-AZ DB clusters". */
const guide = (page: string) => `https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/${page}.html`;

export const databases: AwsResourceTypes = {
  "aws:rds/instance:Instance": {
    api: ["RDS", "DBInstance"],
    lostWithIt: "what it holds is lost, but for its last snapshot",
    deferred: {
      properties: ["allocatedStorage", "engineVersion", "instanceClass", "iops", "multiAz", "storageType"],
      link: guide("USER_ModifyInstance.ApplyImmediately"),
    },
    id: (db) => `db-${db.hex(26).toUpperCase()}`,
    arn: ({ region, text }) => `rds:${region}:${ACCOUNT}:db:${text("identifier")}`,
    autoname: { property: "identifier", maxLength: 63, lowerCase: true },
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
  "aws:rds/subnetGroup:SubnetGroup": rds("DBSubnetGroup", "subgrp", 255),
  "aws:rds/parameterGroup:ParameterGroup": rds("DBParameterGroup", "pg", 255),
  "aws:rds/globalCluster:GlobalCluster": {
    api: ["RDS", "GlobalCluster"],
    id: idFrom("globalClusterIdentifier"),
    arn: ({ id }) => `rds::${ACCOUNT}:global-cluster:${id}`,
    global: true,
  },
  "aws:rds/cluster:Cluster": {
    api: ["RDS", "DBCluster"],
    lostWithIt: "what it holds is lost, but for its last snapshot",
    deferred: {
      properties: ["allocatedStorage", "dbClusterInstanceClass", "engineVersion", "iops", "storageType"],
      link: guide("modify-multi-az-db-cluster"),
    },
    id: idFrom("clusterIdentifier"),
    arn: ({ region, id }) => `rds:${region}:${ACCOUNT}:cluster:${id}`,
    autoname: { property: "clusterIdentifier", maxLength: 63, lowerCase: true },
    computed: {
      endpoint: clusterHost("cluster"),
      readerEndpoint: clusterHost("cluster-ro"),
      clusterResourceId: (cluster) => `cluster-${cluster.hex(26).toUpperCase()}`,
      // RDS itself makes the instances of a Multi-AZ DB cluster; those of Aurora are resources of their own.
      clusterMembers: ({ id, text }) =>
        text("dbClusterInstanceClass") === "" ? [] : [1, 2, 3].map((ordinal) => `${id}-instance-${ordinal}`),
      engineVersionActual: engineVersion,
      hostedZoneId: (cluster) => `Z${cluster.hex(13, "zone").toUpperCase()}`,
      networkType: () => "IPV4",
      port: () => 5432,
    },
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": rds("DBClusterParameterGroup", "cluster-pg", 255),
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    api: ["RDS", "DBInstanceAutomatedBackupsReplication"],
    operations: {
      creating: "StartDBInstanceAutomatedBackupsReplication",
      deleting: "StopDBInstanceAutomatedBackupsReplication",
    },
    id: (backup) => `arn:aws:rds:${backup.region}:${ACCOUNT}:auto-backup:ab-${backup.hex(30)}`,
  },
  "aws:rds/proxy:Proxy": {
    api: ["RDS", "DBProxy"],
    id: idFrom("name"),
    arn: (proxy) => `rds:${proxy.region}:${ACCOUNT}:db-proxy:prx-0${proxy.hex(16)}`,
    autoname: { property: "name", maxLength: 63 },
    computed: { endpoint: proxyHost("proxy") },
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    api: ["RDS", "DBProxyTargetGroup"],
    // It is there with the proxy.
    operations: { creating: "ModifyDBProxyTargetGroup" },
    id: idFrom("dbProxyName"),
    arn: (group) => `rds:${group.region}:${ACCOUNT}:target-group:prx-tg-0${group.hex(16)}`,
    computed: { name: () => "default" },
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    api: ["RDS", "DBProxyTargets"],
    operations: { creating: "RegisterDBProxyTargets", deleting: "DeregisterDBProxyTargets" },
    id: (target) =>
      [target.text("dbProxyName"), target.text("targetGroupName"), ...targetOf(target)].join("/"),
    computed: {
      rdsResourceId: (target) => targetOf(target)[1],
      type: (target) => targetOf(target)[0],
      port: () => 5432,
    },
  },
  "aws:rds/proxyEndpoint:ProxyEndpoint": {
    api: ["RDS", "DBProxyEndpoint"],
    id: ({ text }) => `${text("dbProxyName")}/${text("dbProxyEndpointName")}`,
    arn: (endpoint) =>
      `rds:${endpoint.region}:${ACCOUNT}:db-proxy-endpoint:prx-endpoint-0${endpoint.hex(16)}`,
    computed: { endpoint: proxyHost("endpoint.proxy") },
  },
};

function targetOf({ text }: CreationContext): [type: string, identifier: string] {
  const cluster = text("dbClusterIdentifier");
  return cluster === "" ? ["RDS_INSTANCE", text("dbInstanceIdentifier")] : ["TRACKED_CLUSTER", cluster];
}

/** A replica has what its source has, unless it says otherwise. */
function inherited(property: string, otherwise: Value) {
  return (db: CreationContext, account: AwsAccount): Value => {
    const reference = db.text("replicateSourceDb");
    const source =
      account.byArn(reference) ??
      account
        .having("aws:rds/instance:Instance", "identifier", reference)
        .find(({ region }) => region === db.region);
    return source?.outputs[property] ?? otherwise;
  };
}
