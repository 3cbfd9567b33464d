import * as aws from "@pulumi/aws";
import type { OriginVerifyHeader } from "./origin-verify-secret";
import type { ComponentScope } from "./component-scope";
import { appTargetGroup } from "./target-groups";
import type { LoadBalancerKind } from "../kit/load-balancer-kind";

/** A second fleet beside the first, and its part of the traffic. */
export interface BlueGreen {
  /** Percent of the requests (or connections) that the green targets get, 0 to 100; blue gets the rest. */
  readonly greenPercent: number;
}

/** The targets: one group, or a blue and a green one. */
export interface TargetGroups {
  readonly blue: aws.lb.TargetGroup;
  readonly green?: aws.lb.TargetGroup;
}

type Action = aws.types.input.lb.ListenerDefaultAction & aws.types.input.lb.ListenerRuleAction;

interface ForwardingNeeds {
  readonly kind: LoadBalancerKind;
  readonly blueGreen?: BlueGreen;
  readonly stickySessionSeconds: number;
}

export function targetGroups(
  scope: ComponentScope,
  args: ForwardingNeeds & Parameters<typeof appTargetGroup>[0],
): TargetGroups {
  const group = (role: string): aws.lb.TargetGroup =>
    new aws.lb.TargetGroup(scope.childName(role), appTargetGroup(args), scope.child());
  return { blue: group("app"), ...(args.blueGreen && { green: group("green") }) };
}

/**
 * Sends to the one group, or to both by weight. Weights take effect at once and need no new target, so they are also
 * the way back. Network Load Balancers take them as well, for new connections.
 * https://aws.amazon.com/blogs/networking-and-content-delivery/network-load-balancers-now-support-weighted-target-groups
 */
export function forward({ blue, green }: TargetGroups, args: ForwardingNeeds): Action {
  if (!green || !args.blueGreen) return { type: "forward", targetGroupArn: blue.arn };
  const { greenPercent } = args.blueGreen;
  return {
    type: "forward",
    forward: {
      targetGroups: [
        { arn: blue.arn, weight: 100 - greenPercent },
        { arn: green.arn, weight: greenPercent },
      ],
      ...(args.kind !== "network" && { stickiness: groupStickiness(args.stickySessionSeconds) }),
    },
  };
}

/**
 * A session that sticks to a target must stick to the target's group first, or the next request may go to the other
 * colour and lose it. The price: sessions follow a changed weight only as their cookies expire.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#sticky-sessions
 */
function groupStickiness(seconds: number): aws.types.input.lb.ListenerDefaultActionForwardStickiness {
  return seconds === 0 ? { enabled: false, duration: 1 } : { enabled: true, duration: seconds };
}

/** How a load balancer knows that a request came through the distribution. */
export interface OriginVerification {
  readonly header: OriginVerifyHeader;
  /**
   * Paths that are served without the header, which no health check can send: what Route 53 asks of the region, and what
   * a Network Load Balancer in front asks of the application one.
   */
  readonly unverifiedPaths: readonly string[];
}

/** 403 for requests without the origin header. */
export const refusal: Action = {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", messageBody: "Forbidden", statusCode: "403" },
};

/** The two ways through a listener that otherwise refuses. */
export function verifiedRules(
  scope: ComponentScope,
  listener: aws.lb.Listener,
  verification: OriginVerification,
  action: Action,
): aws.lb.ListenerRule[] {
  const rule = (
    role: string,
    priority: number,
    condition: aws.types.input.lb.ListenerRuleCondition,
  ): aws.lb.ListenerRule =>
    new aws.lb.ListenerRule(
      scope.childName(role),
      { listenerArn: listener.arn, priority, conditions: [condition], actions: [action] },
      scope.child(),
    );
  const { headerName, value } = verification.header;
  return [
    rule("verified", 1, { httpHeader: { httpHeaderName: headerName, values: [value] } }),
    rule("unverified", 2, { pathPattern: { values: [...verification.unverifiedPaths] } }),
  ];
}
