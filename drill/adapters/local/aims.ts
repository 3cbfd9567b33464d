import type { Aim } from "../../model/adapter";
import { Refused } from "../../model/exit-code";
import type { Target } from "../../model/scenario";
import type { Node, RegionName } from "../../site/layout";
import { processesOf, serverPidOf } from "../../site/process";
import { withDescendants } from "../../site/proc";
import type { Site } from "../../site/site";
import { cachePrimary } from "../../site/state/cache";
import { databasePrimary } from "../../site/state/database";
import { quorumLeader } from "../../site/state/quorum";

/** An aim, and what of the site it means. */
export interface LocalAim extends Aim {
  readonly nodes: readonly Node[];
  /** The database server without its agent. @default false */
  readonly serverOnly?: boolean;
}

/** The region that holds the database primary. @throws {Refused} when there is none. */
export async function activeRegion(site: Site): Promise<RegionName> {
  return regionOf(await databaseLeader(site));
}

/** Finds who plays a role now. @throws {Refused} when nobody does. */
export async function localAim(
  site: Site,
  target: Target,
  choose: <T>(items: readonly T[]) => T,
): Promise<LocalAim> {
  switch (target) {
    case "application":
      return aim(target, [choose(site.nodesOf("application", await activeRegion(site)))]);
    case "load-balancer":
      return aim(target, site.nodesOf("balancer", await activeRegion(site)));
    case "cache-primary": {
      const primary = await cachePrimary(site);
      if (!primary) throw new Refused("the cache has no primary");
      return aim(target, [primary]);
    }
    case "database-primary":
      return { ...aim(target, [await databaseLeader(site)]), serverOnly: true };
    case "database-node":
      return aim(target, [await databaseLeader(site)]);
    case "quorum-leader": {
      const leader = await quorumLeader(site);
      if (!leader) throw new Refused("the quorum has no leader");
      return aim(target, [leader]);
    }
    case "zone":
      throw new Refused("the local site has no zones");
    case "active-region": {
      const region = await activeRegion(site);
      return aim(
        target,
        site.nodes.filter(({ place }) => place === region),
      );
    }
  }
}

/** The processes that an aim means now. */
export async function processesAimedAt(site: Site, { nodes, serverOnly }: LocalAim): Promise<number[]> {
  const found = await Promise.all(
    nodes.map(async (node) => {
      if (!serverOnly) return await processesOf(site, node);
      const server = await serverPidOf(site, node);
      return server === undefined ? [] : await withDescendants([server]);
    }),
  );
  return found.flat();
}

function aim(target: Target, nodes: readonly Node[]): LocalAim {
  const [first] = nodes;
  if (!first) throw new Refused(`nobody plays the role ${target}`);
  return { target, nodes, region: first.place, members: nodes.map(({ name }) => name) };
}

async function databaseLeader(site: Site): Promise<Node> {
  const primary = await databasePrimary(site);
  if (!primary) throw new Refused("the database has no primary");
  return primary;
}

function regionOf({ place }: Node): RegionName {
  if (place === "w") throw new RangeError("the witness holds no database");
  return place;
}
