import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { ObjectReplication } from "../components/data/object-replication";
import { ObjectStore } from "../components/data/object-store";
import { Component } from "../components/kit/component";

interface Place {
  readonly region: string;
  readonly provider: pulumi.ProviderResource;
}

export interface StateBackendArgs {
  /** Where the state is read and written. */
  readonly home: Place;
  /** Where every version of it is copied to: another region, and none of the stacks' either. */
  readonly copy: Place;
  /** Beginning of the names of both buckets, at most 36 characters; the region's name comes behind it. */
  readonly bucketPrefix: string;
}

/** Days that a version of the state is kept once there is a newer one. */
const versionRetentionDays = 365;

/**
 * A backend of Pulumi's own kind ("DIY") on S3: versioned, copied to another region, its secrets under a key that both
 * regions have. The lock of an update is an object in the bucket, which Pulumi writes and removes by itself.
 * https://www.pulumi.com/docs/iac/concepts/state-and-backends/#aws-s3
 *
 * The key is a multi-Region one: what it encrypted in one region can be decrypted in the other, under the same key id.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
export class StateBackend extends Component {
  readonly bucket: pulumi.Output<string>;
  readonly copyBucket: pulumi.Output<string>;
  readonly keyId: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} when both places are one region, or a bucket's name would be too long. */
  constructor(name: string, args: StateBackendArgs, opts?: pulumi.ComponentResourceOptions) {
    super("state:StateBackend", name, opts);
    const { home, copy, bucketPrefix } = args;
    this.require(
      home.region !== copy.region,
      `copy must be in another region than home, got ${copy.region} for both; its loss would be that of the copy too`,
    );
    this.require(
      /^[a-z0-9][a-z0-9-]{2,35}$/.test(bucketPrefix),
      `bucketPrefix must be 3 to 36 lower-case letters, digits and hyphens, got ${bucketPrefix}; S3 takes no other names`,
    );
    const key = new aws.kms.Key(
      this.childName("key"),
      {
        description: "State of Pulumi, and its secrets",
        multiRegion: true,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
      },
      this.child({ protect: true, provider: home.provider }),
    );
    const copyKey = new aws.kms.ReplicaKey(
      this.childName("copy-key"),
      { description: "State of Pulumi, and its secrets", primaryKeyArn: key.arn, deletionWindowInDays: 30 },
      this.child({ protect: true, provider: copy.provider }),
    );
    const source = { ...home, store: this.#store(home, bucketPrefix, key.arn) };
    const destination = { ...copy, store: this.#store(copy, bucketPrefix, copyKey.arn) };
    this.#replicate(source, destination);
    // Back as well: what is written in the copy while the home is lost travels back with its return.
    this.#replicate(destination, source);

    this.bucket = source.store.bucketName;
    this.copyBucket = destination.store.bucketName;
    this.keyId = key.keyId;
    this.registerOutputs({ bucket: this.bucket, copyBucket: this.copyBucket, keyId: this.keyId });
  }

  #store({ region, provider }: Place, prefix: string, keyArn: pulumi.Output<string>): ObjectStore {
    return new ObjectStore(
      this.childName(region),
      {
        name: `${prefix}-${region}`,
        keyArn,
        protection: "protected",
        noncurrentVersionRetentionDays: versionRetentionDays,
      },
      { parent: this, provider },
    );
  }

  #replicate(source: Place & { store: ObjectStore }, to: Place & { store: ObjectStore }): void {
    new ObjectReplication(
      this.childName(`${source.region}-copies`),
      { source, destinations: [to] },
      { parent: this, provider: source.provider },
    );
  }
}
