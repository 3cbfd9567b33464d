import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { appTargetGroup, type HealthCheck, loadBalancerTargetGroup } from "./target-groups";

/**
 * What stands at the entry of a region.
 *
 * - `application`: an Application Load Balancer. HTTPS, and 301 from HTTP.
 * - `network`: a Network Load Balancer that terminates TLS. It cannot redirect, so it does not listen on port 80.
 * - `network-to-application`: one fixed address in each zone (a Network Load Balancer) in front of an Application
 *   Load Balancer, for clients that keep lists of addresses.
 */
type LoadBalancerKind = "application" | "network" | "network-to-application";

export interface LoadBalancerArgs {
  readonly kind: LoadBalancerKind;
  readonly vpcId: pulumi.Input<string>;
  /** Public subnets, one for each zone; at least two. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The zone of each subnet, in the same order; names the fixed addresses. */
  readonly availabilityZones: readonly string[];
  /** Of the Application Load Balancer (`loadBalancer`) and the Network Load Balancer, as `kind` has them. */
  readonly securityGroupIds: {
    readonly loadBalancer?: pulumi.Input<string>;
    readonly networkLoadBalancer?: pulumi.Input<string>;
  };
  /** An issued certificate of this region. */
  readonly certificateArn: pulumi.Input<string>;
  /** Port the instances serve TLS on. */
  readonly targetPort: number;
  readonly healthCheck: HealthCheck;
  /** Seconds that requests in flight have when an instance leaves, 0 to 3600. */
  readonly deregistrationDelaySeconds: number;
  /** `protected` refuses deletion, in Pulumi and in AWS. */
  readonly protection: "protected" | "disposable";
}

/**
 * TLS 1.2 and 1.3, forward secrecy and authenticated ciphers only.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/**
 * Seconds a client may keep one connection; the default is 3600. A connection outlives a DNS answer, so this is how
 * long a client keeps talking to a region or zone it was told to leave. As short as the DNS answer itself: 60.
 */
const clientKeepAliveSeconds = 60;

/** The entry of one region: the load balancer, its listeners, and the group its instances join. */
export class LoadBalancer extends Component {
  readonly arn: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** Zone of `dnsName`, as an alias record needs it. */
  readonly hostedZoneId: pulumi.Output<string>;
  /** The group for the instances; known once a listener sends to it, because before that nothing checks its health. */
  readonly targetGroupArn: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:LoadBalancer", name, opts);
    this.require(
      args.subnetIds.length >= 2,
      `subnetIds must list at least 2, got ${args.subnetIds.length}; pass one public subnet for each zone`,
    );

    const appGroup = new aws.lb.TargetGroup(this.childName("app"), appTargetGroup(args), this.child());
    const { front, listener } = this.#entry(args, appGroup);

    this.arn = front.arn;
    this.dnsName = front.dnsName;
    this.hostedZoneId = front.zoneId;
    this.targetGroupArn = pulumi.all([appGroup.arn, listener.arn]).apply(([arn]) => arn);
    this.registerOutputs({
      arn: this.arn,
      dnsName: this.dnsName,
      hostedZoneId: this.hostedZoneId,
      targetGroupArn: this.targetGroupArn,
    });
  }

  #entry(args: LoadBalancerArgs, appGroup: aws.lb.TargetGroup): Entry {
    switch (args.kind) {
      case "application":
        return this.#application(args, appGroup, "internet-facing");
      case "network":
        return this.#network(args, appGroup);
      case "network-to-application":
        return this.#networkToApplication(args, appGroup);
    }
  }

  /** An Application Load Balancer: HTTPS to the instances, HTTP answered with 301. */
  #application(
    args: LoadBalancerArgs,
    appGroup: aws.lb.TargetGroup,
    scheme: "internet-facing" | "internal",
  ): ApplicationEntry {
    const { loadBalancer: securityGroupId } = args.securityGroupIds;
    this.require(securityGroupId !== undefined, `securityGroupIds.loadBalancer is needed by ${args.kind}`);
    const front = new aws.lb.LoadBalancer(
      this.childName("alb"),
      {
        loadBalancerType: "application",
        internal: scheme === "internal",
        subnets: [...args.subnetIds],
        securityGroups: [securityGroupId],
        clientKeepAlive: clientKeepAliveSeconds,
        dropInvalidHeaderFields: true,
        enableZonalShift: true,
        enableDeletionProtection: args.protection === "protected",
      },
      this.child({ protect: args.protection === "protected" }),
    );
    const listener = new aws.lb.Listener(
      this.childName("https"),
      {
        loadBalancerArn: front.arn,
        port: 443,
        protocol: "HTTPS",
        sslPolicy,
        certificateArn: args.certificateArn,
        routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000",
        defaultActions: [{ type: "forward", targetGroupArn: appGroup.arn }],
      },
      this.child(),
    );
    const redirect = new aws.lb.Listener(
      this.childName("http"),
      {
        loadBalancerArn: front.arn,
        port: 80,
        protocol: "HTTP",
        defaultActions: [
          { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
        ],
      },
      this.child(),
    );
    return { front, listener, redirect };
  }

  /**
   * A Network Load Balancer that ends the clients' TLS and opens its own to the instances.
   *
   * Cross-zone is on, although AWS charges for traffic between zones: off, the loss of one of three instances takes
   * a third of the addresses with it until DNS notices; on, the other two take over at once.
   */
  #network(args: LoadBalancerArgs, appGroup: aws.lb.TargetGroup): Entry {
    const front = this.#networkLoadBalancer(args, {
      subnets: [...args.subnetIds],
      enableCrossZoneLoadBalancing: true,
    });
    const listener = new aws.lb.Listener(
      this.childName("tls"),
      {
        loadBalancerArn: front.arn,
        port: 443,
        protocol: "TLS",
        sslPolicy,
        certificateArn: args.certificateArn,
        defaultActions: [{ type: "forward", targetGroupArn: appGroup.arn }],
      },
      this.child(),
    );
    return { front, listener };
  }

  /**
   * One Elastic IP in each zone, TCP 443 and 80 passed on to an Application Load Balancer. That one is internal:
   * facing the internet it would be a second door, around the fixed addresses.
   *
   * Cross-zone is off: AWS gives no zonal shift to a cross-zone Network Load Balancer in front of an Application Load
   * Balancer, and that one spreads over all zones by itself. A zonal shift has to be started on the front one.
   * https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.resource-types.network-load-balancers.html
   */
  #networkToApplication(args: LoadBalancerArgs, appGroup: aws.lb.TargetGroup): Entry {
    const inner = this.#application(args, appGroup, "internal");
    const front = this.#networkLoadBalancer(args, {
      enableCrossZoneLoadBalancing: false,
      subnetMappings: args.subnetIds.map((subnetId, index) => {
        const zone = args.availabilityZones[index];
        this.require(
          zone !== undefined,
          `availabilityZones must name the zone of each subnet, got ${args.availabilityZones.length} for ${args.subnetIds.length}`,
        );
        return { subnetId, allocationId: this.#fixedAddress(zone, args.protection).id };
      }),
    });
    for (const [role, port] of [
      ["https", 443],
      ["http", 80],
    ] as const) {
      const group = new aws.lb.TargetGroup(
        this.childName(role),
        loadBalancerTargetGroup(args, port),
        this.child(),
      );
      new aws.lb.TargetGroupAttachment(
        this.childName(role),
        { targetGroupArn: group.arn, targetId: inner.front.arn, port },
        // AWS takes an Application Load Balancer as a target only where it already listens on that port.
        this.child({ dependsOn: [inner.listener, inner.redirect] }),
      );
      new aws.lb.Listener(
        this.childName(`tcp-${role}`),
        {
          loadBalancerArn: front.arn,
          port,
          protocol: "TCP",
          defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
        },
        this.child(),
      );
    }
    return { front, listener: inner.listener };
  }

  #networkLoadBalancer(args: LoadBalancerArgs, shape: aws.lb.LoadBalancerArgs): aws.lb.LoadBalancer {
    const { networkLoadBalancer: securityGroupId } = args.securityGroupIds;
    // Without one at creation, a Network Load Balancer can never have one.
    this.require(
      securityGroupId !== undefined,
      `securityGroupIds.networkLoadBalancer is needed by ${args.kind}`,
    );
    return new aws.lb.LoadBalancer(
      this.childName("nlb"),
      {
        ...shape,
        loadBalancerType: "network",
        securityGroups: [securityGroupId],
        enableZonalShift: true,
        enableDeletionProtection: args.protection === "protected",
      },
      this.child({ protect: args.protection === "protected" }),
    );
  }

  /** Clients write these addresses into their own lists: losing one cannot be undone. */
  #fixedAddress(zone: string, protection: LoadBalancerArgs["protection"]): aws.ec2.Eip {
    return new aws.ec2.Eip(
      this.childName(`address-${zone}`),
      { domain: "vpc", tags: { Name: this.childName(zone) } },
      this.child({ protect: protection === "protected" }),
    );
  }
}

interface Entry {
  /** The load balancer that the world's DNS name points to. */
  readonly front: aws.lb.LoadBalancer;
  /** The listener that sends to the instances. */
  readonly listener: aws.lb.Listener;
}

interface ApplicationEntry extends Entry {
  readonly redirect: aws.lb.Listener;
}
