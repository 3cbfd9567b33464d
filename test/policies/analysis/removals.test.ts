/**
 * One thing is taken away from the program that does it right, in a first preview where every id is unknown. Each row
 * gives every finding of the analysis, so a false one fails it as well.
 */
import { describe, expect, test } from "@jest/globals";

import { ABSENT, changed, ref, UNKNOWN, type Changes } from "../support/fixture";
import { multiRegion } from "./programs/multi-region";
import { findingsOf } from "./support/findings";

const toFirst = [{ name: ref("alb-us-east-1"), zoneId: ref("alb-us-east-1"), evaluateTargetHealth: true }];

const removals: readonly (readonly [what: string, change: Changes, findings: readonly string[]])[] = [
  [
    "a zone of the instances",
    {
      "web-us-east-1.minSize": 3,
      "web-us-east-1.vpcZoneIdentifiers": [ref("private-us-east-1a"), ref("private-us-east-1b")],
      "web-eu-west-1.minSize": 3,
      "web-eu-west-1.vpcZoneIdentifiers": [ref("private-eu-west-1a"), ref("private-eu-west-1b")],
    },
    [
      "az-loss-survivable | web-us-east-1 | losing zone us-east-1a: of 3 instances over 2 zones, us-east-1a takes 2, and 1 of 2 needed is left (the same holds for zone us-east-1b) | raise minSize to 4",
      "az-loss-survivable | web-eu-west-1 | losing zone eu-west-1a: of 3 instances over 2 zones, eu-west-1a takes 2, and 1 of 2 needed is left (the same holds for zone eu-west-1b) | raise minSize to 4",
    ],
  ],
  [
    "all zones of the load balancer but one",
    { "alb-us-east-1.subnets": [ref("public-us-east-1a")] },
    [
      "az-loss-survivable | alb-us-east-1 | losing zone us-east-1a: of 1 zone of the application load balancer in 1 zone, us-east-1a takes it, and 0 of 1 needed are left | spread alb-us-east-1 over at least 2 zones (subnets)",
      "region-parity | alb-us-east-1 | the number of zones of load-balancer is 3 in eu-west-1 and 1 in us-east-1 | make it 3 in us-east-1",
    ],
  ],
  [
    "instances of the standby",
    { "web-eu-west-1.minSize": 2 },
    [
      "region-loss-survivable | web-eu-west-1 | losing region us-east-1: 2 instances are sure to run in eu-west-1, and 2 of 3 needed are left | raise the sure minimum of web-eu-west-1 in eu-west-1 to 3",
      "region-parity | web-eu-west-1 | the sure capacity of app is 2 in eu-west-1 and 6 in us-east-1 | make it 6 in eu-west-1",
    ],
  ],
  [
    "all instances but one",
    { "web-us-east-1.minSize": 1, "web-eu-west-1.minSize": 1 },
    ["us-east-1", "eu-west-1"].flatMap((region) => [
      `az-loss-survivable | web-${region} | losing zone ${region}a: of 1 instance over 3 zones, ${region}a takes it, and 0 of 1 needed are left (the same holds for zone ${region}b, zone ${region}c) | raise minSize to 2`,
      `drain-survivable | web-${region} | losing a node of ${region}: of 1 instance over 3 zones, one node takes it, and 0 of 1 needed are left (the same holds for a drain in ${region}) | raise minSize of web-${region}`,
    ]),
  ],
  [
    "the cache's replicas",
    { "cache-us-east-1.replicasPerNodeGroup": 0 },
    [
      "az-loss-survivable | cache-us-east-1 | losing zone us-east-1a: of 2 shards in one of 3 zones, us-east-1a may take all 2, and 0 of 2 needed are left (the same holds for zone us-east-1b, zone us-east-1c) | set automaticFailoverEnabled and multiAzEnabled of cache-us-east-1 to true, with at least 1 replica a shard",
    ],
  ],
  [
    "the database's standby",
    { "db-us-east-1.multiAz": ABSENT },
    [
      "az-loss-survivable | db-us-east-1 | losing zone us-east-1a: of 1 writer in one of 3 zones, us-east-1a may take it, and 0 of 1 needed are left (the same holds for zone us-east-1b, zone us-east-1c) | set multiAz of db-us-east-1 to true",
    ],
  ],
  [
    "the health check of the active region",
    { "record-us-east-1.healthCheckId": ABSENT },
    [
      "failover-rto-budget | record-us-east-1 | ? how soon Route 53 sees by the health of its target that record-us-east-1 is lost",
    ],
  ],
  [
    "every reason to leave the active region",
    { "record-us-east-1.healthCheckId": ABSENT, "record-us-east-1.aliases.0.evaluateTargetHealth": false },
    [
      "region-loss-survivable | record-us-east-1 | losing region us-east-1: www.example.com goes on answering with us-east-1, because record-us-east-1 has no health check | set healthCheckId of record-us-east-1",
      "failover-rto-budget | record-us-east-1 | losing region us-east-1: nothing bounds how long Route 53 goes on answering with us-east-1, because record-us-east-1 has no health check | set healthCheckId of record-us-east-1",
    ],
  ],
  [
    "versions of the bucket that is copied",
    { "files-versions-us-east-1": ABSENT },
    [
      "region-loss-survivable | files-us-east-1 | losing region us-east-1: files-us-east-1 keeps no versions, and S3 replicates only between versioned buckets | enable versioning of files-us-east-1",
    ],
  ],
  [
    "versions of the bucket that it is copied to",
    { "files-versions-eu-west-1.versioningConfiguration.status": "Suspended" },
    [
      "region-loss-survivable | files-eu-west-1 | losing region us-east-1: files-eu-west-1 keeps no versions, and S3 replicates only between versioned buckets | enable versioning of files-eu-west-1",
    ],
  ],
  [
    "the copies of the bucket",
    { "files-copies-us-east-1": ABSENT },
    [
      "region-loss-survivable | files-us-east-1 | losing region us-east-1: files-us-east-1 has no copy outside us-east-1 | keep a copy of files-us-east-1 in eu-west-1 (an aws.s3.BucketReplicationConfig between versioned buckets)",
    ],
  ],
  [
    "backups of the database",
    { "db-us-east-1.backupRetentionPeriod": 0 },
    [
      "region-loss-survivable | db-us-east-1 | losing region us-east-1: db-us-east-1 keeps no backups, and RDS replicates no instance without | set backupRetentionPeriod of db-us-east-1 to 1 or more",
    ],
  ],
  [
    "a NAT gateway, its subnet sent through another zone's",
    { "nat-us-east-1b": ABSENT, "egress-us-east-1b.natGatewayId": ref("nat-us-east-1a") },
    [
      "az-loss-survivable | nat-us-east-1a | losing zone us-east-1a: the egress of private-us-east-1b leads through nat-us-east-1a, which is lost with us-east-1a | give private-us-east-1b a default route through a NAT gateway of its own zone",
      "region-parity | nat-us-east-1a | the number of zones of egress is 3 in eu-west-1 and 2 in us-east-1 | make it 3 in us-east-1",
    ],
  ],
  [
    "a NAT gateway together with its route",
    { "nat-us-east-1b": ABSENT, "egress-us-east-1b": ABSENT },
    [
      "az-loss-survivable | private-us-east-1b | losing zone us-east-1a: private-us-east-1b has no default route, while other subnets of the application have one (the same holds for zone us-east-1c) | give private-us-east-1b a default route through a NAT gateway of its own zone",
      "region-parity | nat-us-east-1a | the number of zones of egress is 3 in eu-west-1 and 2 in us-east-1 | make it 3 in us-east-1",
    ],
  ],
  [
    "the second region's database",
    { "db-eu-west-1": ABSENT },
    [
      "region-loss-survivable | db-us-east-1 | losing region us-east-1: db-us-east-1 has no copy outside us-east-1 | keep a copy of db-us-east-1 in eu-west-1 (an instance with replicateSourceDb)",
    ],
  ],
  [
    "the second region's cache",
    { "cache-eu-west-1": ABSENT },
    [
      "region-loss-survivable | cache-us-east-1 | losing region us-east-1: cache-us-east-1 has no counterpart in eu-west-1 | run cache-us-east-1 in eu-west-1 too",
    ],
  ],
  [
    "the second region from the DNS records",
    { "record-eu-west-1.aliases": toFirst },
    [
      "region-loss-survivable | record-eu-west-1 | losing region us-east-1: every record of www.example.com leads to us-east-1 | point the SECONDARY record of www.example.com to a load balancer of another region",
    ],
  ],
  [
    "the secret's replica",
    { "db-secret-us-east-1.replicas": [] },
    [
      "region-loss-survivable | db-secret-us-east-1 | losing region us-east-1: db-secret-us-east-1 cannot be read in eu-west-1 once us-east-1 is gone | add eu-west-1 to the replicas of db-secret-us-east-1",
    ],
  ],
  [
    "the copy's own key",
    { "db-eu-west-1.kmsKeyId": ref("key-us-east-1") },
    [
      "region-loss-survivable | db-eu-west-1 | losing region us-east-1: db-eu-west-1 is encrypted with key-us-east-1, a key of us-east-1 | give db-eu-west-1 a key of eu-west-1",
      "region-independence | db-eu-west-1 | losing region us-east-1: kmsKeyId in eu-west-1 is computed from key-us-east-1 in us-east-1 | compute kmsKeyId from a resource of eu-west-1",
    ],
  ],
  [
    "the standby's own cache, by its address",
    { "template-eu-west-1.userData": ref("cache-us-east-1") },
    [
      "region-independence | template-eu-west-1 | losing region us-east-1: userData in eu-west-1 is computed from cache-us-east-1 in us-east-1 | compute userData from a resource of eu-west-1",
    ],
  ],
  [
    "the standby's size",
    { "template-eu-west-1.instanceType": "t3.small" },
    [
      "region-parity | template-eu-west-1 | the size of ec2 launchTemplate is t3.small in eu-west-1 and m7g.large in us-east-1 | make it m7g.large in eu-west-1",
    ],
  ],
];

describe("one thing less in a first preview", () => {
  test.each(removals)("%s", (_, change, findings) => {
    expect(findingsOf(changed(multiRegion(), change)).toSorted()).toEqual(findings.toSorted());
  });
});

describe("what only the deployment will tell is said, and passes nothing", () => {
  test.each([
    [
      "the list of subnets as a whole",
      {
        "web-us-east-1.vpcZoneIdentifiers": ref(
          "private-us-east-1a",
          "private-us-east-1b",
          "private-us-east-1c",
        ),
      },
      ["az-loss-survivable | web-us-east-1 | ? where web-us-east-1 runs (0 to 4 of 3 needed would be left)"],
    ],
    [
      "the number of instances",
      { "web-us-east-1.minSize": UNKNOWN },
      [
        "az-loss-survivable | web-us-east-1 | ? minSize of web-us-east-1",
        "region-loss-survivable | web-eu-west-1 | ? minSize of web-us-east-1",
        "drain-survivable | web-us-east-1 | ? minSize of web-us-east-1",
        "region-parity | web-us-east-1 | ? the sure capacity of app in us-east-1",
      ],
    ],
    [
      "whether there is a standby",
      { "db-us-east-1.multiAz": UNKNOWN },
      ["az-loss-survivable | db-us-east-1 | ? multiAz of db-us-east-1"],
    ],
    [
      "whether the bucket has versions",
      { "files-versions-us-east-1.versioningConfiguration.status": UNKNOWN },
      ["region-loss-survivable | files-us-east-1 | ? whether files-us-east-1 keeps versions"],
    ],
    [
      "how late the bucket's copies are",
      { "files-copies-us-east-1.rules.0.destination.replicationTime": ABSENT },
      [
        "failover-rto-budget | files-us-east-1 | ? how much of object-store is lost with region us-east-1 (it is replicated without a time limit)",
      ],
    ],
    [
      "where a record leads",
      {
        "record-eu-west-1.aliases": [
          { name: "elsewhere.example.net", zoneId: "Z1", evaluateTargetHealth: true },
        ],
      },
      ["region-loss-survivable | record-eu-west-1 | ? where record-eu-west-1 leads"],
    ],
  ] as const)("%s", (_, change, findings) => {
    expect(findingsOf(changed(multiRegion(), change))).toEqual(findings);
  });
});
