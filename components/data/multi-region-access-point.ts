import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameSuffix } from "../aws/name-suffix";
import { noPublicAccess } from "../aws/private-bucket";
import { Component } from "../kit/component";
import type { RegionalObjectStore } from "./object-replication";
import type { Protection } from "../kit/protection";

export interface MultiRegionAccessPointArgs {
  /** The stores of at least two regions, each once. */
  readonly stores: readonly RegionalObjectStore[];
  readonly protection: Protection;
}

/**
 * One name for the buckets of all regions: a request goes to the nearest that is active, over AWS's own network.
 *
 * The buckets are fixed at creation: a region that is added or removed makes another access point, with another alias.
 * All regions begin active; to take one out is one call (`submit-multi-region-access-point-routes`), served in five
 * regions, and takes effect within minutes. Creation and deletion are served in us-west-2 alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointFailover.html
 *
 * It copies nothing: for the same objects to be behind every route, the buckets replicate to each other
 * ({@link ObjectReplication}), which objects older than the replication need a batch job for.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
 */
export class MultiRegionAccessPoint extends Component {
  /** What clients name instead of a bucket; they must sign with SigV4A. */
  readonly arn: pulumi.Output<string>;
  /** Such as `mfzwi23gnjvgw.mrap`. */
  readonly alias: pulumi.Output<string>;
  readonly domainName: pulumi.Output<string>;
  /**
   * What an application's role must be allowed, beside the buckets and keys of every region: S3 asks for both.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html
   */
  readonly permissionArns: {
    /** For `s3:ListBucket`. */
    readonly bucket: pulumi.Output<string>;
    /** For `s3:GetObject` and its like. */
    readonly objects: pulumi.Output<string>;
  };

  /** @throws {pulumi.ResourceError} for fewer than two regions, or one named twice. */
  constructor(name: string, args: MultiRegionAccessPointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:MultiRegionAccessPoint", name, opts);
    const regions = args.stores.map(({ region }) => region);
    this.require(
      regions.length >= 2 && new Set(regions).size === regions.length,
      `stores must be at least 2 regions, each once, got [${regions.join(", ")}]; correct the list`,
    );

    // The name is one for the account, and a replacement exists beside its predecessor for a while.
    const suffix = nameSuffix(this.childName("suffix"), this.child(), { regions: regions.join(" ") });
    const accessPoint = new aws.s3control.MultiRegionAccessPoint(
      this.childName("access-point"),
      {
        details: {
          name: pulumi.interpolate`${this.childName("point")}-${suffix}`,
          regions: args.stores.map(({ store }) => ({ bucket: store.bucketName })),
          publicAccessBlock: noPublicAccess,
        },
      },
      this.child({ protect: args.protection === "protected", customTimeouts: { create: "2h" } }),
    );
    this.arn = accessPoint.arn;
    this.alias = accessPoint.alias;
    this.domainName = accessPoint.domainName;
    this.permissionArns = {
      bucket: accessPoint.arn,
      objects: pulumi.interpolate`${accessPoint.arn}/object/*`,
    };
    this.registerOutputs({ arn: this.arn, alias: this.alias, domainName: this.domainName });
  }
}
