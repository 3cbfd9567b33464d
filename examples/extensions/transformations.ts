import type { ResourceTransformation } from "@pulumi/pulumi";
import type { VpcArgs } from "@pulumi/aws/ec2";

/** The VPCs of all regions without DNS names: an argument that no setting offers. */
export const noDnsHostnames: ResourceTransformation = ({ type, props, opts }) => {
  if (type !== "aws:ec2/vpc:Vpc") return undefined;
  const changed: VpcArgs = { ...props, enableDnsHostnames: false };
  return { props: changed, opts };
};

/** The logs are kept by a rule of the account: Pulumi leaves their retention alone. */
export const logRetentionIsManagedElsewhere: ResourceTransformation = ({ type, props, opts }) => {
  if (type !== "aws:cloudwatch/logGroup:LogGroup") return undefined;
  return { props, opts: { ...opts, ignoreChanges: ["retentionInDays"] } };
};
