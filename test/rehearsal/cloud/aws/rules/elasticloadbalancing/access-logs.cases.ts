import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws } from "../../../support/aws";
import type { ExpectedRefusal, RuleCase } from "../../../support/rule-case";
import type { RegionFixture } from "../../../support/region-fixture";

const elb = "logdelivery.elasticloadbalancing.amazonaws.com";

interface LogBucket {
  readonly region?: string;
  readonly service?: string;
  readonly sseAlgorithm?: string;
}

/** A load balancer that is to write into a bucket. */
async function logged(aws: Aws, { subnetIds }: RegionFixture, bucket: LogBucket): Promise<void> {
  const at = { region: bucket.region ?? "us-east-1" };
  const { id } = await aws.create(types.bucket, { bucket: "logs" }, at);
  const statement = { Principal: { Service: bucket.service ?? elb } };
  await aws.create(
    types.bucketPolicy,
    { bucket: id, policy: JSON.stringify({ Statement: [statement] }) },
    at,
  );
  await aws.create(
    types.bucketEncryption,
    {
      bucket: id,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: bucket.sseAlgorithm ?? "AES256" } }],
    },
    at,
  );
  await aws.create(types.loadBalancer, { subnets: subnetIds, accessLogs: { bucket: id, enabled: true } });
}

function logs(rule: string, expected: ExpectedRefusal, bad: LogBucket): RuleCase {
  return {
    rule,
    expected,
    breaks: (aws, here) => logged(aws, here, bad),
    passes: (aws, here) => logged(aws, here, {}),
  };
}

const denied = {
  code: "InvalidConfigurationRequest",
  quote: "Access Denied for bucket: logs. Please check S3bucket permission",
};

export const accessLogCases: readonly RuleCase[] = [
  logs(
    "access-logs-in-another-region",
    {
      code: "InvalidConfigurationRequest",
      quote: "S3Bucket: 'logs' is not located in the same region with the load balancer",
    },
    { region: "eu-west-1" },
  ),
  logs("access-logs-not-admitted", denied, { service: "logs.amazonaws.com" }),
  logs("access-logs-in-a-bucket-with-a-customer-key", denied, { sseAlgorithm: "aws:kms" }),
];
