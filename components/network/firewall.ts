import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import type { LoadBalancerKind } from "../kit/load-balancer-kind";
import { cachePort, httpPort, httpsPort, postgresqlPort } from "../kit/ports";

export interface FirewallArgs {
  readonly vpcId: pulumi.Input<string>;
  /** TCP port on which instances of the application listen, for traffic and for health checks alike. */
  readonly appPort: number;
  /** Which load balancers are between the internet and the application. */
  readonly loadBalancerKind: LoadBalancerKind;
  /**
   * The application's group where something else made it, as EKS does for a cluster. Its egress is
   * then not managed here. @default one is made
   */
  readonly appSecurityGroupId?: pulumi.Input<string>;
  /** How the application reaches its database. @default direct */
  readonly database?: DatabaseAccess;
  /** How the application reaches its cache, ElastiCache and MemoryDB alike. @default direct */
  readonly cache?: "none" | "direct";
}

/**
 * - `none`: the platform has no database;
 * - `direct`: the application connects to it;
 * - `proxy`: the application connects to RDS Proxy, which alone connects to the database;
 * - `proxy-and-readers`: so, and the application also connects to read replicas, which the proxy of an instance does
 *   not reach.
 */
export type DatabaseAccess = "none" | "direct" | "proxy" | "proxy-and-readers";

/** What can own a security group. */
const tiers = ["networkLoadBalancer", "loadBalancer", "app", "databaseProxy", "database", "cache"] as const;
type Tier = (typeof tiers)[number];

/** One permitted direction of TCP connections; replies need no flow, for security groups keep track. */
interface Flow {
  readonly from: Tier | "internet";
  readonly to: Tier | "internet";
  readonly port: number;
  readonly description: string;
}

/** Everything that may connect to anything: what is not listed here is closed. */
function flows({ loadBalancerKind, appPort, database, cache }: FirewallArgs): readonly Flow[] {
  const inbound: Record<LoadBalancerKind, readonly Flow[]> = {
    application: [
      { from: "internet", to: "loadBalancer", port: httpsPort, description: "clients" },
      {
        from: "internet",
        to: "loadBalancer",
        port: httpPort,
        description: "clients to be redirected to HTTPS",
      },
      { from: "loadBalancer", to: "app", port: appPort, description: "requests and health checks" },
    ],
    network: [
      { from: "internet", to: "networkLoadBalancer", port: httpsPort, description: "clients" },
      { from: "networkLoadBalancer", to: "app", port: appPort, description: "connections and health checks" },
    ],
    "network-to-application": [
      { from: "internet", to: "networkLoadBalancer", port: httpsPort, description: "clients" },
      {
        from: "internet",
        to: "networkLoadBalancer",
        port: httpPort,
        description: "clients to be redirected to HTTPS",
      },
      {
        from: "networkLoadBalancer",
        to: "loadBalancer",
        port: httpsPort,
        description: "connections and health checks",
      },
      {
        from: "networkLoadBalancer",
        to: "loadBalancer",
        port: httpPort,
        description: "clients to be redirected to HTTPS",
      },
      { from: "loadBalancer", to: "app", port: appPort, description: "requests and health checks" },
    ],
  };
  const toDatabase: Flow = { from: "app", to: "database", port: postgresqlPort, description: "queries" };
  const throughProxy: readonly Flow[] = [
    { from: "app", to: "databaseProxy", port: postgresqlPort, description: "queries" },
    {
      from: "databaseProxy",
      to: "database",
      port: postgresqlPort,
      description: "queries of all applications",
    },
  ];
  const data: Record<DatabaseAccess, readonly Flow[]> = {
    none: [],
    direct: [toDatabase],
    proxy: throughProxy,
    "proxy-and-readers": [...throughProxy, { ...toDatabase, description: "queries to read replicas" }],
  };
  return [
    ...inbound[loadBalancerKind],
    ...data[database ?? "direct"],
    ...(cache === "none"
      ? []
      : [{ from: "app", to: "cache", port: cachePort, description: "cached values" } as const]),
    { from: "app", to: "internet", port: httpsPort, description: "AWS interfaces, images and packages" },
  ];
}

const descriptions: Readonly<Record<Tier, string>> = {
  networkLoadBalancer: "Network load balancer",
  loadBalancer: "Application load balancer",
  app: "Application instances",
  databaseProxy: "Database proxy",
  database: "Database",
  cache: "Cache",
};

/**
 * One security group a tier, and between them only the flows listed above: group to group, so that an address
 * that is reused by something else gains nothing. Only the load balancers are open to the internet.
 */
export class Firewall extends Component {
  /** By tier; asking for the group of a tier that the platform does not have is refused. */
  readonly securityGroupIds: SecurityGroupIds;

  /** @throws {pulumi.ResourceError} when `appPort` is no TCP port. */
  constructor(name: string, args: FirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:Firewall", name, opts);
    this.require(
      Number.isInteger(args.appPort) && args.appPort >= 1 && args.appPort <= 65535,
      `appPort must be a whole number from 1 to 65535, got ${args.appPort}; give the port the application listens on`,
    );

    const isManagedElsewhere = args.appSecurityGroupId !== undefined;
    const permitted = flows(args).filter(
      ({ from, to }) => !(isManagedElsewhere && from === "app" && to === "internet"),
    );
    const group = (tier: Tier): pulumi.Output<string> =>
      new aws.ec2.SecurityGroup(
        this.childName(tier),
        { vpcId: args.vpcId, description: descriptions[tier], tags: { Name: this.childName(tier) } },
        this.child(),
      ).id;
    const used = tiers.filter((tier) => permitted.some(({ from, to }) => from === tier || to === tier));
    const ids = Object.fromEntries(
      used.map((tier) => [
        tier,
        tier === "app" && args.appSecurityGroupId !== undefined
          ? pulumi.output(args.appSecurityGroupId)
          : group(tier),
      ]),
    );
    this.securityGroupIds = new SecurityGroupIds(ids, (tier): never => {
      this.require(
        false,
        `securityGroupIds.${tier} was asked for, but the platform has no ${tier}; see FirewallArgs`,
      );
    });
    for (const flow of permitted) this.#permit(flow, ids);

    this.registerOutputs({ securityGroupIds: ids });
  }

  /** Opens both ends of a flow; the internet's end is not ours to open. */
  #permit({ from, to, port, description }: Flow, ids: Groups): void {
    const name = this.childName(`${from}-to-${to}-${port}`);
    const rule = { ipProtocol: "tcp", fromPort: port, toPort: port, description };
    const [source, target] = [ids[from], ids[to]];
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
}

type Groups = Readonly<Record<string, pulumi.Output<string> | undefined>>;

/** Security groups by tier: nothing that connects to a store can be built for a platform without that store. */
class SecurityGroupIds {
  readonly #ids: Groups;
  readonly #refuse: (tier: Tier) => never;

  constructor(ids: Groups, refuse: (tier: Tier) => never) {
    this.#ids = ids;
    this.#refuse = refuse;
  }

  /** None where `loadBalancerKind` has no such load balancer. */
  get networkLoadBalancer(): pulumi.Output<string> | undefined {
    return this.#ids["networkLoadBalancer"];
  }

  /** None where `loadBalancerKind` has no such load balancer. */
  get loadBalancer(): pulumi.Output<string> | undefined {
    return this.#ids["loadBalancer"];
  }

  get app(): pulumi.Output<string> {
    return this.#of("app");
  }

  get databaseProxy(): pulumi.Output<string> {
    return this.#of("databaseProxy");
  }

  get database(): pulumi.Output<string> {
    return this.#of("database");
  }

  get cache(): pulumi.Output<string> {
    return this.#of("cache");
  }

  #of(tier: Tier): pulumi.Output<string> {
    const id = this.#ids[tier];
    return id ?? this.#refuse(tier);
  }
}

/** The other end of a rule: a security group, or the whole IPv4 internet. */
function peer(group: pulumi.Output<string> | undefined) {
  return group ? { referencedSecurityGroupId: group } : { cidrIpv4: "0.0.0.0/0" };
}
