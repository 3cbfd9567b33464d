import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../aws/service-role";
import { Component } from "../kit/component";
import type { ObjectStore } from "./object-store";

/** An object store and the region it is in. */
export interface RegionalObjectStore {
  readonly region: string;
  readonly store: ObjectStore;
}

export interface ObjectReplicationArgs {
  readonly source: RegionalObjectStore;
  /** At least one other region. */
  readonly destinations: readonly RegionalObjectStore[];
}

/** Minutes in which S3 promises 99.9 % of new objects in the other region; the only value it knows.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html */
const replicationTimeMinutes = 15;

/**
 * Copies every new object, version, tag and delete marker of one bucket to those of other regions.
 *
 * One for each source, with all the others as destinations, is a full mesh: whatever is written anywhere is soon
 * everywhere. Objects older than the replication are not copied (that is a batch job), and it is no backup: a
 * wrong overwrite travels too, and is undone from the old versions. Give it the source region's provider.
 */
export class ObjectReplication extends Component {
  /** @throws {pulumi.ResourceError} without a destination, or with a region named twice. */
  constructor(name: string, args: ObjectReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:ObjectReplication", name, opts);
    const { source, destinations } = args;
    const regions = [source, ...destinations].map(({ region }) => region);
    this.require(
      destinations.length >= 1 && new Set(regions).size === regions.length,
      `destinations must be at least 1 region other than the source, each once, ` +
        `got [${regions.slice(1).join(", ")}] for ${source.region}; correct the list`,
    );

    const role = new ServiceRole(
      name,
      {
        service: "s3.amazonaws.com",
        statements: [...readSource(source), ...destinations.flatMap(writeDestination)],
      },
      this.nested(),
    );
    new aws.s3.BucketReplicationConfig(
      this.childName("rules"),
      { bucket: source.store.bucketName, role: role.arn, rules: destinations.map(ruleTo) },
      // S3 refuses replication unless both buckets are versioned.
      this.child({ dependsOn: [role, source.store, ...destinations.map(({ store }) => store)] }),
    );
    this.registerOutputs();
  }
}

function ruleTo(
  { region, store }: RegionalObjectStore,
  at: number,
): aws.types.input.s3.BucketReplicationConfigRule {
  return {
    id: `to-${region}`,
    // Decides between rules to one destination; each needs a number of its own all the same.
    priority: at + 1,
    status: "Enabled",
    // Empty: all objects. Without a filter the rule is of the old kind, which has one destination.
    filter: {},
    deleteMarkerReplication: { status: "Enabled" },
    sourceSelectionCriteria: {
      sseKmsEncryptedObjects: { status: "Enabled" },
      // Changes of a replica's tags and locks travel back.
      replicaModifications: { status: "Enabled" },
    },
    destination: {
      bucket: store.bucketArn,
      encryptionConfiguration: { replicaKmsKeyId: store.keyArn },
      replicationTime: { status: "Enabled", time: { minutes: replicationTimeMinutes } },
      metrics: { status: "Enabled", eventThreshold: { minutes: replicationTimeMinutes } },
    },
  };
}

function readSource({ region, store }: RegionalObjectStore): object[] {
  return [
    {
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: store.bucketArn,
    },
    {
      Effect: "Allow",
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      Resource: pulumi.interpolate`${store.bucketArn}/*`,
    },
    useKey(["kms:Decrypt"], region, store),
  ];
}

function writeDestination({ region, store }: RegionalObjectStore): object[] {
  return [
    {
      Effect: "Allow",
      Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      Resource: pulumi.interpolate`${store.bucketArn}/*`,
    },
    // GenerateDataKey is what a bucket key asks for.
    useKey(["kms:Encrypt", "kms:GenerateDataKey"], region, store),
  ];
}

/** A store's key, for S3 of its region only. */
function useKey(actions: readonly string[], region: string, store: ObjectStore): object {
  return {
    Effect: "Allow",
    Action: actions,
    Resource: store.keyArn,
    Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
  };
}
