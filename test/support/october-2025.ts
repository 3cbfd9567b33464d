/**
 * 19 and 20 October 2025, for some fifteen hours: no launches in us-east-1, and no changes of what has its control plane there.
 * A way out of the region that makes one of these calls was none. https://aws.amazon.com/message/101925
 */
export interface Call {
  /** As IAM names it: `rds:PromoteReadReplica`. */
  readonly operation: string;
  readonly region: string;
}

const controlPlaneWrite = /^(iam|route53|cloudfront):(?!Get|List|Describe|Simulate|Test)/;
const launch = /^(ec2:RunInstances|autoscaling:(Update|Set|Create|Start)|rds:CreateDB|elasticache:Create)/;

export function wasRefusedInOctober2025({ operation, region }: Call): boolean {
  return controlPlaneWrite.test(operation) || (region === "us-east-1" && launch.test(operation));
}
