import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

interface LaunchNeeds {
  readonly imageId: string;
  readonly instanceType: string;
  readonly instanceProfileArn: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  /** Plain text. */
  readonly userData: pulumi.Output<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A hardened instance. Against AWS's own controls: IMDSv2 only (EC2.170), no public address (EC2.25), encrypted disks
 * (EC2.181), a launch template instead of a configuration (AutoScaling.9). Not AutoScaling.6, several instance types:
 * the load balancer spreads by requests, and instances of one size keep the room for the loss of a zone calculable.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html
 */
export function launchTemplateArgs(needs: LaunchNeeds): aws.ec2.LaunchTemplateArgs {
  const { imageId, instanceType, instanceProfileArn, securityGroupId, userData, tags } = needs;
  return {
    imageId,
    instanceType,
    iamInstanceProfile: { arn: instanceProfileArn },
    userData: userData.apply((plain) => Buffer.from(plain).toString("base64")),
    updateDefaultVersion: true,
    // What shuts itself down is gone, not a stopped instance that is forgotten.
    instanceInitiatedShutdownBehavior: "terminate",
    networkInterfaces: [
      { associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: [securityGroupId] },
    ],
    metadataOptions: {
      httpEndpoint: "enabled",
      httpTokens: "required",
      // One hop: the container is one further away, and must not have the instance's role. It has its own, see
      // `app-credentials.ts`. https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-4
      httpPutResponseHopLimit: 1,
      httpProtocolIpv6: "disabled",
      // How an instance learns the name of its group, which is made after its template. The other way, asking Auto
      // Scaling, needs a permission that AWS cannot limit to one group. No tag is secret.
      instanceMetadataTags: "enabled",
    },
    // One-minute metrics instead of five: scaling sees a rise four minutes earlier.
    monitoring: { enabled: true },
    blockDeviceMappings: [
      {
        deviceName: "/dev/xvda",
        // With AWS's own key: Auto Scaling may not use a customer-managed one unless that key's policy names its
        // service-linked role. No data of ours is on this disk.
        // https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
        ebs: { volumeType: "gp3", volumeSize: 20, encrypted: "true", deleteOnTermination: "true" },
      },
    ],
    tagSpecifications: ["volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
  };
}
