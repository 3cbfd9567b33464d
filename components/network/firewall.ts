import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

export type LoadBalancerKind = "application" | "network" | "network-to-application";

export interface FirewallArgs {
  readonly vpcId: pulumi.Input<string>;
  /** TCP port on which instances of the application listen, for traffic and for health checks alike. */
  readonly appPort: number;
  /** Which load balancers stand between the world and the application. */
  readonly loadBalancerKind: LoadBalancerKind;
}

/** What can own a security group. */
type Tier = "networkLoadBalancer" | "loadBalancer" | "app" | "database" | "cache";

/** One permitted direction of TCP connections; replies need no flow, for security groups keep track. */
interface Flow {
  readonly from: Tier | "world";
  readonly to: Tier | "world";
  readonly port: number;
  readonly why: string;
}

const https = 443;
const http = 80;
const postgresql = 5432;
const valkey = 6379;

/** Everything that may connect to anything: what is not listed here is closed. */
function flows(kind: LoadBalancerKind, appPort: number): readonly Flow[] {
  const entry: Record<LoadBalancerKind, readonly Flow[]> = {
    application: [
      { from: "world", to: "loadBalancer", port: https, why: "visitors" },
      { from: "world", to: "loadBalancer", port: http, why: "visitors to be redirected to HTTPS" },
      { from: "loadBalancer", to: "app", port: appPort, why: "requests and health checks" },
    ],
    network: [
      { from: "world", to: "networkLoadBalancer", port: https, why: "visitors" },
      { from: "networkLoadBalancer", to: "app", port: appPort, why: "connections and health checks" },
    ],
    "network-to-application": [
      { from: "world", to: "networkLoadBalancer", port: https, why: "visitors" },
      { from: "world", to: "networkLoadBalancer", port: http, why: "visitors to be redirected to HTTPS" },
      { from: "networkLoadBalancer", to: "loadBalancer", port: https, why: "connections and health checks" },
      {
        from: "networkLoadBalancer",
        to: "loadBalancer",
        port: http,
        why: "visitors to be redirected to HTTPS",
      },
      { from: "loadBalancer", to: "app", port: appPort, why: "requests and health checks" },
    ],
  };
  return [
    ...entry[kind],
    { from: "app", to: "database", port: postgresql, why: "queries" },
    { from: "app", to: "cache", port: valkey, why: "cached values" },
    { from: "app", to: "world", port: https, why: "AWS interfaces, images and packages" },
  ];
}

const descriptions: Readonly<Record<Tier, string>> = {
  networkLoadBalancer: "Network load balancer",
  loadBalancer: "Application load balancer",
  app: "Application instances",
  database: "Database",
  cache: "Cache",
};

/**
 * One security group a tier, and between them only the flows listed above: group to group, so that an address
 * that is reused by something else gains nothing. Only the entry is open to the world.
 */
export class Firewall extends Component {
  /** By tier; a load balancer that `loadBalancerKind` does not use has none. */
  readonly securityGroupIds: {
    readonly networkLoadBalancer?: pulumi.Output<string>;
    readonly loadBalancer?: pulumi.Output<string>;
    readonly app: pulumi.Output<string>;
    readonly database: pulumi.Output<string>;
    readonly cache: pulumi.Output<string>;
  };

  /** @throws {pulumi.ResourceError} when `appPort` is no TCP port. */
  constructor(name: string, args: FirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:Firewall", name, opts);
    this.require(
      Number.isInteger(args.appPort) && args.appPort >= 1 && args.appPort <= 65535,
      `appPort must be a whole number from 1 to 65535, got ${args.appPort}; give the port the application listens on`,
    );

    const permitted = flows(args.loadBalancerKind, args.appPort);
    const group = (tier: Tier): pulumi.Output<string> =>
      new aws.ec2.SecurityGroup(
        this.childName(tier),
        { vpcId: args.vpcId, description: descriptions[tier], tags: { Name: this.childName(tier) } },
        this.child(),
      ).id;
    const uses = (tier: Tier): boolean => permitted.some(({ from, to }) => from === tier || to === tier);
    this.securityGroupIds = {
      ...(uses("networkLoadBalancer") && { networkLoadBalancer: group("networkLoadBalancer") }),
      ...(uses("loadBalancer") && { loadBalancer: group("loadBalancer") }),
      app: group("app"),
      database: group("database"),
      cache: group("cache"),
    };
    for (const flow of permitted) this.#permit(flow);

    this.registerOutputs({ securityGroupIds: this.securityGroupIds });
  }

  /** Opens both ends of a flow; the world's end is not ours to open. */
  #permit({ from, to, port, why }: Flow): void {
    const name = this.childName(`${from}-to-${to}-${port}`);
    const rule = { ipProtocol: "tcp", fromPort: port, toPort: port, description: why };
    const [source, target] = [this.#groupOf(from), this.#groupOf(to)];
    if (target) {
      new aws.vpc.SecurityGroupIngressRule(
        name,
        { ...rule, securityGroupId: target, ...peer(source) },
        this.child(),
      );
    }
    if (source) {
      new aws.vpc.SecurityGroupEgressRule(
        name,
        { ...rule, securityGroupId: source, ...peer(target) },
        this.child(),
      );
    }
  }

  #groupOf(end: Tier | "world"): pulumi.Output<string> | undefined {
    return end === "world" ? undefined : this.securityGroupIds[end];
  }
}

/** The other end of a rule: a security group, or the whole IPv4 internet. */
function peer(group: pulumi.Output<string> | undefined) {
  return group ? { referencedSecurityGroupId: group } : { cidrIpv4: "0.0.0.0/0" };
}
