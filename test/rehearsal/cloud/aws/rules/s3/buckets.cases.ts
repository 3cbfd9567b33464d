import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import type { Aws, MadeResource } from "../../../support/aws";
import type { ExpectedRefusal, RuleCase } from "../../../support/rule-case";
import { without } from "../../../support/props";

const enabled = { versioningConfiguration: { status: "Enabled" } };

async function buckets(aws: Aws, versioned: { readonly source: boolean; readonly destination: boolean }) {
  await aws.create(types.bucket, { bucket: "source" });
  await aws.create(types.bucket, { bucket: "destination" }, { region: "eu-west-1" });
  if (versioned.destination)
    await aws.create(types.bucketVersioning, { bucket: "destination", ...enabled }, { region: "eu-west-1" });
  return versioned.source ? aws.create(types.bucketVersioning, { bucket: "source", ...enabled }) : undefined;
}

const rule: Props = {
  filter: {},
  status: "Enabled",
  priority: 1,
  deleteMarkerReplication: { status: "Enabled" },
  destination: { bucket: "arn:aws:s3:::destination" },
};

const withKey: Props = {
  bucket: "arn:aws:s3:::destination",
  encryptionConfiguration: { replicaKmsKeyId: "arn:aws:kms:eu-west-1:1:key/k" },
};

function replicate(aws: Aws, ...rules: readonly Props[]): Promise<MadeResource> {
  return aws.create(types.bucketReplication, { bucket: "source", role: "arn:aws:iam::1:role/r", rules });
}

/** Replication between versioned buckets by rules that are right or wrong. */
function rules(
  name: string,
  expected: ExpectedRefusal,
  bad: readonly Props[],
  good: readonly Props[],
): RuleCase {
  const run = async (aws: Aws, list: readonly Props[]) => {
    await buckets(aws, { source: true, destination: true });
    await replicate(aws, ...list);
  };
  return { rule: name, expected, breaks: (aws) => run(aws, bad), passes: (aws) => run(aws, good) };
}

const underReplication =
  "A replication configuration is present on this bucket, so you cannot change the versioning state. To change the versioning state, first delete the replication configuration.";

export const bucketCases: readonly RuleCase[] = [
  {
    rule: "replication-of-unversioned-bucket",
    expected: {
      code: "InvalidRequest",
      quote: "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    },
    breaks: async (aws) => {
      await buckets(aws, { source: false, destination: true });
      await replicate(aws, rule);
    },
    passes: async (aws) => {
      await buckets(aws, { source: true, destination: true });
      await replicate(aws, rule);
    },
  },
  {
    rule: "replication-into-unversioned-bucket",
    expected: { code: "InvalidRequest", quote: "Destination bucket must have versioning enabled." },
    breaks: async (aws) => {
      await buckets(aws, { source: true, destination: false });
      await replicate(aws, rule);
    },
    passes: async (aws) => {
      await buckets(aws, { source: true, destination: false });
      // Somebody else's bucket: what it is like cannot be known here.
      await replicate(aws, { ...rule, destination: { bucket: "arn:aws:s3:::of-another-account" } });
    },
  },
  rules(
    "replication-onto-itself",
    { code: "InvalidRequest", quote: "Destination bucket cannot be the same as the source bucket." },
    [{ ...rule, destination: { bucket: "arn:aws:s3:::source" } }],
    [rule],
  ),
  rules(
    "replication-rule-of-version-2",
    {
      code: "InvalidRequest",
      quote:
        "DeleteMarkerReplication must be specified for this version of Cross Region Replication configuration schema. Please refer to S3 Developer Guide for more information.",
    },
    [without(rule, "deleteMarkerReplication")],
    [without(without(rule, "deleteMarkerReplication"), "filter")],
  ),
  rules(
    "replication-priorities",
    { code: "InvalidRequest", quote: "Found duplicate priority 1. Priorities must be unique." },
    [rule, { ...rule, destination: { bucket: "arn:aws:s3:::third" } }],
    [rule, { ...rule, priority: 2, destination: { bucket: "arn:aws:s3:::third" } }],
  ),
  rules(
    "replica-key-without-encrypted-objects",
    {
      code: "InvalidRequest",
      quote: "SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.",
    },
    [{ ...rule, destination: withKey }],
    [
      {
        ...rule,
        destination: withKey,
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
      },
    ],
  ),
  {
    rule: "versioning-off-under-replication",
    expected: { code: "InvalidBucketState", quote: underReplication },
    breaks: async (aws) => {
      const versioning = await buckets(aws, { source: true, destination: true });
      await replicate(aws, rule);
      await aws.update(versioning!, { versioningConfiguration: { status: "Suspended" } });
    },
    passes: async (aws) => {
      const versioning = await buckets(aws, { source: true, destination: true });
      await aws.delete(await replicate(aws, rule));
      await aws.update(versioning!, { versioningConfiguration: { status: "Suspended" } });
    },
  },
  {
    rule: "versioning-removed-under-replication",
    expected: { code: "InvalidBucketState", quote: underReplication },
    breaks: async (aws) => {
      const versioning = await buckets(aws, { source: true, destination: true });
      await replicate(aws, rule);
      await aws.delete(versioning!);
    },
    passes: async (aws) => {
      const versioning = await buckets(aws, { source: true, destination: true });
      await aws.delete(await replicate(aws, rule));
      await aws.delete(versioning!);
    },
  },
];
