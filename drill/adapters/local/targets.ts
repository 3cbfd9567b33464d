import type { DrillTarget } from "../../model/adapter";
import { Refused } from "../../model/exit-code";
import type { TargetRole } from "../../model/scenario";
import type { SiteNode, SiteRegion } from "../../site/layout";
import { processesOf, serverPidOf } from "../../site/process";
import { withDescendants } from "../../site/proc";
import type { LocalSite } from "../../site/site";
import { cachePrimary } from "../../site/state/cache";
import { databasePrimary } from "../../site/state/database";
import { quorumLeader } from "../../site/state/quorum";

/** A target, and what of the site it means. */
export interface LocalTarget extends DrillTarget {
  readonly nodes: readonly SiteNode[];
  /** The database server without its agent. @default false */
  readonly serverOnly?: boolean;
}

/** The region that holds the database primary. @throws {Refused} when there is none. */
export async function activeRegion(site: LocalSite): Promise<SiteRegion> {
  return regionOf(await databaseLeader(site));
}

/** Finds who plays a role now. @throws {Refused} when none is found. */
export async function resolveLocalTarget(
  site: LocalSite,
  role: TargetRole,
  choose: <T>(items: readonly T[]) => T,
): Promise<LocalTarget> {
  switch (role) {
    case "application":
      return targetNodes(role, [choose(site.nodesOf("application", await activeRegion(site)))]);
    case "load-balancer":
      return targetNodes(role, site.nodesOf("balancer", await activeRegion(site)));
    case "cache-primary": {
      const primary = await cachePrimary(site);
      if (!primary) throw new Refused("the cache has no primary");
      return targetNodes(role, [primary]);
    }
    case "database-primary":
      return { ...targetNodes(role, [await databaseLeader(site)]), serverOnly: true };
    case "database-node":
      return targetNodes(role, [await databaseLeader(site)]);
    case "quorum-leader": {
      const leader = await quorumLeader(site);
      if (!leader) throw new Refused("the quorum has no leader");
      return targetNodes(role, [leader]);
    }
    case "zone":
      throw new Refused("the local site has no zones");
    case "active-region": {
      const region = await activeRegion(site);
      return targetNodes(
        role,
        site.nodes.filter(({ location }) => location === region),
      );
    }
  }
}

/** The processes that a target means now. */
export async function targetedProcesses(
  site: LocalSite,
  { nodes, serverOnly }: LocalTarget,
): Promise<number[]> {
  const found = await Promise.all(
    nodes.map(async (node) => {
      if (!serverOnly) return await processesOf(site, node);
      const server = await serverPidOf(site, node);
      return server === undefined ? [] : await withDescendants([server]);
    }),
  );
  return found.flat();
}

function targetNodes(role: TargetRole, nodes: readonly SiteNode[]): LocalTarget {
  const [first] = nodes;
  if (!first) throw new Refused(`no part plays the role ${role}`);
  return { role, nodes, region: first.location, members: nodes.map(({ name }) => name) };
}

async function databaseLeader(site: LocalSite): Promise<SiteNode> {
  const primary = await databasePrimary(site);
  if (!primary) throw new Refused("the database has no primary");
  return primary;
}

function regionOf({ location }: SiteNode): SiteRegion {
  if (location === "w") throw new RangeError("the witness holds no database");
  return location;
}
