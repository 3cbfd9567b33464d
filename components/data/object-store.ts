import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket } from "../aws/private-bucket";
import { Component } from "../kit/component";
import type { Protection } from "../kit/protection";

export interface ObjectStoreArgs {
  /** The bucket's name. @default Pulumi makes one */
  readonly name?: pulumi.Input<string>;
  /** Key of this region that encrypts every object. */
  readonly keyArn: pulumi.Input<string>;
  readonly protection: Protection;
  /** Days that overwritten and deleted objects can be brought back. */
  readonly noncurrentVersionRetentionDays: number;
}

/** A private S3 bucket: versioned, encrypted, reached over TLS only. */
export class ObjectStore extends Component {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} when versions would not be kept for a day. */
  constructor(name: string, args: ObjectStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:ObjectStore", name, opts);
    const days = args.noncurrentVersionRetentionDays;
    this.require(
      Number.isInteger(days) && days >= 1,
      `noncurrentVersionRetentionDays must be a whole number of at least 1, got ${days}; versions are the way back`,
    );
    const bucket = new PrivateBucket(
      name,
      {
        name: args.name,
        keyArn: args.keyArn,
        protection: args.protection,
        lifecycleRules: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays: days },
            expiration: { expiredObjectDeleteMarker: true },
          },
        ],
      },
      this.nested(),
    );

    this.bucketName = bucket.bucketName;
    this.bucketArn = bucket.arn;
    this.keyArn = pulumi.output(args.keyArn);
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}
