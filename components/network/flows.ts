import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerKind } from "../kit/load-balancer-kind";
import { cachePort, httpPort, httpsPort, postgresqlPort } from "../kit/ports";

/** What decides who connects to whom. */
export interface FlowsArgs {
  /** TCP port on which instances of the application listen, for traffic and for health checks alike. */
  readonly appPort: number;
  /** Which load balancers are between the internet and the application. */
  readonly loadBalancerKind: LoadBalancerKind;
  /** Who may reach the load balancers. @default everybody */
  readonly clients?: OriginClients;
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

/** Who alone may reach load balancers behind a distribution: ids of AWS's own prefix lists. */
export interface OriginClients {
  /** The servers with which CloudFront asks origins. */
  readonly distributions: pulumi.Input<string>;
  /** Route 53's. @default nobody checks the region's health */
  readonly healthCheckers?: pulumi.Input<string>;
}

/**
 * What can own a security group. Health checkers have one of their own, which the outermost load balancer has beside its
 * first: AWS's lists count as 55 and as 25 of the 60 rules that a group may have.
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
export const tiers = [
  "networkLoadBalancer",
  "loadBalancer",
  "healthChecks",
  "app",
  "databaseProxy",
  "database",
  "cache",
] as const;
export type Tier = (typeof tiers)[number];

/** One permitted direction of TCP connections; replies need no flow, for security groups keep track. */
export interface Flow {
  readonly from: Tier | "internet" | keyof OriginClients;
  readonly to: Tier;
  readonly port: number;
  readonly description: string;
}

/** Everything that may connect to anything: what is not listed here is closed. */
export function flows({ loadBalancerKind, appPort, clients, database, cache }: FlowsArgs): readonly Flow[] {
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
  const outermost = loadBalancerKind === "application" ? "loadBalancer" : "networkLoadBalancer";
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
    ...inbound[loadBalancerKind].filter(({ from }) => from !== "internet" || clients === undefined),
    ...(clients ? originFlows(clients, outermost) : []),
    ...data[database ?? "direct"],
    ...(cache === "none"
      ? []
      : [{ from: "app", to: "cache", port: cachePort, description: "cached values" } as const]),
  ];
}

/** Nothing on port 80: a distribution asks its origins over HTTPS alone. */
function originFlows({ healthCheckers }: OriginClients, outermost: Tier): readonly Flow[] {
  const distributions: Flow = {
    from: "distributions",
    to: outermost,
    port: httpsPort,
    description: "requests through CloudFront",
  };
  if (healthCheckers === undefined) return [distributions];
  const checks = {
    from: "healthCheckers",
    to: "healthChecks",
    port: httpsPort,
    description: "Route 53",
  } as const;
  return [distributions, checks];
}
