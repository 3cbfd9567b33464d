import type * as aws from "@pulumi/aws";
import type { ResourceTransformation } from "@pulumi/pulumi";
import type { GroupArgs } from "@pulumi/aws/autoscaling";
import type { VpcArgs } from "@pulumi/aws/ec2";

/** The VPCs of all regions report how many of their addresses are used: an argument that no setting offers. */
export const addressUsageMetrics: ResourceTransformation = ({ type, props, opts }) => {
  if (type !== "aws:ec2/vpc:Vpc") return undefined;
  const changed: VpcArgs = { ...props, enableNetworkAddressUsageMetrics: true };
  return { props: changed, opts };
};

/** The logs are kept by a rule of the account: Pulumi leaves their retention alone. */
export const logRetentionIsManagedElsewhere: ResourceTransformation = ({ type, props, opts }) => {
  if (type !== "aws:cloudwatch/logGroup:LogGroup") return undefined;
  return { props, opts: { ...opts, ignoreChanges: ["retentionInDays"] } };
};

/**
 * Groups that may start another type when AWS is out of the first. All of the same size: what is left after the loss of
 * a zone is counted in instances. The quota of vCPUs is asked for with the largest.
 */
export const severalInstanceTypes: ResourceTransformation = ({ type, props, opts }) => {
  if (type !== "aws:autoscaling/group:Group") return undefined;
  const { launchTemplate, ...others } = props as GroupArgs;
  const { id, version } = launchTemplate as aws.types.input.autoscaling.GroupLaunchTemplate;
  const changed: GroupArgs = {
    ...others,
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: id, version },
        overrides: ["m7g.large", "m6g.large"].map((instanceType) => ({ instanceType })),
      },
      // On-Demand alone: AWS takes Spot instances back with two minutes' notice.
      instancesDistribution: { onDemandPercentageAboveBaseCapacity: 100 },
    },
  };
  return { props: changed, opts };
};
