import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import type { Aws, MadeResource } from "../../../support/aws";
import { creation, type RuleCase } from "../../../support/rule-case";
import type { RegionFixture } from "../../../support/region-fixture";

const weighted = (weight: number, arn = "arn:group"): Props[] => [
  { type: "forward", forward: { targetGroups: [{ arn, weight }] } },
];

function listener(aws: Aws, { loadBalancer }: RegionFixture, more: Props = {}): Promise<MadeResource> {
  return aws.create(types.listener, {
    loadBalancerArn: loadBalancer.id,
    port: 80,
    protocol: "HTTP",
    ...more,
  });
}

async function networkListener(
  aws: Aws,
  { subnets }: RegionFixture,
  more: Props = {},
): Promise<MadeResource> {
  const { id } = await aws.create(types.loadBalancer, {
    loadBalancerType: "network",
    subnets: [subnets[0].id],
  });
  return aws.create(types.listener, { loadBalancerArn: id, port: 80, protocol: "TCP", ...more });
}

function rule({ id }: MadeResource, priority: number): Props {
  return {
    listenerArn: id,
    priority,
    conditions: [{ pathPattern: { values: ["/ready"] } }],
    actions: [{ type: "forward", targetGroupArn: "arn:group" }],
  };
}

const targetGroup =
  (protocol: string, stickiness: Props) =>
  (here: RegionFixture): Props => ({
    vpcId: here.vpc.id,
    port: 443,
    protocol,
    stickiness,
  });

export const listenerCases: readonly RuleCase[] = [
  creation(
    "client-keep-alive-range",
    types.loadBalancer,
    { property: "clientKeepAlive" },
    ({ subnetIds }) => ({ subnets: subnetIds, clientKeepAlive: 59 }),
    ({ subnetIds }) => ({ subnets: subnetIds, clientKeepAlive: 60 }),
  ),
  {
    rule: "tcp-idle-timeout-seconds-range",
    expected: { property: "tcpIdleTimeoutSeconds" },
    breaks: (aws, here) => networkListener(aws, here, { tcpIdleTimeoutSeconds: 6001 }),
    passes: (aws, here) => networkListener(aws, here, { tcpIdleTimeoutSeconds: 6000 }),
  },
  {
    rule: "priority-range",
    expected: { property: "priority" },
    breaks: async (aws, here) => aws.create(types.listenerRule, rule(await listener(aws, here), 0)),
    passes: async (aws, here) => aws.create(types.listenerRule, rule(await listener(aws, here), 1)),
  },
  {
    rule: "forward-weight",
    expected: { property: "defaultActions" },
    breaks: (aws, here) => listener(aws, here, { defaultActions: weighted(1000) }),
    passes: (aws, here) => listener(aws, here, { defaultActions: weighted(999) }),
  },
  creation(
    "idle-timeout",
    types.loadBalancer,
    {
      code: "InvalidConfigurationRequest",
      quote:
        "Load balancer attribute 'idle_timeout.timeout_seconds' must be between 1 and 4000 inclusive, got 4001",
    },
    ({ subnetIds }) => ({ subnets: subnetIds, idleTimeout: 4001 }),
    ({ subnetIds }) => ({ subnets: subnetIds, idleTimeout: 4000 }),
  ),
  creation(
    "stickiness-of-another-protocol",
    types.targetGroup,
    {
      code: "InvalidConfigurationRequest",
      quote: "Stickiness type 'source_ip' is not supported for target groups with the TLS protocol",
    },
    targetGroup("TLS", { type: "source_ip", enabled: true }),
    targetGroup("TLS", { type: "source_ip", enabled: false }),
  ),
  {
    rule: "tcp-idle-timeout-of-another-protocol",
    expected: {
      code: "InvalidConfigurationRequest",
      quote:
        "The listener attribute 'tcp.idle_timeout.seconds' is not supported for listeners with the UDP protocol",
    },
    breaks: (aws, here) => networkListener(aws, here, { protocol: "UDP", tcpIdleTimeoutSeconds: 400 }),
    passes: (aws, here) => networkListener(aws, here, { protocol: "TCP", tcpIdleTimeoutSeconds: 400 }),
  },
  {
    rule: "listener-rule-priority-taken",
    expected: { code: "PriorityInUse", quote: "Priority '1' is currently in use" },
    breaks: async (aws, here) => {
      const owner = await listener(aws, here);
      await aws.create(types.listenerRule, rule(owner, 1));
      await aws.create(types.listenerRule, rule(owner, 1));
    },
    passes: async (aws, here) => {
      const owner = await listener(aws, here);
      const first = await aws.create(types.listenerRule, rule(owner, 1));
      await aws.update(first, { tags: { changed: "yes" } });
      await aws.create(types.listenerRule, rule(owner, 2));
    },
  },
  {
    rule: "listener-rule-of-network-load-balancer",
    expected: {
      code: "InvalidConfigurationRequest",
      quote:
        "Rules are only supported by listeners of Application Load Balancers, got '<elasticloadbalancing listener in us-east-1>'",
    },
    breaks: async (aws, here) => aws.create(types.listenerRule, rule(await networkListener(aws, here), 1)),
    passes: async (aws, here) => aws.create(types.listenerRule, rule(await listener(aws, here), 1)),
  },
  {
    rule: "target-group-in-use-by-weight",
    expected: {
      code: "ResourceInUse",
      quote:
        "Target group '<elasticloadbalancing targetgroup in us-east-1>' is currently in use by a listener or a rule",
    },
    breaks: async (aws, here) => {
      await listener(aws, here, { defaultActions: weighted(1, here.targetGroup.id) });
      await aws.delete(here.targetGroup);
    },
    passes: async (aws, here) => {
      const user = await listener(aws, here, { defaultActions: weighted(1, here.targetGroup.id) });
      await aws.delete(user);
      await aws.delete(here.targetGroup);
    },
  },
];
