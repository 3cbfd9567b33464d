import { kmsUsableAfterRegionLoss } from "../../../policies/rules/durability/kms-usable-after-region-loss";
import { lbDeletionProtection } from "../../../policies/rules/durability/lb-deletion-protection";
import { noForceDestroy } from "../../../policies/rules/durability/no-force-destroy";
import { s3Crr } from "../../../policies/rules/durability/s3-crr";
import { s3CrrOtherRegion } from "../../../policies/rules/durability/s3-crr-other-region";
import { s3Versioning } from "../../../policies/rules/durability/s3-versioning";
import { secretReplicated } from "../../../policies/rules/durability/secret-replicated";
import { buckets } from "../support/buckets";
import { databases } from "../support/databases";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";
import { durabilityOfData } from "./durability-data.tables";

const BUCKET = "aws:s3/bucket:Bucket";
const SECRET = "aws:secretsmanager/secret:Secret";
const VERSIONING_FIX = "add a BucketVersioning with status Enabled";
const CRR_FIX = "add a BucketReplicationConfig with an enabled rule to a bucket in another region";
const RULE = "near-copies.rules.0";

const homes = ["us-east-1", "eu-west-1"].map((region) => resource(BUCKET, `home-${region}`, {}, { region }));

export const durability: readonly RuleTable[] = [
  ...durabilityOfData,
  {
    rule: s3Versioning,
    compliant: buckets,
    passes: [
      {
        when: "an older program says it within the bucket",
        change: {
          "near-versions": ABSENT,
          "far-versions": ABSENT,
          "near.versioning": { enabled: true },
          "far.versionings": [{ enabled: true }],
        },
      },
    ],
    fails: [
      {
        when: "the versioning is taken away",
        change: { "near-versions": ABSENT },
        gives: [["near", "it has no versioning", VERSIONING_FIX]],
      },
      {
        change: { "far-versions.versioningConfiguration.status": "Suspended" },
        gives: [["far", "its versioning is not enabled", VERSIONING_FIX]],
      },
    ],
    unknowns: [
      {
        when: "the status is unknown",
        change: { "near-versions.versioningConfiguration.status": UNKNOWN },
        gives: [["near", "its versioning"]],
      },
      {
        when: "nobody knows whose versioning it is",
        change: { "near-versions.bucket": UNKNOWN },
        gives: [["near", "its versioning"]],
      },
    ],
  },
  {
    rule: s3Crr,
    compliant: buckets,
    passes: [
      { when: "it is the copy", change: { "far-copies": ABSENT } },
      {
        when: "the program lives in one region",
        change: { "far!region": "us-east-1", "near-copies": ABSENT, "far-copies": ABSENT },
      },
      {
        when: "it only receives logs",
        change: { "near-copies": ABSENT, "far-copies": ABSENT },
        add: ["near", "far"].map((name) =>
          resource("aws:lb/loadBalancer:LoadBalancer", `alb-${name}`, { accessLogs: { bucket: ref(name) } }),
        ),
      },
      {
        when: "an older program says it within the bucket",
        change: {
          "near-copies": ABSENT,
          "near.replicationConfiguration": {
            rules: [{ status: "Enabled", destination: { bucket: ref("far") } }],
          },
        },
      },
    ],
    fails: [
      {
        when: "nothing is replicated",
        change: { "near-copies": ABSENT, "far-copies": ABSENT },
        gives: [
          ["near", "it has no replication", CRR_FIX],
          ["far", "it has no replication", CRR_FIX],
        ],
      },
      {
        change: { [`${RULE}.status`]: "Disabled" },
        gives: [["near", "its replication rules are not enabled", CRR_FIX]],
      },
    ],
    unknowns: [
      {
        when: "the status is unknown",
        change: { [`${RULE}.status`]: UNKNOWN },
        gives: [["near", "its replication"]],
      },
      {
        when: "nobody knows whose replication it is",
        change: { "near-copies.bucket": UNKNOWN, "far-copies": ABSENT },
        gives: [
          ["near", "its replication"],
          ["far", "its replication"],
        ],
      },
    ],
  },
  {
    rule: s3CrrOtherRegion,
    compliant: buckets,
    fails: [
      {
        when: "the copy lies beside the source",
        change: { [`${RULE}.destination.bucket`]: ref("beside") },
        add: [resource(BUCKET, "beside", {})],
        gives: [
          [
            "near-copies",
            "it copies near to beside in the same region, us-east-1",
            "copy it to a bucket in another region",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "the destination comes from nowhere",
        change: { [`${RULE}.destination.bucket`]: UNKNOWN },
        gives: [["near-copies", "rules: which buckets they copy to"]],
      },
      {
        when: "a bucket of another program",
        change: { [`${RULE}.destination.bucket`]: "arn:aws:s3:::elsewhere" },
        gives: [["near-copies", "rules: which buckets they copy to"]],
      },
      {
        when: "the destination's region is unknown",
        change: { "far!region": UNKNOWN },
        add: [resource(BUCKET, "third", {}, { region: "eu-west-1" })],
        gives: [
          ["near-copies", "the region of its destination"],
          ["far-copies", "the region of its destination"],
        ],
      },
    ],
  },
  {
    rule: lbDeletionProtection,
    compliant: [resource("aws:alb/loadBalancer:LoadBalancer", "alb", { enableDeletionProtection: true })],
    fails: [
      {
        when: "it is left out",
        change: { "alb.enableDeletionProtection": ABSENT },
        gives: [
          [
            "alb",
            "enableDeletionProtection is not set, which means false",
            "set enableDeletionProtection to true",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "it is unknown",
        change: { "alb.enableDeletionProtection": UNKNOWN },
        gives: [["alb", "enableDeletionProtection"]],
      },
    ],
  },
  {
    rule: noForceDestroy,
    compliant: [
      ...buckets,
      resource("aws:ecr/repository:Repository", "images", {}),
      resource("aws:dsql/cluster:Cluster", "ledger", {}),
    ],
    fails: [
      {
        when: "a cluster's deletion protection is overridden",
        change: { "ledger.forceDestroy": true },
        gives: [["ledger", "forceDestroy is true", "set forceDestroy to false"]],
      },
      {
        change: { "near.forceDestroy": true },
        gives: [["near", "forceDestroy is true", "set forceDestroy to false"]],
      },
      {
        change: { "images.forceDelete": true },
        gives: [["images", "forceDelete is true", "set forceDelete to false"]],
      },
    ],
    unknowns: [
      { when: "it is unknown", change: { "near.forceDestroy": UNKNOWN }, gives: [["near", "forceDestroy"]] },
    ],
  },
  {
    rule: kmsUsableAfterRegionLoss,
    compliant: [...databases, ...buckets],
    passes: [
      {
        when: "the key is known by its ARN",
        change: { "remote.kmsKeyId": "arn:aws:kms:eu-west-1:1:key/0" },
      },
    ],
    fails: [
      {
        when: "a replica uses its source's key",
        change: { "remote.kmsKeyId": ref("key") },
        gives: [
          ["remote", "its kmsKeyId lies in us-east-1, the replica in eu-west-1", "name a key of eu-west-1"],
        ],
      },
      {
        when: "a replica names no key",
        change: { "remote.kmsKeyId": ABSENT },
        gives: [
          [
            "remote",
            "kmsKeyId is not set, and its source's key stays in its source's region",
            "name a key of eu-west-1",
          ],
        ],
      },
      {
        when: "copies of objects use the source's key",
        change: { [`${RULE}.destination.encryptionConfiguration.replicaKmsKeyId`]: ref("near-key") },
        gives: [
          [
            "near-copies",
            "its replicaKmsKeyId lies in us-east-1, the copies in eu-west-1",
            "name a key of eu-west-1",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "the key is unknown",
        change: { "remote.kmsKeyId": UNKNOWN },
        gives: [["remote", "the region of kmsKeyId"]],
      },
      {
        when: "the copies' key is unknown",
        change: { [`${RULE}.destination.encryptionConfiguration.replicaKmsKeyId`]: UNKNOWN },
        gives: [["near-copies", "the region of replicaKmsKeyId"]],
      },
    ],
  },
  {
    rule: secretReplicated,
    compliant: [
      ...homes,
      resource(SECRET, "login", { replicas: [{ region: "eu-west-1" }] }),
      resource(SECRET, "twin-us", {}, { component: "shop:Site" }),
      resource(SECRET, "twin-eu", {}, { component: "shop:Site", region: "eu-west-1" }),
    ],
    passes: [
      {
        when: "the program lives in one region",
        change: { "home-eu-west-1": ABSENT, "login.replicas": ABSENT },
      },
    ],
    fails: [
      {
        when: "it has no replica",
        change: { "login.replicas": ABSENT },
        gives: [["login", "it cannot be read in eu-west-1", "list eu-west-1 in replicas"]],
      },
      {
        when: "the other region's own is taken away",
        change: { "twin-eu": ABSENT },
        gives: [["twin-us", "it cannot be read in eu-west-1", "list eu-west-1 in replicas"]],
      },
    ],
    unknowns: [
      {
        when: "its replicas are unknown",
        change: { "login.replicas": UNKNOWN },
        gives: [["login", "the regions of its replicas"]],
      },
    ],
  },
];
