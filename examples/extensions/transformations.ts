import type { ResourceTransformation } from "@pulumi/pulumi";

/** A tag that only the VPCs carry. */
export const costCenter: ResourceTransformation = ({ type, props, opts }) => {
  if (type !== "aws:ec2/vpc:Vpc") return undefined;
  return { props: { ...props, tags: { ...props["tags"], CostCenter: "4711" } }, opts };
};

/** The log of the application is kept by a rule of the account: Pulumi leaves its retention alone. */
export const logRetentionIsManagedElsewhere: ResourceTransformation = ({ type, props, opts }) => {
  if (type !== "aws:cloudwatch/logGroup:LogGroup") return undefined;
  return { props, opts: { ...opts, ignoreChanges: ["retentionInDays"] } };
};
