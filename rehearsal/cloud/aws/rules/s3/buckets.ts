/** S3 buckets, their versions and their replication. */
import { textsAt, type Props } from "../../../wire";
import type { AwsAccount } from "../../account";
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { block, blocks, isSet, named, number, text } from "../../../values";
import { types } from "../../type-tokens";

const page = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html";

export const buckets: readonly AwsRefusalRule[] = [
  {
    id: "replication-of-unversioned-bucket",
    types: [types.bucketReplication],
    when: "apply",
    code: "InvalidRequest",
    link: page,
    refuse: ({ account, inputs }) => {
      const bucket = named(inputs["bucket"]);
      if (!isOurs(account, bucket) || isVersioned(account, bucket)) return undefined;
      return "Versioning must be 'Enabled' on the bucket to apply a replication configuration";
    },
  },
  {
    id: "replication-into-unversioned-bucket",
    types: [types.bucketReplication],
    when: "apply",
    code: "InvalidRequest",
    link: page,
    refuse: ({ account, inputs }) => {
      const unversioned = destinationsOf(inputs).find(
        (bucket) => isOurs(account, bucket) && !isVersioned(account, bucket),
      );
      return unversioned === undefined ? undefined : "Destination bucket must have versioning enabled.";
    },
  },
  {
    id: "replication-onto-itself",
    types: [types.bucketReplication],
    when: "apply",
    code: "InvalidRequest",
    link: page,
    refuse: ({ inputs }) =>
      destinationsOf(inputs).includes(named(inputs["bucket"]))
        ? "Destination bucket cannot be the same as the source bucket."
        : undefined,
  },
  {
    id: "replication-rule-of-version-2",
    types: [types.bucketReplication],
    when: "apply",
    code: "InvalidRequest",
    link: docs.s3("ReplicationRule"),
    refuse: ({ inputs }) => {
      const modern = blocks(inputs["rules"]).filter(({ filter }) => isSet(filter));
      if (!modern.some(({ deleteMarkerReplication }) => !isSet(deleteMarkerReplication))) return undefined;
      return (
        "DeleteMarkerReplication must be specified for this version of Cross Region Replication configuration " +
        "schema. Please refer to S3 Developer Guide for more information."
      );
    },
  },
  {
    id: "replication-priorities",
    types: [types.bucketReplication],
    when: "apply",
    code: "InvalidRequest",
    link: docs.s3("ReplicationRule"),
    refuse: ({ inputs }) => {
      const priorities = blocks(inputs["rules"]).flatMap(({ priority }) => number(priority) ?? []);
      const twice = priorities.find((priority, index) => priorities.indexOf(priority) < index);
      return twice === undefined
        ? undefined
        : `Found duplicate priority ${twice}. Priorities must be unique.`;
    },
  },
  {
    id: "replica-key-without-encrypted-objects",
    types: [types.bucketReplication],
    when: "apply",
    code: "InvalidRequest",
    link: docs.s3("SourceSelectionCriteria"),
    refuse: ({ inputs }) => {
      const incomplete = blocks(inputs["rules"]).some(
        ({ destination, sourceSelectionCriteria }) =>
          isSet(block(destination)["encryptionConfiguration"]) !==
          isSet(block(sourceSelectionCriteria)["sseKmsEncryptedObjects"]),
      );
      if (!incomplete) return undefined;
      return "SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.";
    },
  },
  {
    id: "versioning-off-under-replication",
    types: [types.bucketVersioning],
    when: "apply",
    code: "InvalidBucketState",
    link: page,
    refuse: ({ account, inputs }) => {
      if (text(block(inputs["versioningConfiguration"])["status"]) === "Enabled") return undefined;
      return account.having(types.bucketReplication, "bucket", named(inputs["bucket"])).length > 0
        ? underReplication
        : undefined;
    },
  },
  {
    id: "versioning-removed-under-replication",
    types: [types.bucketVersioning],
    when: "delete",
    code: "InvalidBucketState",
    link: page,
    refuse: ({ account, inputs }) =>
      account.having(types.bucketReplication, "bucket", named(inputs["bucket"])).length > 0
        ? underReplication
        : undefined,
  },
];

const underReplication =
  "A replication configuration is present on this bucket, so you cannot change the versioning state. To change " +
  "the versioning state, first delete the replication configuration.";

function isOurs(account: AwsAccount, bucket: string): boolean {
  return account.withId(types.bucket, bucket).length > 0;
}

function isVersioned(account: AwsAccount, bucket: string): boolean {
  return account
    .having(types.bucketVersioning, "bucket", bucket)
    .some(({ outputs }) => block(outputs["versioningConfiguration"])["status"] === "Enabled");
}

/** Names of the buckets that a configuration copies to. */
function destinationsOf(inputs: Props): string[] {
  return textsAt(inputs, "rules.destination.bucket").map((arn) => arn.replace(/^arn:aws:s3:::/, ""));
}
