/** S3: buckets, what is set on them, and the access points that span regions. */
import { isObject, type Value } from "../../wire";
import {
  ACCOUNT,
  idFrom,
  type CreationContext,
  type AwsResourceType,
  type AwsResourceTypes,
} from "../resource-type";

const ofBucket = (noun: string): AwsResourceType => ({
  api: ["S3", noun],
  operations: { creating: `Put${noun}`, updating: `Put${noun}` },
  id: idFrom("bucket"),
});

const alias = (point: CreationContext) => `m${point.hex(12, "alias")}.mrap`;

export const objectStorage: AwsResourceTypes = {
  "aws:s3/bucket:Bucket": {
    api: ["S3", "Bucket"],
    id: idFrom("bucket"),
    arn: ({ id }) => `s3:::${id}`,
    autoname: { property: "bucket", maxLength: 63, lowerCase: true },
    computed: {
      bucketDomainName: ({ id }) => `${id}.s3.amazonaws.com`,
      bucketRegionalDomainName: ({ id, region }) => `${id}.s3.${region}.amazonaws.com`,
      bucketRegion: ({ region }) => region,
    },
  },
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket("BucketVersioning"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket("PublicAccessBlock"),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket("BucketOwnershipControls"),
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket("BucketPolicy"),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ofBucket("BucketReplication"),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket(
    "BucketLifecycleConfiguration",
  ),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    ofBucket("BucketEncryption"),
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": {
    api: ["S3 Control", "MultiRegionAccessPoint"],
    id: ({ inputs }) => `${ACCOUNT}:${nameOf(inputs["details"])}`,
    arn: (point) => `s3::${ACCOUNT}:accesspoint/${alias(point)}`,
    computed: {
      accountId: () => ACCOUNT,
      alias,
      domainName: (point) => `${alias(point)}.accesspoint.s3-global.amazonaws.com`,
      status: () => "READY",
    },
    // Served in us-west-2 alone, whatever region asks.
    global: true,
  },
};

function nameOf(details: Value | undefined): string {
  const name = isObject(details) ? details["name"] : undefined;
  return typeof name === "string" ? name : "";
}
