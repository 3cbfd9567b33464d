import { poll } from "../model/clock";
import { Refused } from "../model/exit-code";
import { schema } from "../app/database";
import { mountDisks, unmountDisks } from "./disks";
import { requireFreePorts } from "./free-ports";
import type { NetworkKind, Node, Program } from "./layout";
import { createNetwork, removeNetwork } from "./network";
import { requirePackages } from "./packages";
import { mayMakeNamespaces, mayMount } from "./privileges";
import { processesOfSite, signal, start } from "./process";
import { commandOf } from "./programs/command";
import { Site } from "./site";
import { databasePrimary, queryDatabase } from "./state/database";
import { ask } from "./state/http";
import { quorumLeader } from "./state/quorum";
import { steadyState } from "./state/steady";
import type { Topology } from "./topology";

/** Bringing a site up, and taking it down so that nothing is left. */

const bootTimeoutMs = 60_000;

export interface SitePlan {
  /** @default namespaces where this user may make them, else loopback */
  readonly network?: NetworkKind;
  readonly topology: Topology;
}

/**
 * Starts a site and waits until it is fully redundant. What was started is taken down again when that fails.
 * @param say tells what is being waited for.
 * @throws {Refused} when packages are missing, ports are in use, a site is up already, or it does not come up.
 */
export async function bringUp(home: string, plan: SitePlan, say: (line: string) => void): Promise<Site> {
  requirePackages();
  if (Site.find(home)) throw new Refused("a site is up already; take it down first: npm run drill -- down");
  const network = plan.network ?? (mayMakeNamespaces() ? "namespaces" : "loopback");
  const site = Site.create(home, { network, ownFileSystems: mayMount(), topology: plan.topology });
  try {
    await requireFreePorts(site);
    if (network === "namespaces") await createNetwork();
    if (site.record.ownFileSystems) await mountDisks(site);
    await boot(site, say);
    return site;
  } catch (error) {
    await takeDown(site);
    throw error;
  }
}

/** Database first, then the applications, then the load balancers, then the proof. */
async function boot(site: Site, say: (line: string) => void): Promise<void> {
  const [first, second] = site.nodesOf("postgres");
  if (!first || !second) throw new RangeError("the site has no pair of databases");
  startAll(site, "etcd", "redis", "sentinel");
  await until(site, "a quorum", say, async () => (await quorumLeader(site)) !== undefined);
  startNode(site, first);
  await until(site, "a database primary", say, async () => (await databasePrimary(site)) !== undefined);
  startNode(site, second);
  await queryDatabase(site, first, schema);
  startAll(site, "proxy", "application");
  await until(site, "the applications", say, async () => await everyApplicationLives(site));
  startAll(site, "balancer");
  await untilSteady(site, say);
}

/** Waits until every condition of steady state holds. */
export async function untilSteady(site: Site, say: (line: string) => void): Promise<void> {
  let open: readonly string[] = [];
  const steady = await poll(
    async () => {
      open = (await steadyState(site)).filter(({ ok }) => !ok).map(({ name, found }) => `${name} (${found})`);
      return open.length === 0 ? true : undefined;
    },
    { everyMs: 200, timeoutMs: bootTimeoutMs },
  );
  if (!steady)
    throw new Refused(
      `the site is not redundant after ${bootTimeoutMs / 1000} s: ${open.join("; ")}; see ${site.logs}`,
    );
  say("the site is ready and redundant");
}

/** Kills every process of the site and removes all that it made; safe to repeat, and after a half start. */
export async function takeDown(site: Site): Promise<void> {
  const gone = await poll(
    async () => {
      const left = await processesOfSite(site);
      signal(left, "SIGKILL");
      return left.length === 0 ? true : undefined;
    },
    { everyMs: 50, timeoutMs: 10_000 },
  );
  if (!gone) throw new Error(`processes of the site do not end: ${(await processesOfSite(site)).join(", ")}`);
  if (site.record.network === "namespaces") await removeNetwork();
  await unmountDisks(site);
  site.remove();
}

export function startNode(site: Site, node: Node): void {
  start(site, node, commandOf(site, node));
}

function startAll(site: Site, ...programs: readonly Program[]): void {
  for (const program of programs) for (const node of site.nodesOf(program)) startNode(site, node);
}

async function everyApplicationLives(site: Site): Promise<boolean> {
  const answers = await Promise.all(
    site.nodesOf("application").map((node) => ask(`http://${site.endpoint(node)}/health`)),
  );
  return answers.every((answer) => answer?.status === 200);
}

async function until(
  site: Site,
  what: string,
  say: (line: string) => void,
  holds: () => Promise<boolean>,
): Promise<void> {
  say(`waiting for ${what}`);
  const held = await poll(async () => ((await holds()) ? true : undefined), {
    everyMs: 50,
    timeoutMs: bootTimeoutMs,
  });
  if (!held) throw new Refused(`${what} did not come up in ${bootTimeoutMs / 1000} s; see ${site.logs}`);
}
