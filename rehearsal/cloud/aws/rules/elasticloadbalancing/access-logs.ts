/** Buckets that load balancers write their logs into. */
import type { CloudObject } from "../../../store";
import { block, named, text } from "../../../values";
import { types } from "../../type-tokens";
import { output } from "../references";
import type { AwsChange, AwsRefusalRule } from "../../refusal-rule";

const page = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html";

/** Who a bucket must admit, by the kind of load balancer. Old regions also know ELB's own accounts. */
const writers: Readonly<Record<string, RegExp>> = {
  application: /logdelivery\.elasticloadbalancing\.amazonaws\.com|arn:aws:iam::\d{12}:root/,
  network: /delivery\.logs\.amazonaws\.com/,
};

const denied = (bucket: string): string =>
  `Access Denied for bucket: ${bucket}. Please check S3bucket permission`;

export const accessLogs: readonly AwsRefusalRule[] = [
  {
    id: "access-logs-in-another-region",
    types: [types.loadBalancer],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: page,
    refuse: (change) => {
      const bucket = logBucket(change);
      return bucket && bucket.region !== change.region
        ? `S3Bucket: '${bucket.id}' is not located in the same region with the load balancer`
        : undefined;
    },
  },
  {
    id: "access-logs-not-admitted",
    types: [types.loadBalancer],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: page,
    refuse: (change) => {
      const bucket = logBucket(change);
      if (!bucket) return undefined;
      const admits = change.account
        .having(types.bucketPolicy, "bucket", bucket.id)
        .some((policy) => writers[kindOf(change)]?.test(output(policy, "policy") ?? ""));
      return admits ? undefined : denied(bucket.id);
    },
  },
  {
    id: "access-logs-in-a-bucket-with-a-customer-key",
    types: [types.loadBalancer],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: page,
    refuse: (change) => {
      const bucket = logBucket(change);
      if (!bucket || kindOf(change) !== "application") return undefined;
      const path = "rules.applyServerSideEncryptionByDefault.sseAlgorithm";
      const withKey = change.account
        .having(types.bucketEncryption, path, "aws:kms")
        .some(({ outputs }) => outputs["bucket"] === bucket.id);
      return withKey ? denied(bucket.id) : undefined;
    },
  },
];

/** The bucket for requests, where it is one of this account. */
function logBucket({ account, inputs }: AwsChange): CloudObject | undefined {
  const { bucket, enabled } = block(inputs["accessLogs"]);
  return enabled === true ? account.withId(types.bucket, named(bucket))[0] : undefined;
}

function kindOf({ inputs }: AwsChange): string {
  return text(inputs["loadBalancerType"]) ?? "application";
}
