import { describe, expect, test } from "@jest/globals";
import { replacing } from "../../../../../rehearsal/cloud/aws/provider/replacement";
import { types } from "../../../../../rehearsal/cloud/aws/type-tokens";
import { UNKNOWN, type Props } from "../../../../../rehearsal/cloud/wire";

const changed = (type: string, before: Props, after: Props) =>
  replacing(
    type,
    [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key]),
    before,
    after,
  );

describe("a change", () => {
  test.each<[string, string, Props, Props, readonly string[]]>([
    ["of what a record is", types.record, { type: "A" }, { type: "AAAA" }, ["type"]],
    [
      "of where a firewall logs to",
      types.webAclLogging,
      { logDestinationConfigs: ["a"] },
      { logDestinationConfigs: ["b"] },
      ["logDestinationConfigs"],
    ],
    ["of a description in place", types.key, { description: "a" }, { description: "b" }, []],
    ["of the region", types.key, { region: "eu-west-1" }, { region: "us-east-1" }, ["region"]],
    [
      "of the admin's entry into a cluster",
      types.cluster,
      { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true } },
      { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false } },
      ["accessConfig"],
    ],
    [
      "of a cluster's authentication mode in place",
      types.cluster,
      { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } },
      { accessConfig: { authenticationMode: "API" } },
      [],
    ],
    [
      "of a name of a type that nobody knows",
      "aws:ecs/service:Service",
      { name: "a", x: 1 },
      { name: "b", x: 2 },
      ["name"],
    ],
  ])("%s", (_, type, before, after, replaced) => {
    expect(changed(type, before, after)).toEqual(replaced);
  });
});

describe("what the provider decides from the values", () => {
  const nlb = { loadBalancerType: "network", subnets: ["a", "b", "c"], securityGroups: ["sg"] };
  const mapping = (...zones: readonly string[]) => zones.map((subnetId) => ({ subnetId }));
  test.each<[string, string, Props, Props, readonly string[]]>([
    [
      "a cache's version lowered",
      types.replicationGroup,
      { engine: "valkey", engineVersion: "8.0" },
      { engine: "valkey", engineVersion: "7.2" },
      ["engineVersion"],
    ],
    [
      "a cache's version raised",
      types.replicationGroup,
      { engineVersion: "7.2" },
      { engineVersion: "8.0" },
      [],
    ],
    [
      "6.x lowered to 6.2",
      types.replicationGroup,
      { engineVersion: "6.x" },
      { engineVersion: "6.2" },
      ["engineVersion"],
    ],
    [
      "a member of a Global Datastore",
      types.replicationGroup,
      { engineVersion: "8.0", globalReplicationGroupId: "g" },
      { engineVersion: "7.2", globalReplicationGroupId: "g" },
      [],
    ],
    ["Redis to Valkey", types.replicationGroup, { engine: "redis" }, { engine: "valkey" }, []],
    ["Valkey to Redis", types.replicationGroup, { engine: "valkey" }, { engine: "redis" }, ["engine"]],
    [
      "TLS turned on before 7.0.5",
      types.replicationGroup,
      { engineVersion: "6.2" },
      { engineVersion: "6.2", transitEncryptionEnabled: true },
      ["transitEncryptionEnabled"],
    ],
    [
      "a zone less of a Network Load Balancer",
      types.loadBalancer,
      nlb,
      { ...nlb, subnets: ["a", "b"] },
      ["subnets"],
    ],
    ["a zone more", types.loadBalancer, nlb, { ...nlb, subnets: ["a", "b", "c", "d"] }, []],
    ["a zone that is not known yet", types.loadBalancer, nlb, { ...nlb, subnets: UNKNOWN }, []],
    ["its last security group", types.loadBalancer, nlb, { ...nlb, securityGroups: [] }, ["securityGroups"]],
    ["another security group", types.loadBalancer, nlb, { ...nlb, securityGroups: ["other"] }, []],
    [
      "a zone less of an Application Load Balancer",
      types.loadBalancer,
      { subnetMappings: mapping("a", "b", "c") },
      { subnetMappings: mapping("a", "b") },
      [],
    ],
    [
      "another zone of it",
      types.loadBalancer,
      { subnetMappings: mapping("a", "b") },
      { subnetMappings: mapping("a", "c") },
      ["subnetMappings"],
    ],
    ["encryption of a cluster taken away", types.cluster, { encryptionConfig: {} }, {}, ["encryptionConfig"]],
    ["encryption of a cluster added", types.cluster, {}, { encryptionConfig: {} }, []],
    [
      "the storage of Aurora",
      types.dbCluster,
      { engine: "aurora-postgresql", storageType: "a" },
      { engine: "aurora-postgresql", storageType: "b" },
      [],
    ],
    [
      "the storage of a Multi-AZ DB cluster",
      types.dbCluster,
      { engine: "postgres", storageType: "io1" },
      { engine: "postgres", storageType: "gp3" },
      ["storageType"],
    ],
    [
      "private DNS of a gateway endpoint",
      types.vpcEndpoint,
      { vpcEndpointType: "Gateway", privateDnsEnabled: false },
      { vpcEndpointType: "Gateway", privateDnsEnabled: true },
      ["privateDnsEnabled"],
    ],
  ])("%s", (_, type, before, after, replaced) => {
    expect(changed(type, before, after)).toEqual(replaced);
  });
});
