import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { networkIdleTimeoutSeconds } from "../kit/limits";
import { AccessLogs } from "./access-logs";
import { createApplicationLoadBalancer } from "./application-load-balancer";
import type { LoadBalancerParts, LoadBalancerNeeds, LoadBalancerArgs } from "./load-balancer-args";
import { targetGroups, type TargetGroups } from "./forwarding";
import { createNetworkLoadBalancer, createNetworkToApplicationLoadBalancers } from "./network-load-balancer";
import type { ComponentScope } from "./component-scope";

export type { LoadBalancerArgs } from "./load-balancer-args";

/** One value for the one group of targets, or one for each colour. */
interface ByColor {
  readonly blue: pulumi.Output<string>;
  /** Only with `blueGreen`. */
  readonly green?: pulumi.Output<string>;
}

/** The load balancer of one region, its listeners, and the groups its targets join. */
export class LoadBalancer extends Component {
  readonly arn: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** Zone of `dnsName`, as an alias record needs it. */
  readonly hostedZoneId: pulumi.Output<string>;
  /** The groups for the targets; known once a listener sends to them, because before that nothing checks their health. */
  readonly targetGroupArns: ByColor;
  /** Of the blue group, which is the only one without `blueGreen`. */
  readonly targetGroupArn: pulumi.Output<string>;
  /** The Application Load Balancer, which is what a web firewall can protect; `network` has none. */
  readonly applicationArn: pulumi.Output<string> | undefined;
  /** The listener for HTTPS of the Application Load Balancer, for rules of other services; `network` has none. */
  readonly httpsListenerArn: pulumi.Output<string> | undefined;
  /** What AWS Shield Advanced can protect here, by role: never a Network Load Balancer, only its fixed addresses. */
  readonly protectable: Readonly<Record<string, pulumi.Output<string>>>;
  /** Values of the dimensions that CloudWatch files its metrics under. */
  readonly metrics: {
    /** `LoadBalancer` in `AWS/ApplicationELB`. */
    readonly application: pulumi.Output<string> | undefined;
    /** `LoadBalancer` in `AWS/NetworkELB`. */
    readonly network: pulumi.Output<string> | undefined;
    /** `TargetGroup`, in `AWS/ApplicationELB` but for `network`. */
    readonly targetGroups: ByColor;
  };

  /** @throws {pulumi.ResourceError} for arguments that AWS would refuse, or that `kind` has no use for. */
  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:LoadBalancer", name, opts);
    this.#validate(args);
    const scope: ComponentScope = {
      childName: (role) => this.childName(role),
      child: (extra) => this.child(extra),
      require: (condition, message): asserts condition => {
        this.require(condition, message);
      },
    };
    const groups = targetGroups(scope, args);
    const parts = partsOf(scope, { args, groups, logs: this.#logs(args, groups) });

    this.arn = parts.dnsTarget.arn;
    this.dnsName = parts.dnsTarget.dnsName;
    this.hostedZoneId = parts.dnsTarget.zoneId;
    const { senders } = parts;
    this.targetGroupArns = byColor(groups, ({ arn }) => pulumi.output({ arn, senders }).arn);
    this.targetGroupArn = this.targetGroupArns.blue;
    this.applicationArn = parts.application?.arn;
    this.httpsListenerArn = parts.https?.arn;
    this.protectable = protectableOf(args, parts);
    this.metrics = {
      application: parts.application?.arnSuffix,
      network: parts.network?.arnSuffix,
      targetGroups: byColor(groups, ({ arnSuffix }) => arnSuffix),
    };
    this.registerOutputs({
      arn: this.arn,
      dnsName: this.dnsName,
      hostedZoneId: this.hostedZoneId,
      targetGroupArns: this.targetGroupArns,
    });
  }

  #validate(args: LoadBalancerArgs): void {
    this.require(
      args.subnetIds.length >= 2,
      `subnetIds must list at least 2, got ${args.subnetIds.length}; pass one public subnet for each zone`,
    );
    const within = (name: string, value: number | undefined, least: number, most: number): void => {
      this.require(
        value === undefined || (Number.isInteger(value) && value >= least && value <= most),
        `${name} must be a whole number from ${least} to ${most}, got ${String(value)}; correct it`,
      );
    };
    within("stickySessionSeconds", args.stickySessionSeconds, 0, 604_800);
    within("idleTimeoutSeconds", args.idleTimeoutSeconds, 1, 4000);
    within("clientKeepAliveSeconds", args.clientKeepAliveSeconds, 60, 604_800);
    within("blueGreen.greenPercent", args.blueGreen?.greenPercent, 0, 100);
    if (args.kind === "network") this.#validateNetwork(args);
  }

  /** What only an Application Load Balancer can do. */
  #validateNetwork(args: LoadBalancerArgs): void {
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#sticky-sessions
    this.require(
      args.stickySessionSeconds === 0,
      `stickySessionSeconds must be 0 for network, got ${args.stickySessionSeconds}; AWS keeps no sessions where ` +
        "a Network Load Balancer ends TLS: choose application or network-to-application",
    );
    this.require(
      args.idleTimeoutSeconds <= networkIdleTimeoutSeconds,
      `idleTimeoutSeconds must be at most ${networkIdleTimeoutSeconds} for network, got ${args.idleTimeoutSeconds}; ` +
        "AWS fixes it where TLS ends: choose application or network-to-application",
    );
    this.require(
      args.originVerification === undefined && args.webFirewallUnavailable === undefined,
      "originVerification and webFirewallUnavailable need a load balancer that reads requests, got network; choose application or " +
        "network-to-application",
    );
  }

  #logs(args: LoadBalancerArgs, { blue }: TargetGroups): AccessLogs | undefined {
    if (args.accessLogRetentionDays === undefined) return undefined;
    return new AccessLogs(
      this.childName("logs"),
      {
        writer: args.kind === "network" ? "network" : "application",
        neighborArn: blue.arn,
        retentionDays: args.accessLogRetentionDays,
        protection: args.protection,
      },
      { parent: this },
    );
  }
}

function partsOf(scope: ComponentScope, needs: LoadBalancerNeeds): LoadBalancerParts {
  switch (needs.args.kind) {
    case "application":
      return createApplicationLoadBalancer(scope, needs, "internet-facing");
    case "network":
      return createNetworkLoadBalancer(scope, needs);
    case "network-to-application":
      return createNetworkToApplicationLoadBalancers(scope, needs);
  }
}

function byColor(
  { blue, green }: TargetGroups,
  read: (group: TargetGroups["blue"]) => pulumi.Output<string>,
): ByColor {
  return { blue: read(blue), ...(green && { green: read(green) }) };
}

/** https://docs.aws.amazon.com/waf/latest/developerguide/ddos-protections-by-resource-type.html */
function protectableOf(
  args: LoadBalancerArgs,
  parts: LoadBalancerParts,
): Readonly<Record<string, pulumi.Output<string>>> {
  if (args.kind === "application") return { alb: parts.dnsTarget.arn };
  return Object.fromEntries(parts.addresses.map(({ zone, address }) => [`address-${zone}`, address.arn]));
}
