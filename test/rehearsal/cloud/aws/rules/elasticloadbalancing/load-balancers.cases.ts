import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { creation, nextDoor, type RuleCase } from "../../../support/rule-case";
import type { RegionFixture } from "../../../support/region-fixture";

const forward = (targetGroupArn: string) => [{ type: "forward", targetGroupArn }];

function listener({ loadBalancer }: RegionFixture, more: Props = {}): Props {
  return { loadBalancerArn: loadBalancer.id, port: 80, protocol: "HTTP", ...more };
}

export const loadBalancerCases: readonly RuleCase[] = [
  creation(
    "application-load-balancer-in-one-zone",
    types.loadBalancer,
    {
      code: "ValidationError",
      quote: "At least two subnets in two different Availability Zones must be specified",
    },
    ({ subnets }) => ({ subnets: [subnets[0].id] }),
    ({ subnets }) => ({ subnets: [subnets[0].id], loadBalancerType: "network" }),
  ),
  {
    rule: "load-balancer-twice-in-a-zone",
    expected: {
      code: "InvalidConfigurationRequest",
      quote: "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    },
    breaks: async (aws, { vpc, subnetIds }) => {
      const second = await aws.create(types.subnet, {
        vpcId: vpc.id,
        cidrBlock: "10.10.9.0/24",
        availabilityZone: "us-east-1a",
      });
      await aws.create(types.loadBalancer, { subnets: [...subnetIds, second.id] });
    },
    passes: async (aws, { vpc, subnetIds }) => {
      const fourth = await aws.create(types.subnet, {
        vpcId: vpc.id,
        cidrBlock: "10.10.9.0/24",
        availabilityZone: "us-east-1d",
      });
      await aws.create(types.loadBalancer, { subnets: [...subnetIds, fourth.id] });
    },
  },
  {
    rule: "load-balancer-in-two-vpcs",
    expected: { code: "InvalidConfigurationRequest", quote: "All subnets must belong to the same VPC" },
    breaks: async (aws, { subnets }) => {
      const other = await nextDoor(aws);
      await aws.create(types.loadBalancer, { subnets: [subnets[0].id, other.subnets[1].id] });
    },
    passes: (aws, { subnets }) => aws.create(types.loadBalancer, { subnets: [subnets[0].id, subnets[1].id] }),
  },
  {
    rule: "load-balancer-security-group-of-another-vpc",
    expected: {
      code: "InvalidConfigurationRequest",
      quote: 'Security group "<sg>" does not belong to VPC "<vpc>"',
    },
    breaks: async (aws, { subnetIds }) => {
      const { securityGroup } = await nextDoor(aws);
      await aws.create(types.loadBalancer, { subnets: subnetIds, securityGroups: [securityGroup.id] });
    },
    passes: (aws, { subnetIds, securityGroup }) =>
      aws.create(types.loadBalancer, { subnets: subnetIds, securityGroups: [securityGroup.id] }),
  },
  {
    rule: "internet-facing-without-internet-gateway",
    expected: { code: "InvalidSubnet", quote: "VPC <vpc> has no internet gateway" },
    breaks: async (aws, { internetGateway, loadBalancer, subnetIds }) => {
      await aws.delete(loadBalancer);
      await aws.delete(internetGateway);
      await aws.create(types.loadBalancer, { subnets: subnetIds });
    },
    passes: async (aws, { internetGateway, loadBalancer, subnetIds }) => {
      await aws.delete(loadBalancer);
      await aws.delete(internetGateway);
      await aws.create(types.loadBalancer, { subnets: subnetIds, internal: true });
    },
  },
  creation(
    "secure-listener-without-certificate",
    types.listener,
    { code: "ValidationError", quote: "A certificate must be specified for HTTPS listeners" },
    (here) => listener(here, { port: 443, protocol: "HTTPS" }),
    (here) => listener(here, { port: 443, protocol: "HTTPS", certificateArn: here.certificateArn }),
  ),
  {
    rule: "certificate-not-issued",
    expected: {
      code: "UnsupportedCertificate",
      quote:
        "The certificate '<acm certificate in us-east-1>' must have a fully-qualified domain name, a supported signature, and a supported key size.",
    },
    breaks: async (aws, here) => {
      const certificate = await aws.create(types.certificate, { domainName: "example.org" });
      await aws.create(
        types.listener,
        listener(here, { port: 443, protocol: "HTTPS", certificateArn: certificate.id }),
      );
    },
    passes: async (aws, here) => {
      const certificate = await aws.create(types.certificate, { domainName: "example.org" });
      await aws.create(types.certificateValidation, { certificateArn: certificate.id });
      await aws.create(
        types.listener,
        listener(here, { port: 443, protocol: "HTTPS", certificateArn: certificate.id }),
      );
    },
  },
  {
    rule: "listener-port-taken",
    expected: {
      code: "DuplicateListener",
      quote:
        "A listener already exists on this port for this load balancer '<elasticloadbalancing loadbalancer in us-east-1>'",
    },
    breaks: async (aws, here) => {
      await aws.create(types.listener, listener(here));
      await aws.create(types.listener, listener(here));
    },
    passes: async (aws, here) => {
      const first = await aws.create(types.listener, listener(here));
      await aws.update(first, { tags: { changed: "yes" } });
      await aws.create(types.listener, listener(here, { port: 81 }));
    },
  },
  creation(
    "listener-protocol-of-the-other-kind",
    types.listener,
    { code: "ValidationError", quote: "Listener protocol 'TCP' must be one of 'HTTP, HTTPS'" },
    (here) => listener(here, { protocol: "TCP" }),
    (here) => listener(here, { protocol: "HTTP" }),
  ),
  {
    rule: "target-group-of-another-vpc",
    expected: {
      code: "InvalidConfigurationRequest",
      quote:
        "Target group '<elasticloadbalancing targetgroup in us-east-1>' is in a different VPC than load balancer '<elasticloadbalancing loadbalancer in us-east-1>'",
    },
    breaks: async (aws, here) => {
      const { targetGroup } = await nextDoor(aws);
      await aws.create(types.listener, listener(here, { defaultActions: forward(targetGroup.id) }));
    },
    passes: (aws, here) =>
      aws.create(types.listener, listener(here, { defaultActions: forward(here.targetGroup.id) })),
  },
  {
    rule: "target-group-of-another-load-balancer",
    expected: {
      code: "TargetGroupAssociationLimit",
      quote:
        "The following target groups cannot be associated with more than one load balancer: <elasticloadbalancing targetgroup in us-east-1>",
    },
    breaks: async (aws, here) => {
      const second = await aws.create(types.loadBalancer, { subnets: here.subnetIds });
      const defaultActions = forward(here.targetGroup.id);
      await aws.create(types.listener, listener(here, { defaultActions }));
      await aws.create(types.listener, listener({ ...here, loadBalancer: second }, { defaultActions }));
    },
    passes: async (aws, here) => {
      const defaultActions = forward(here.targetGroup.id);
      await aws.create(types.listener, listener(here, { defaultActions }));
      await aws.create(types.listener, listener(here, { port: 81, defaultActions }));
    },
  },
  creation(
    "health-check-longer-than-its-interval",
    types.targetGroup,
    { code: "ValidationError", quote: "Health check interval must be greater than the timeout." },
    { healthCheck: { interval: 5, timeout: 5 } },
    { healthCheck: { interval: 5, timeout: 4 } },
  ),
  {
    rule: "load-balancer-target-without-listener",
    expected: {
      code: "InvalidTarget",
      quote:
        "The Application Load Balancer '<elasticloadbalancing loadbalancer in us-east-1>' has no listener on port 443; the target must have a listener on the port of the target group",
    },
    breaks: (aws, { loadBalancer, targetGroup }) =>
      aws.create(types.targetGroupAttachment, {
        targetGroupArn: targetGroup.id,
        targetId: loadBalancer.id,
      }),
    passes: async (aws, here) => {
      await aws.create(types.listener, listener(here, { port: 443 }));
      await aws.create(types.targetGroupAttachment, {
        targetGroupArn: here.targetGroup.id,
        targetId: here.loadBalancer.id,
      });
    },
  },
];
