import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { httpsPort } from "../kit/ports";

export interface InterfaceEndpointsArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** The VPC's block: everything in it may ask, for everything in it resolves the services' names to the endpoints. */
  readonly cidrBlock: string;
  /** A subnet in each zone, so that the loss of one leaves the others their way. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Services as AWS names them behind the region, such as `secretsmanager` or `ecr.api`; at least one. */
  readonly services: readonly string[];
}

/**
 * Private ways to services of AWS, which need neither NAT nor the internet. Each costs by the hour and zone.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export class InterfaceEndpoints extends Component {
  readonly securityGroupId: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} without a service, or with one named twice. */
  constructor(name: string, args: InterfaceEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:InterfaceEndpoints", name, opts);
    const { services } = args;
    this.require(
      services.length >= 1 && new Set(services).size === services.length,
      `services must list at least 1, each once, got [${services.join(", ")}]; correct the list`,
    );
    const group = new aws.ec2.SecurityGroup(
      this.childName("group"),
      { vpcId: args.vpcId, description: "Interface endpoints", tags: { Name: name } },
      this.child(),
    );
    const ingress = new aws.vpc.SecurityGroupIngressRule(
      this.childName("from-vpc"),
      {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: httpsPort,
        toPort: httpsPort,
        cidrIpv4: args.cidrBlock,
        description: "calls of the interfaces of AWS",
      },
      this.child(),
    );
    for (const service of services) {
      new aws.ec2.VpcEndpoint(
        this.childName(service),
        {
          vpcId: args.vpcId,
          serviceName: `com.amazonaws.${args.region}.${service}`,
          vpcEndpointType: "Interface",
          // The services' own names lead to the endpoints, so that no program needs to know of them.
          privateDnsEnabled: true,
          subnetIds: [...args.subnetIds],
          securityGroupIds: [group.id],
          tags: { Name: this.childName(service) },
        },
        // From the moment that it exists, the service's name leads here.
        this.child({ dependsOn: [ingress] }),
      );
    }
    this.securityGroupId = group.id;
    this.registerOutputs({ securityGroupId: this.securityGroupId });
  }
}
