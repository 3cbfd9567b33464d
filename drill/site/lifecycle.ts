import { poll } from "../model/clock";
import { Refused } from "../model/exit-code";
import { boot, type BootPorts } from "./boot";
import { mountDisks, unmountDisks } from "./disks";
import { requireFreePorts } from "./free-ports";
import type { NetworkKind } from "./layout";
import { createNetwork, removeNetwork, requireNoNetwork } from "./network";
import { requirePackages } from "./packages";
import { keepPriority } from "./priority";
import { isRoot, mayMakeNamespaces, mayMount } from "./privileges";
import { processesOfAnySite, processesOfSite, signal } from "./process";
import { LocalSite } from "./site";
import type { SiteTopology } from "./topology";

/** Bringing a site up, and taking it down so that nothing is left. */

export interface SitePlan {
  /** @default namespaces where this user may make them, else loopback */
  readonly network?: NetworkKind;
  readonly topology: SiteTopology;
}

/**
 * Starts a site and waits until it is fully redundant. What was started is taken down again when that fails.
 * @throws {Refused} when packages are missing, ports are in use, a site is up already, or it does not come up.
 */
export async function bringUp(home: string, plan: SitePlan, ports: BootPorts): Promise<LocalSite> {
  requirePackages();
  if (LocalSite.find(home))
    throw new Refused("a site is up already; take it down first: npm run drill -- down");
  const network = plan.network ?? (mayMakeNamespaces() ? "namespaces" : "loopback");
  const site = LocalSite.plan(home, { network, ownFileSystems: mayMount(), topology: plan.topology });
  // Before there is a site: taking that down would take down the one that has the names or the ports.
  if (network === "namespaces") requireNoNetwork();
  await requireFreePorts(site);
  site.found();
  try {
    if (network === "namespaces") await createNetwork();
    if (site.record.ownFileSystems) await mountDisks(site);
    const endPriority = keepPriority(site);
    await boot(site, ports).finally(endPriority);
    return site;
  } catch (error) {
    await takeDown(home);
    throw error;
  }
}

/**
 * Kills every process of the site and removes all that it made. It goes by what the kernel shows and not by the
 * record alone, so that a site whose record is gone does not stay for ever. Safe to repeat, and after a half start.
 * @returns whether there was anything.
 */
export async function takeDown(home: string): Promise<boolean> {
  const site = LocalSite.find(home);
  const living = async (): Promise<number[]> => [
    ...new Set([...(site ? await processesOfSite(site) : []), ...(await processesOfAnySite())]),
  ];
  let ended = 0;
  const gone = await poll(
    async () => {
      const left = await living();
      ended += left.length;
      signal(left, "SIGKILL");
      return left.length === 0 ? true : undefined;
    },
    { everyMs: 50, timeoutMs: 10_000 },
  );
  if (!gone) throw new Error(`processes of the site do not end: ${(await living()).join(", ")}`);
  const made = isRoot() ? [await removeNetwork(), await unmountDisks()] : [];
  LocalSite.forget(home);
  return site !== undefined || ended > 0 || made.includes(true);
}
