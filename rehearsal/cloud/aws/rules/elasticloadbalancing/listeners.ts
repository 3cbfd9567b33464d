/** Where listeners and their rules send requests: weights, priorities, sessions. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { block, blocks, named, number, text } from "../../../values";
import { types } from "../../type-tokens";
import { others } from "../references";

/** The stickiness that target groups of a protocol know; for TLS there is none. */
const stickinessOf: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["lb_cookie", "app_cookie"],
  HTTPS: ["lb_cookie", "app_cookie"],
  TCP: ["source_ip"],
  UDP: ["source_ip"],
  TCP_UDP: ["source_ip"],
  TLS: [],
};

/** Whole numbers of the load balancer and its listeners that the provider checks by itself. */
const ranges = [
  {
    type: types.loadBalancer,
    property: "clientKeepAlive",
    field: "client_keep_alive",
    min: 60,
    max: 604_800,
  },
  {
    type: types.listener,
    property: "tcpIdleTimeoutSeconds",
    field: "tcp_idle_timeout_seconds",
    min: 60,
    max: 6000,
  },
  { type: types.listenerRule, property: "priority", field: "priority", min: 1, max: 99_999 },
] as const;

const inRange: readonly AwsRefusalRule[] = ranges.map(({ type, property, field, min, max }) => ({
  id: `${field.replaceAll("_", "-")}-range`,
  types: [type],
  when: "plan",
  property,
  link: docs.loadBalancing(type === types.listenerRule ? "CreateRule" : "LoadBalancerAttribute"),
  refuse: ({ inputs }) => {
    const value = number(inputs[property]);
    if (value === undefined || (value >= min && value <= max)) return undefined;
    return `expected ${field} to be in the range (${min} - ${max}), got ${value}`;
  },
}));

export const listeners: readonly AwsRefusalRule[] = [
  ...inRange,
  {
    id: "forward-weight",
    types: [types.listener],
    when: "plan",
    property: "defaultActions",
    link: docs.loadBalancing("TargetGroupTuple"),
    refuse: ({ inputs }) => {
      const weight = blocks(inputs["defaultActions"])
        .flatMap(({ forward }) => blocks(block(forward)["targetGroups"]))
        .map((group) => number(group["weight"]))
        .find((value) => value !== undefined && (value < 0 || value > 999));
      return weight === undefined ? undefined : `expected weight to be in the range (0 - 999), got ${weight}`;
    },
  },
  {
    id: "idle-timeout",
    types: [types.loadBalancer],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: docs.loadBalancing("LoadBalancerAttribute"),
    refuse: ({ inputs }) => {
      const seconds = number(inputs["idleTimeout"]);
      if (seconds === undefined || (seconds >= 1 && seconds <= 4000)) return undefined;
      return `Load balancer attribute 'idle_timeout.timeout_seconds' must be between 1 and 4000 inclusive, got ${seconds}`;
    },
  },
  {
    id: "stickiness-of-another-protocol",
    types: [types.targetGroup],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html",
    refuse: ({ inputs }) => {
      const { type, enabled } = block(inputs["stickiness"]);
      const known = stickinessOf[named(inputs["protocol"])];
      const kind = text(type);
      if (kind === undefined || known === undefined || enabled === false || known.includes(kind))
        return undefined;
      return `Stickiness type '${kind}' is not supported for target groups with the ${named(inputs["protocol"])} protocol`;
    },
  },
  {
    id: "tcp-idle-timeout-of-another-protocol",
    types: [types.listener],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html",
    refuse: ({ inputs }) => {
      const protocol = text(inputs["protocol"]);
      if (
        number(inputs["tcpIdleTimeoutSeconds"]) === undefined ||
        protocol === undefined ||
        protocol === "TCP"
      )
        return undefined;
      return `The listener attribute 'tcp.idle_timeout.seconds' is not supported for listeners with the ${protocol} protocol`;
    },
  },
  {
    id: "listener-rule-priority-taken",
    types: [types.listenerRule],
    when: "apply",
    code: "PriorityInUse",
    link: docs.loadBalancing("CreateRule"),
    refuse: (change) => {
      const [arn, priority] = [text(change.inputs["listenerArn"]), number(change.inputs["priority"])];
      if (arn === undefined || priority === undefined) return undefined;
      const taken = others(change, change.account.having(types.listenerRule, "listenerArn", arn)).some(
        ({ outputs }) => number(outputs["priority"]) === priority,
      );
      return taken ? `Priority '${priority}' is currently in use` : undefined;
    },
  },
  {
    id: "listener-rule-of-network-load-balancer",
    types: [types.listenerRule],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: docs.loadBalancing("CreateRule"),
    refuse: ({ inputs }) => {
      const arn = named(inputs["listenerArn"]);
      if (!arn.includes(":listener/net/")) return undefined;
      return `Rules are only supported by listeners of Application Load Balancers, got '${arn}'`;
    },
  },
  {
    id: "target-group-in-use-by-weight",
    types: [types.targetGroup],
    when: "delete",
    code: "ResourceInUse",
    link: docs.loadBalancing("DeleteTargetGroup"),
    refuse: ({ account, self }) => {
      if (!self) return undefined;
      const senders = [
        ...account.having(types.listener, "defaultActions.forward.targetGroups.arn", self.id),
        ...account.having(types.listenerRule, "actions.forward.targetGroups.arn", self.id),
        ...account.having(types.listenerRule, "actions.targetGroupArn", self.id),
      ];
      return senders.length > 0
        ? `Target group '${self.id}' is currently in use by a listener or a rule`
        : undefined;
    },
  },
];
