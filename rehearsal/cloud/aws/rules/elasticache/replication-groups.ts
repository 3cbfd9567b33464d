/** ElastiCache replication groups. */
import { UNKNOWN, type Props } from "../../../wire";
import type { AwsChange, AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { blocks, isKnown, isSet, named, number, text, texts } from "../../../values";
import { types } from "../../type-tokens";
import { here, output, subnets } from "../references";

/** What the members of a Global Datastore take from its primary. */
const fromGlobalDatastore = {
  numNodeGroups: "num_node_groups",
  parameterGroupName: "parameter_group_name",
  engine: "engine",
  engineVersion: "engine_version",
  nodeType: "node_type",
  securityGroupNames: "security_group_names",
  transitEncryptionEnabled: "transit_encryption_enabled",
  transitEncryptionMode: "transit_encryption_mode",
  atRestEncryptionEnabled: "at_rest_encryption_enabled",
  snapshotArns: "snapshot_arns",
  snapshotName: "snapshot_name",
} as const;

const page = docs.elastiCache("CreateReplicationGroup");
const group = [types.replicationGroup];

export const replicationGroups: readonly AwsRefusalRule[] = [
  {
    id: "global-datastore-member-sets-its-own",
    types: group,
    when: "plan",
    property: "globalReplicationGroupId",
    link: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html",
    refuse: ({ inputs }) => {
      if (!isKnown(inputs["globalReplicationGroupId"])) return undefined;
      const conflict = Object.entries(fromGlobalDatastore).find(([property]) => isKnown(inputs[property]));
      return conflict && `"global_replication_group_id": conflicts with ${conflict[1]}`;
    },
  },
  {
    id: "multi-az-without-failover",
    types: group,
    when: "plan",
    property: "automaticFailoverEnabled",
    link: page,
    refuse: ({ inputs }) =>
      inputs["multiAzEnabled"] === true && !mayBeOn(inputs, "automaticFailoverEnabled")
        ? "automatic_failover_enabled must be true if multi_az_enabled is true"
        : undefined,
  },
  {
    id: "failover-without-replica",
    types: group,
    when: "plan",
    property: "numCacheClusters",
    link: page,
    refuse: ({ inputs }) =>
      inputs["automaticFailoverEnabled"] === true && (number(inputs["numCacheClusters"]) ?? 2) < 2
        ? '"num_cache_clusters": must be at least 2 if automatic_failover_enabled is true'
        : undefined,
  },
  {
    id: "auth-token",
    types: group,
    when: "plan",
    property: "authToken",
    link: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
    refuse: ({ inputs }) => {
      const token = text(inputs["authToken"]);
      if (token === undefined || /^[\x21\x23-\x2e\x30-\x3f\x41-\x7e]{16,128}$/.test(token)) return undefined;
      return '"auth_token" must contain from 16 to 128 alphanumeric characters or symbols (excluding @, ", and /)';
    },
  },
  {
    id: "auth-token-strategy-without-token",
    types: group,
    when: "plan",
    property: "authTokenUpdateStrategy",
    link: docs.elastiCache("ModifyReplicationGroup"),
    refuse: ({ inputs }) => {
      const strategy = text(inputs["authTokenUpdateStrategy"]);
      const token = isSet(inputs["authToken"]) || isSet(inputs["authTokenWo"]);
      if (strategy === "DELETE" && token)
        return '"auth_token" must not be specified when "auth_token_update_strategy" is "DELETE"';
      if (strategy === undefined || strategy === "DELETE" || token) return undefined;
      return '"auth_token_update_strategy": "auth_token" must be specified';
    },
  },
  {
    id: "auth-token-in-plain-sight",
    types: group,
    when: "apply",
    code: "InvalidParameterCombination",
    link: page,
    refuse: ({ inputs }) =>
      // The member of a Global Datastore is encrypted as its founder is.
      isSet(inputs["authToken"]) &&
      !isSet(inputs["globalReplicationGroupId"]) &&
      !mayBeOn(inputs, "transitEncryptionEnabled")
        ? "The AUTH token is only supported when encryption-in-transit is enabled"
        : undefined,
  },
  {
    id: "cluster-mode-without-failover",
    types: group,
    when: "apply",
    code: "InvalidParameterValue",
    link: page,
    refuse: (change) => {
      if (!isClusterMode(change) || mayBeOn(change.inputs, "automaticFailoverEnabled")) return undefined;
      if (isSet(change.inputs["globalReplicationGroupId"])) return undefined;
      return "Redis with cluster mode enabled cannot be created with auto failover turned off.";
    },
  },
  {
    id: "multi-az-without-replica",
    types: group,
    when: "apply",
    code: "InvalidParameterCombination",
    link: page,
    refuse: ({ inputs }) => {
      if (inputs["multiAzEnabled"] !== true || isSet(inputs["numCacheClusters"])) return undefined;
      return (number(inputs["replicasPerNodeGroup"]) ?? 0) >= 1 || isSet(inputs["nodeGroupConfigurations"])
        ? undefined
        : "Must specify at least one replica per node group to enable Multi-AZ.";
    },
  },
  {
    id: "multi-az-cache-in-one-zone",
    types: group,
    when: "apply",
    code: "InvalidParameterCombination",
    link: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
    refuse: (change) => {
      if (change.inputs["multiAzEnabled"] !== true) return undefined;
      const subnetGroup = here(change, types.cacheSubnetGroup, change.inputs["subnetGroupName"]);
      const ids = texts(subnetGroup?.outputs["subnetIds"]);
      const known = subnets(change.account, ids);
      const zones = new Set(known.map(({ zone }) => zone));
      if (known.length === 0 || known.length < ids.length || zones.size >= 2) return undefined;
      return `Multi-AZ needs subnets in at least 2 Availability Zones; subnet group ${named(subnetGroup?.id)} has 1`;
    },
  },
  {
    id: "cache-parameter-group-family",
    types: group,
    when: "apply",
    code: "InvalidParameterCombination",
    link: docs.elastiCache("CreateCacheParameterGroup"),
    refuse: (change) => {
      const family = output(parameterGroupOf(change), "family");
      const expected = familyOf(change.inputs);
      if (family === undefined || expected === undefined || family === expected) return undefined;
      return `Expected a parameter group of family ${expected} but found one of family ${family}`;
    },
  },
];

function mayBeOn(inputs: Props, property: string): boolean {
  return [true, "true", UNKNOWN].includes(inputs[property] as boolean | string);
}

function parameterGroupOf(change: AwsChange) {
  return here(change, types.cacheParameterGroup, change.inputs["parameterGroupName"]);
}

function isClusterMode(change: AwsChange): boolean {
  const parameters = blocks(parameterGroupOf(change)?.outputs["parameters"]);
  return (
    (number(change.inputs["numNodeGroups"]) ?? 1) > 1 ||
    text(change.inputs["clusterMode"]) === "enabled" ||
    parameters.some(({ name, value }) => name === "cluster-enabled" && value === "yes")
  );
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html */
function familyOf(inputs: Props): string | undefined {
  const [, major = "", minor] = /^(\d+)(?:\.(\d+|x))?/.exec(named(inputs["engineVersion"])) ?? [];
  if (major === "") return undefined;
  if (text(inputs["engine"]) === "valkey") return `valkey${major}`;
  if (Number(major) >= 7) return `redis${major}`;
  return Number(major) === 6 ? "redis6.x" : `redis${major}.${named(minor)}`;
}
