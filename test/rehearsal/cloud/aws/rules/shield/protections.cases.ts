import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws } from "../../../support/aws";
import type { RuleCase } from "../../../support/rule-case";

async function checked(aws: Aws, resourceArn: string): Promise<void> {
  const { id } = await aws.create(types.shieldProtection, { resourceArn });
  await aws.create(types.shieldHealthCheck, {
    shieldProtectionId: id,
    healthCheckArn: "arn:aws:route53:::healthcheck/1",
  });
}

export const shieldProtectionCases: readonly RuleCase[] = [
  {
    rule: "protection-of-what-shield-does-not-take",
    expected: {
      code: "InvalidResourceException",
      quote:
        "Unrecognized resource '<elasticloadbalancing loadbalancer in us-east-1>' of service 'elasticloadbalancing'.",
    },
    breaks: async (aws, { subnetIds }) => {
      const inner = await aws.create(types.loadBalancer, {
        name: "inner",
        subnets: subnetIds,
        internal: true,
      });
      await aws.create(types.shieldProtection, { resourceArn: inner.id });
    },
    passes: (aws, { loadBalancer }) => aws.create(types.shieldProtection, { resourceArn: loadBalancer.id }),
  },
  {
    rule: "protected-twice",
    expected: {
      code: "ResourceAlreadyExistsException",
      quote: "Protection already exists for resource '<elasticloadbalancing loadbalancer in us-east-1>'.",
    },
    breaks: async (aws, { loadBalancer }) => {
      await aws.create(types.shieldProtection, { resourceArn: loadBalancer.id });
      await aws.create(types.shieldProtection, { resourceArn: loadBalancer.id });
    },
    passes: async (aws, { loadBalancer }) => {
      await aws.create(types.shieldProtection, { resourceArn: loadBalancer.id });
      await aws.create(types.shieldProtection, { resourceArn: "arn:aws:route53:::hostedzone/Z1" });
    },
  },
  {
    rule: "health-check-of-a-protected-zone",
    expected: {
      code: "InvalidParameterException",
      quote: "Health-based detection is not supported for Route 53 hosted zones.",
    },
    breaks: (aws) => checked(aws, "arn:aws:route53:::hostedzone/Z1"),
    passes: (aws, { loadBalancer }) => checked(aws, loadBalancer.id),
  },
];
