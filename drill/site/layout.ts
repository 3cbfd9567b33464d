/** Who runs where: every process of the site and its address, as data. */

/** Two regions, and a witness that only votes and keeps copies. */
export const locations = ["a", "b", "w"] as const;
export type SiteLocation = (typeof locations)[number];
export type SiteRegion = Exclude<SiteLocation, "w">;
export const regions: readonly SiteRegion[] = ["a", "b"];

export type SiteProgram = "etcd" | "redis" | "sentinel" | "postgres" | "proxy" | "application" | "balancer";

/** One unit that lives and dies as a whole; a `postgres` node is Patroni and the server that it runs. */
export interface SiteNode {
  /** For example `postgres-a`: also the name of its folder, its log and its pid file. */
  readonly name: string;
  readonly program: SiteProgram;
  readonly location: SiteLocation;
  readonly host: number;
  readonly port: number;
}

/** How the locations are told apart: by loopback addresses, or as network namespaces of their own. */
export type NetworkKind = "loopback" | "namespaces";

const prefixes: Record<NetworkKind, string> = { loopback: "127.0", namespaces: "10.213" };

export function address(network: NetworkKind, location: SiteLocation, host: number): string {
  return `${prefixes[network]}.${locations.indexOf(location) + 1}.${host}`;
}

/** The block that holds every address of one location. */
export function locationBlock(network: NetworkKind, location: SiteLocation): string {
  return `${address(network, location, 0)}/24`;
}

/** Ports beside the one that a node serves. */
export const ports = {
  /** Patroni's REST interface. */
  agent: 18_008,
  /** HAProxy's statistics. */
  statistics: 18_404,
  etcdPeer: 12_380,
  /** The load balancers together, as `http://127.0.0.1:18080` on this machine. */
  frontend: 18_080,
} as const;

/**
 * Replication reaches a database under an address of its own, so that it can be cut while clients still pass.
 * The cache needs none: its replicas call from the address that they serve.
 */
export const replicationHost = 32;

/** Addresses in use in each location, for the interface. */
export const hosts: readonly number[] = [10, 11, 21, 22, 31, replicationHost, 41, 51, 61];

function each(program: SiteProgram, where: readonly SiteLocation[], host: number, port: number): SiteNode[] {
  return where.map((location) => ({ name: `${program}-${location}`, program, location, host, port }));
}

/** Every node of the site. @param sentinels how many of the three locations get a Sentinel. */
export function siteNodes(sentinels: 1 | 3): readonly SiteNode[] {
  return [
    ...each("etcd", locations, 61, 12_379),
    ...each("redis", locations, 41, 16_379),
    ...each("sentinel", locations.slice(0, sentinels), 51, 26_379),
    ...each("postgres", regions, 31, 15_432),
    ...each("proxy", regions, 11, 15_000),
    { name: "application-a1", program: "application", location: "a", host: 21, port: 18_001 },
    { name: "application-a2", program: "application", location: "a", host: 22, port: 18_002 },
    { name: "application-b1", program: "application", location: "b", host: 21, port: 18_003 },
    ...each("balancer", regions, 10, 18_080),
  ];
}
