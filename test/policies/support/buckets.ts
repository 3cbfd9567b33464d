import { ref, resource, type Fixture } from "./fixture";

function site(name: string, other: string, region: string): readonly Fixture[] {
  return [
    resource("aws:s3/bucket:Bucket", name, { forceDestroy: false }, { region, protect: true }),
    resource("aws:kms/key:Key", `${name}-key`, { enableKeyRotation: true }, { region, protect: true }),
    resource(
      "aws:s3/bucketVersioning:BucketVersioning",
      `${name}-versions`,
      { bucket: ref(name), versioningConfiguration: { status: "Enabled" } },
      { region },
    ),
    resource(
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
      `${name}-copies`,
      {
        bucket: ref(name),
        rules: [
          {
            status: "Enabled",
            destination: {
              bucket: ref(other),
              encryptionConfiguration: { replicaKmsKeyId: ref(`${other}-key`) },
            },
          },
        ],
      },
      { region },
    ),
  ];
}

/** Two buckets in two regions, each a copy of the other, which keep every rule. */
export const buckets: readonly Fixture[] = [
  ...site("near", "far", "us-east-1"),
  ...site("far", "near", "eu-west-1"),
];
