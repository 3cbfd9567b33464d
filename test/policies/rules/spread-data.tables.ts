import { dbSubnetGroupAzs } from "../../../policies/rules/spread/db-subnet-group-azs";
import { elasticacheMultiAz } from "../../../policies/rules/spread/elasticache-multi-az";
import { rdsMultiAz } from "../../../policies/rules/spread/rds-multi-az";
import { databases } from "../support/databases";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import { subnets } from "../support/network";
import type { RuleTable } from "../support/table";

export const spreadOfData: readonly RuleTable[] = [
  {
    rule: rdsMultiAz,
    compliant: databases,
    passes: [{ when: "a reader has no standby", change: { "reader.multiAz": false } }],
    fails: [
      {
        change: { "primary.multiAz": false },
        gives: [["primary", "multiAz is false", "set multiAz to true"]],
      },
      {
        when: "multiAz is left out",
        change: { "primary.multiAz": ABSENT },
        gives: [["primary", "multiAz is not set, which means false", "set multiAz to true"]],
      },
      {
        when: "the replica in another region has no standby",
        change: { "remote.multiAz": false },
        gives: [["remote", "multiAz is false", "set multiAz to true"]],
      },
      {
        when: "the source is known by its ARN",
        change: { "remote.multiAz": false, "remote.replicateSourceDb": "arn:aws:rds:us-east-1:1:db:primary" },
        gives: [["remote", "multiAz is false", "set multiAz to true"]],
      },
    ],
    unknowns: [
      { when: "multiAz is unknown", change: { "primary.multiAz": UNKNOWN }, gives: [["primary", "multiAz"]] },
      {
        when: "nobody knows what it replicates",
        change: { "reader.replicateSourceDb": UNKNOWN },
        gives: [["reader", "whether it is a reader in the region of its source"]],
      },
    ],
  },
  {
    rule: dbSubnetGroupAzs,
    compliant: [
      ...subnets("a", "b", "c"),
      resource("aws:rds/subnetGroup:SubnetGroup", "data", {
        subnetIds: [ref("subnet-a"), ref("subnet-b"), ref("subnet-c")],
      }),
    ],
    passes: [
      {
        when: "three are surely apart, whichever the fourth is",
        change: { "data.subnetIds.3": ref("by-id") },
        add: [resource("aws:ec2/subnet:Subnet", "by-id", { availabilityZoneId: "use1-az2" })],
      },
    ],
    fails: [
      {
        when: "a subnet is taken away",
        change: { "data.subnetIds.0": ABSENT },
        gives: [
          ["data", "it covers 2 zones (us-east-1b, us-east-1c)", "list a subnet of 1 more zone in subnetIds"],
        ],
      },
      {
        when: "a cache's subnets lie in one zone",
        add: [resource("aws:elasticache/subnetGroup:SubnetGroup", "cache", { subnetIds: [ref("subnet-b")] })],
        gives: [["cache", "it covers 1 zone (us-east-1b)", "list a subnet of 2 more zones in subnetIds"]],
      },
      {
        when: "there are none",
        change: { "data.subnetIds": ABSENT },
        gives: [["data", "subnetIds is not set", "list subnets of 3 zones in it"]],
      },
    ],
    unknowns: [
      { when: "they are unknown", change: { "data.subnetIds": UNKNOWN }, gives: [["data", "subnetIds"]] },
    ],
  },
  {
    rule: elasticacheMultiAz,
    compliant: [
      resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
        multiAzEnabled: true,
        automaticFailoverEnabled: true,
      }),
    ],
    passes: [
      {
        when: "the Global Datastore that it is a member of sets the failover",
        change: { "cache.automaticFailoverEnabled": ABSENT, "cache.globalReplicationGroupId": "world" },
      },
    ],
    fails: [
      {
        change: { "cache.multiAzEnabled": false },
        gives: [["cache", "multiAzEnabled is false", "set multiAzEnabled to true"]],
      },
      {
        when: "neither is set",
        change: { "cache.multiAzEnabled": ABSENT, "cache.automaticFailoverEnabled": ABSENT },
        gives: [
          ["cache", "multiAzEnabled is not set, which means false", "set multiAzEnabled to true"],
          [
            "cache",
            "automaticFailoverEnabled is not set, which means false",
            "set automaticFailoverEnabled to true",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "it is unknown",
        change: { "cache.multiAzEnabled": UNKNOWN },
        gives: [["cache", "multiAzEnabled"]],
      },
    ],
  },
];
