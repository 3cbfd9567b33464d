/**
 * Changes that replace a resource or not, depending on the values: the provider decides them in code (`CustomizeDiff`),
 * which its schemas do not show. Each names the file below `internal/service` of terraform-provider-aws that it follows.
 */
import { isDeepStrictEqual } from "node:util";
import { block, blocks, text } from "../../values";
import { UNKNOWN, type Props, type Value } from "../../wire";
import { types } from "../type-tokens";

/** @param before and `after` the inputs, in plain values. */
type ReplacementCondition = (before: Props, after: Props) => boolean;

const always: ReplacementCondition = () => true;

export const conditions: Readonly<Record<string, Readonly<Record<string, ReplacementCondition>>>> = {
  // elasticache/engine_version.go, elasticache/replication_group.go
  [types.replicationGroup]: {
    engine: (before, after) =>
      !isMember(after) && !(text(before["engine"]) === "redis" && text(after["engine"]) === "valkey"),
    engineVersion: (before, after) =>
      !isMember(after) && isLower(text(after["engineVersion"]), text(before["engineVersion"])),
    nodeGroupConfigurations: always,
    transitEncryptionEnabled: (before) => isLower(text(before["engineVersion"]), "7.0.5"),
  },
  // elbv2/load_balancer.go
  [types.loadBalancer]: {
    subnets: (before, after) => isNetwork(after) && !isWider(before["subnets"], after["subnets"]),
    subnetMappings: (before, after) => {
      const [old, next] = [blocks(before["subnetMappings"]), blocks(after["subnetMappings"])];
      const kept = old.filter((mapping) => next.some((other) => isDeepStrictEqual(mapping, other))).length;
      // An Application Load Balancer gives up a zone in place; neither changes one.
      return isNetwork(after) || next.length >= old.length ? kept < old.length : kept < next.length;
    },
    securityGroups: (before, after) =>
      isNetwork(after) && isEmpty(before["securityGroups"]) !== isEmpty(after["securityGroups"]),
    secondaryIpsAutoAssignedPerSubnet: (before, after) =>
      Number(after["secondaryIpsAutoAssignedPerSubnet"] ?? 0) <
      Number(before["secondaryIpsAutoAssignedPerSubnet"] ?? 0),
  },
  // eks/cluster.go
  [types.cluster]: {
    encryptionConfig: (_, after) => after["encryptionConfig"] === undefined,
    computeConfig: (before, after) => {
      const [old, next] = [block(before["computeConfig"]), block(after["computeConfig"])];
      const [oldRole = "", role = ""] = [text(old["nodeRoleArn"]), text(next["nodeRoleArn"])];
      const dropped = role === "" && (next["enabled"] !== true || isEmpty(next["nodePools"]));
      return oldRole !== "" && oldRole !== role && !dropped;
    },
  },
  // rds/cluster.go
  [types.dbCluster]: { storageType: (_, { engine }) => text(engine)?.startsWith("aurora") !== true },
  // ec2/vpc_.go
  [types.vpc]: {
    cidrBlock: always,
    instanceTenancy: (before, after) =>
      before["instanceTenancy"] !== "dedicated" || after["instanceTenancy"] !== "default",
  },
  // ec2/vpc_endpoint.go
  [types.vpcEndpoint]: {
    privateDnsEnabled: (_, { vpcEndpointType }) => vpcEndpointType !== "Interface",
  },
  // secretsmanager/secret_version.go
  "aws:secretsmanager/secretVersion:SecretVersion": { secretString: always },
  // amp/workspace.go
  "aws:amp/workspace:Workspace": { alias: (_, { alias }) => alias === undefined },
};

/** A member of a Global Datastore follows the datastore's engine. */
function isMember({ globalReplicationGroupId }: Props): boolean {
  return globalReplicationGroupId !== undefined;
}

function isNetwork({ loadBalancerType }: Props): boolean {
  return loadBalancerType === "network";
}

function isEmpty(value: Value | undefined): boolean {
  return !Array.isArray(value) || value.length === 0;
}

/** Whether a list only gains; what is not known yet may be one of those that were there. */
function isWider(before: Value | undefined, after: Value | undefined): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return after === UNKNOWN;
  return after.length > before.length || after.includes(UNKNOWN);
}

/** Versions such as `7.2`, or `6.x`, which stands for the newest of 6. */
function isLower(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const numbers = (version: string) =>
    version.split(".").map((part) => (part === "x" ? Infinity : Number(part)));
  const [a, b] = [numbers(one), numbers(other)];
  for (const at of [0, 1, 2]) {
    const [left, right] = [a[at] ?? 0, b[at] ?? 0];
    if (left !== right) return left < right;
  }
  return false;
}
