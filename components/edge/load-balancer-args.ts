import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Protection } from "../kit/protection";
import type { AccessLogs } from "./access-logs";
import type { BlueGreen, OriginVerification, TargetGroups } from "./forwarding";
import type { AppTargetGroupArgs } from "./target-groups";

export interface LoadBalancerArgs extends AppTargetGroupArgs {
  /** Public subnets, one for each zone; at least two. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The zone of each subnet, in the same order; names the fixed addresses. */
  readonly availabilityZones: readonly string[];
  /** Of the Application Load Balancer (`loadBalancer`) and the Network Load Balancer, as `kind` has them. */
  readonly securityGroupIds: {
    /** @default none, for `network` */
    readonly loadBalancer?: pulumi.Input<string>;
    /** @default none, for `application` */
    readonly networkLoadBalancer?: pulumi.Input<string>;
    /** What the load balancer that is reached from outside has beside its own. @default none */
    readonly healthChecks?: pulumi.Input<string>;
  };
  /** An issued certificate of this region. */
  readonly certificateArn: pulumi.Input<string>;
  /**
   * Seconds without a byte until a connection is closed, 1 to 4000. Targets must keep theirs open for longer, or they
   * close one that was just chosen: a 502. `network`: 350, which AWS does not let change where TLS ends.
   */
  readonly idleTimeoutSeconds: number;
  /**
   * Seconds a client may keep one connection, 60 to 604800; AWS's own default is 3600. A connection outlives a DNS
   * answer, so this is how long a client keeps talking to a region or zone it was told to leave. `network` has none.
   */
  readonly clientKeepAliveSeconds: number;
  /** Days that access logs are kept. @default there are none */
  readonly accessLogRetentionDays?: number;
  /** A second group of targets, and its part of the traffic. @default one group */
  readonly blueGreen?: BlueGreen;
  /** How requests prove that they came through the distribution in front. Not for `network`. @default nothing */
  readonly originVerification?: OriginVerification;
  /**
   * What becomes of requests that the web firewall cannot judge, because it does not answer: `allow` serves them, for
   * a firewall that is down must not take the service with it; `block` answers 500. @default there is no firewall
   */
  readonly webFirewallUnavailable?: "allow" | "block";
  /** `protected` refuses deletion, in Pulumi and in AWS. */
  readonly protection: Protection;
}

/** What the functions that build load balancers are given. */
export interface LoadBalancerNeeds {
  readonly args: LoadBalancerArgs;
  readonly groups: TargetGroups;
  readonly logs: AccessLogs | undefined;
}

export interface LoadBalancerParts {
  /** The load balancer that the public DNS name points to. */
  readonly dnsTarget: aws.lb.LoadBalancer;
  /** The one that speaks HTTP, where there is one. */
  readonly application?: aws.lb.LoadBalancer;
  readonly network?: aws.lb.LoadBalancer;
  /** Its listener for HTTPS, to which rules can be added. */
  readonly https?: aws.lb.Listener;
  /** Everything that sends to the targets: until it is there, nothing checks their health. */
  readonly senders: readonly pulumi.Output<string>[];
  /** The fixed addresses, one for each zone. */
  readonly addresses: readonly { readonly zone: string; readonly address: aws.ec2.Eip }[];
}

/**
 * TLS 1.2 and 1.3, forward secrecy and authenticated ciphers only.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";
