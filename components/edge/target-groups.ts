import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerKind } from "../kit/load-balancer-kind";

/**
 * How a load balancer asks an instance whether it works.
 *
 * `path` must be shallow: it says that this process answers, not that the database does. A deep check here would let
 * one slow database take every instance out of service at once.
 */
export interface TargetGroupHealthCheck {
  readonly path: string;
  /** Seconds between checks, 5 to 300. With `unhealthyThreshold` this is the detection time: 5 s × 2 is the fastest. */
  readonly intervalSeconds: number;
  /** Seconds until no answer counts as a failure, 2 to 120, below the interval. */
  readonly timeoutSeconds: number;
  /** Good answers in a row that bring an instance back, 2 to 10. */
  readonly healthyThreshold: number;
  /** Bad answers in a row that take it out, 2 to 10. */
  readonly unhealthyThreshold: number;
}

/** What the target groups of a load balancer are made of. */
export interface AppTargetGroupArgs {
  readonly kind: LoadBalancerKind;
  readonly vpcId: pulumi.Input<string>;
  /** What the load balancer sends to: EC2 instances, or addresses (Kubernetes' pods). */
  readonly targets: Targets;
  /** The EKS cluster of the pods, whose Auto Mode registers them only in groups that name it. @default none */
  readonly clusterName?: pulumi.Input<string>;
  /** Port the targets serve TLS on. */
  readonly targetPort: number;
  readonly healthCheck: TargetGroupHealthCheck;
  /** Seconds that requests in flight have when a target leaves, 0 to 3600. */
  readonly deregistrationDelaySeconds: number;
  /** Seconds that a client's session stays with one target, 1 to 604800; 0: it does not. Not for `network`. */
  readonly stickySessionSeconds: number;
}

/** What joins a target group: EC2 instances, or addresses, as Kubernetes' pods have. */
export type Targets = "instance" | "ip";

/**
 * The group of the instances or pods. They speak TLS, so that nothing is in clear text on the way to them; a load
 * balancer does not verify their certificate. No name is given: a fixed one forces delete before create, which AWS
 * refuses while a listener uses it
 * (https://github.com/pulumi/pulumi-aws/issues/4220).
 */
export function appTargetGroup(args: AppTargetGroupArgs): aws.lb.TargetGroupArgs {
  const common = {
    vpcId: args.vpcId,
    targetType: args.targets,
    port: args.targetPort,
    deregistrationDelay: args.deregistrationDelaySeconds,
    healthCheck: httpsCheck(args.healthCheck),
    targetGroupHealth,
    // https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
    tags: args.clusterName === undefined ? undefined : { "eks:eks-cluster-name": args.clusterName },
  };
  return args.kind === "network"
    ? {
        ...common,
        protocol: "TLS",
        // Long connections would otherwise stay on an instance that is leaving.
        connectionTermination: true,
        // Needed for zonal shift on a cross-zone Network Load Balancer.
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-zonal-shift.html
        targetHealthStates: [{ enableUnhealthyConnectionTermination: false }],
      }
    : {
        ...common,
        protocol: "HTTPS",
        // Takes traffic from an instance that answers its health check but fails requests: what `/health` cannot see.
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#automatic-target-weights
        loadBalancingAlgorithmType: "weighted_random",
        loadBalancingAnomalyMitigation: "on",
        stickiness: stickiness(args.stickySessionSeconds),
      };
}

/** Written out when it is off, too: left out, the provider would keep what there was. */
function stickiness(seconds: number): aws.types.input.lb.TargetGroupStickiness {
  return seconds === 0
    ? { type: "lb_cookie", enabled: false }
    : { type: "lb_cookie", enabled: true, cookieDuration: seconds };
}

/**
 * The group that holds an Application Load Balancer. It only exists for TCP, so TLS ends behind it. Both ports ask
 * through 443 for the instances' own health: port 80 alone would answer 301 even with no instance alive.
 */
export function loadBalancerTargetGroup(args: AppTargetGroupArgs, port: 80 | 443): aws.lb.TargetGroupArgs {
  return {
    vpcId: args.vpcId,
    targetType: "alb",
    protocol: "TCP",
    port,
    deregistrationDelay: args.deregistrationDelaySeconds,
    healthCheck: { ...httpsCheck(args.healthCheck), port: "443" },
  };
}

function httpsCheck(check: TargetGroupHealthCheck): aws.types.input.lb.TargetGroupHealthCheck {
  return {
    protocol: "HTTPS",
    path: check.path,
    matcher: "200",
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    healthyThreshold: check.healthyThreshold,
    unhealthyThreshold: check.unhealthyThreshold,
  };
}

/**
 * A zone leaves DNS when none of its instances is healthy, and only when none is healthy anywhere are the unhealthy
 * ones tried. Both at one: half a service is better than none, and the next region takes over from nothing.
 */
const targetGroupHealth: aws.types.input.lb.TargetGroupTargetGroupHealth = {
  dnsFailover: { minimumHealthyTargetsCount: "1", minimumHealthyTargetsPercentage: "off" },
  unhealthyStateRouting: { minimumHealthyTargetsCount: 1, minimumHealthyTargetsPercentage: "off" },
};
