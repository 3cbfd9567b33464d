import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { Refused } from "../model/exit-code";
import { address, hosts, locationBlock, locations, replicationHost, type SiteLocation } from "./layout";

/**
 * The site's network where the user may make one: a namespace for each location, joined by a bridge in a namespace of
 * its own, so that no firewall and no other network of this machine is touched. Only the veth `standfast0` reaches
 * out, for the clients.
 */

const run = promisify(execFile);
const bridgeNamespace = "standfast-net";
const uplink = "standfast0";
/** Names this machine's own namespace, so that a load balancer can listen in it. */
export const hostNamespace = "standfast-host";
const netnsOf = (location: SiteLocation): string => `standfast-${location}`;

/** The file that names a location's namespace. */
export function namespaceOf(location: SiteLocation): string {
  return `/run/netns/${netnsOf(location)}`;
}

async function ip(...argv: string[]): Promise<void> {
  await run("ip", argv);
}

/** @throws {Refused} when another site has the names. */
export function requireNoNetwork(): void {
  if (!exists(bridgeNamespace)) return;
  throw new Refused(
    `the network namespace ${bridgeNamespace} exists: another site runs on this machine, or has left it; take it down first: npm run drill -- down`,
  );
}

export async function createNetwork(): Promise<void> {
  await ip("netns", "attach", hostNamespace, String(process.pid));
  await ip("netns", "add", bridgeNamespace);
  await ip("-n", bridgeNamespace, "link", "add", "bridge0", "type", "bridge");
  await ip("-n", bridgeNamespace, "link", "set", "bridge0", "up");
  await connectVeth(uplink, undefined);
  await ip("address", "add", "10.213.0.1/16", "dev", uplink);
  await ip("link", "set", uplink, "up");
  for (const location of locations) {
    const name = netnsOf(location);
    await ip("netns", "add", name);
    await connectVeth("eth0", name);
    // The first address is where connections come from: one that nothing serves, so that rules can tell them apart.
    for (const host of [1, ...hosts]) {
      await ip("-n", name, "address", "add", `${address("namespaces", location, host)}/16`, "dev", "eth0");
    }
    await ip("-n", name, "link", "set", "lo", "up");
    await ip("-n", name, "link", "set", "eth0", "up");
  }
}

let plugs = 0;
/** A cable from the bridge into a namespace, or into this machine. */
async function connectVeth(device: string, namespace: string | undefined): Promise<void> {
  const port = `port${plugs++}`;
  const far = namespace ? ["netns", namespace] : ["netns", hostNamespace];
  await ip("-n", bridgeNamespace, "link", "add", port, "type", "veth", "peer", "name", device, ...far);
  await ip("-n", bridgeNamespace, "link", "set", port, "master", "bridge0", "up");
}

/** The namespaces that are the site's alone: `outside` is this machine's own. */
const siteNamespaces = [...locations.map(netnsOf), bridgeNamespace];

const exists = (name: string): boolean => existsSync(`/run/netns/${name}`);

/** Processes that live in the site's namespaces, whoever started them. */
export async function processesInNetwork(): Promise<number[]> {
  const lists = siteNamespaces
    .filter(exists)
    .map(async (name) => (await run("ip", ["netns", "pids", name])).stdout);
  return (await Promise.all(lists)).join("\n").split(/\s+/).filter(Boolean).map(Number);
}

/**
 * Removes everything that `createNetwork` made, also half of it. Processes inside must be gone.
 * @returns whether there was anything.
 */
export async function removeNetwork(): Promise<boolean> {
  const found = [...siteNamespaces, hostNamespace].filter(exists);
  for (const name of found) await ip("netns", "delete", name);
  // The veth goes with its peer's namespace, but not at once.
  await ip("link", "delete", uplink).catch(() => undefined);
  return found.length > 0;
}

/** Packets to drop in a location's namespace: pairs of source and destination. */
type Pair = readonly [source: string, destination: string];

async function drop(location: SiteLocation, pairs: readonly Pair[]): Promise<void> {
  const rules = pairs
    .flatMap(([source, destination]) => [`ip saddr ${source} ip daddr ${destination} drop`])
    .join("; ");
  const ruleset = ["input", "output"]
    .map((hook) => `chain ${hook} { type filter hook ${hook} priority 0; ${rules}; }`)
    .join("\n");
  await inNamespace(location, ["nft", `table ip standfast {\n${ruleset}\n}`]);
}

async function inNamespace(location: SiteLocation, argv: readonly string[]): Promise<void> {
  await run("nsenter", [`--net=${namespaceOf(location)}`, "--", ...argv]);
}

/** Drops every packet between a location and the others; clients outside still reach it. */
export async function isolate(location: SiteLocation): Promise<void> {
  const own = locationBlock("namespaces", location);
  const others = locations
    .filter((other) => other !== location)
    .map((other) => locationBlock("namespaces", other));
  await drop(
    location,
    others.flatMap((other) => bothWays(own, other)),
  );
}

/** Drops what the databases and the cache of a location send to their replicas elsewhere; the rest flows. */
export async function cutReplication(location: SiteLocation): Promise<void> {
  const others = locations.filter((other) => other !== location);
  const cache = (where: SiteLocation): string => address("namespaces", where, 41);
  await drop(location, [
    ...others.flatMap((other) =>
      bothWays(address("namespaces", location, replicationHost), locationBlock("namespaces", other)),
    ),
    ...others.flatMap((other) => bothWays(cache(location), cache(other))),
  ]);
}

/** Whether a connection from one location to an address of another comes about in so many seconds. */
export async function canConnect(
  from: SiteLocation,
  to: SiteLocation,
  { host, port, seconds }: { readonly host: number; readonly port: number; readonly seconds: number },
): Promise<boolean> {
  const connect = `exec 3<>/dev/tcp/${address("namespaces", to, host)}/${port}`;
  // Its input is a socket of ours, which Bash takes for a remote login and reads the user's ~/.bashrc: seconds, for some.
  const bash = ["bash", "--norc", "-c", connect];
  return await inNamespace(from, ["timeout", String(seconds), ...bash]).then(
    () => true,
    () => false,
  );
}

function bothWays(one: string, other: string): readonly Pair[] {
  return [
    [one, other],
    [other, one],
  ];
}

/** Undoes `isolate` and `cutReplication`. */
export async function heal(): Promise<void> {
  for (const location of locations) {
    await inNamespace(location, ["nft", "delete table ip standfast"]).catch(() => undefined);
  }
}
