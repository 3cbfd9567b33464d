import type { Aim } from "../../model/adapter";
import { Refused } from "../../model/exit-code";
import { isDeposed } from "./promotion";
import { requireTagged } from "./guard";
import { findCache, findDatabase, findFleet, findSubnets, tagsOfCache } from "./parts";
import type { Database, Net, Site, Tags } from "./parts";
import type { Target } from "../../model/scenario";
import { whyImpossible } from "./possible";

/** An aim, and what on AWS it means. */
export type AwsAim = Aim & { readonly site: Site } & (
    | { readonly kind: "instance"; readonly instanceId: string }
    | { readonly kind: "database"; readonly database: Database }
    | { readonly kind: "shard"; readonly groupId: string; readonly shardId: string; readonly since: Date }
    | {
        readonly kind: "zone";
        readonly zone: string;
        readonly subnets: readonly Net[];
        readonly database: Database;
        /** Tags that select the cache, and nothing of another stack. */
        readonly cacheTags: Tags;
      }
    | {
        readonly kind: "region";
        readonly subnets: readonly Net[];
        readonly database: Database;
        /** The replica that takes over. */
        readonly heir: { readonly site: Site; readonly database: Database };
      }
  );

/**
 * Finds who plays a role now.
 * @throws {Refused} when nobody does, when AWS offers no way to break it, or when the tag is missing.
 */
export async function awsAim(
  sites: readonly Site[],
  target: Target,
  choose: <T>(items: readonly T[]) => T,
): Promise<AwsAim> {
  const active = await activeSite(sites);
  const { site, database } = active;
  const { region } = site.place;
  switch (target) {
    case "application": {
      const { name, tags, inService } = await findFleet(site);
      requireTagged([{ name, tags }]);
      if (inService.length === 0) throw new Refused(`${name} has no instance in service`);
      const { InstanceId: instanceId, AvailabilityZone = region } = choose(inService);
      const members = [`${instanceId} in ${AvailabilityZone}`];
      return { kind: "instance", target, region, site, members, instanceId };
    }
    case "database-primary": {
      requireMovable(database);
      requireTagged([{ name: database.identifier, tags: database.tags }]);
      const members = [`${database.identifier} in ${database.zone}`];
      return { kind: "database", target, region, site, members, database };
    }
    case "cache-primary": {
      const cache = await findCache(site);
      requireTagged([{ name: cache.id, tags: await tagsOfCache(site, cache) }]);
      const whole = cache.shards.filter(({ nodes }) => nodes >= 2);
      if (whole.length === 0) throw new Refused(`${cache.id} has no shard with a replica to fail over to`);
      const { id: shardId } = choose(whole);
      const members = [`shard ${shardId} of ${cache.id}`];
      return { kind: "shard", target, region, site, members, groupId: cache.id, shardId, since: new Date() };
    }
    case "zone":
      return await zoneAim(active);
    case "active-region":
      return await regionAim(active, sites);
    case "database-node":
    case "load-balancer":
    case "quorum-leader":
      throw new Refused(whyImpossible("kill", target) ?? `${target} cannot be aimed at`);
  }
}

export interface Active {
  readonly site: Site;
  readonly database: Database;
}

/**
 * The region whose database follows no other; one that was fenced off when its heir was promoted is none.
 * @throws {Refused} unless there is exactly one.
 */
export async function activeSite(sites: readonly Site[]): Promise<Active> {
  const all = await Promise.all(sites.map(async (site) => ({ site, database: await findDatabase(site) })));
  const primaries = all.filter(({ database }) => database.source === undefined && !isDeposed(database));
  const [active, ...others] = primaries;
  if (active && others.length === 0) return active;
  const regions = primaries.map(({ site }) => site.place.region).join(", ");
  throw new Refused(`exactly one region must hold the database primary, found ${regions || "none"}`);
}

async function zoneAim({ site, database }: Active): Promise<AwsAim> {
  requireMovable(database);
  const { region } = site.place;
  const { zone } = database;
  const subnets = await findSubnets(site, database, zone);
  const cache = await findCache(site);
  const cacheTags = await tagsOfCache(site, cache);
  requireTagged([
    ...subnets.map(({ id, tags }) => ({ name: id, tags })),
    { name: database.identifier, tags: database.tags },
    { name: cache.id, tags: cacheTags },
  ]);
  const members = [zone, ...subnets.map(({ id }) => id), database.identifier, cache.id];
  return { kind: "zone", target: "zone", region, site, members, zone, subnets, database, cacheTags };
}

async function regionAim({ site, database }: Active, sites: readonly Site[]): Promise<AwsAim> {
  const { region } = site.place;
  const heir = await heirOf(database, region, sites);
  const subnets = await findSubnets(site, database);
  requireTagged([
    ...subnets.map(({ id, tags }) => ({ name: id, tags })),
    { name: database.identifier, tags: database.tags },
    { name: heir.database.identifier, tags: heir.database.tags },
  ]);
  const taker = `${heir.database.identifier} in ${heir.site.place.region}`;
  const members = [...subnets.map(({ id }) => id), database.identifier, `${taker} is promoted`];
  return { kind: "region", target: "active-region", region, site, members, subnets, database, heir };
}

/** The first standby, in the stack's order of failover, whose database follows this one. */
async function heirOf({ arn }: Database, region: string, sites: readonly Site[]) {
  for (const site of sites.filter(({ place }) => place.region !== region)) {
    const database = await findDatabase(site);
    if (database.source === arn && database.status === "available") return { site, database };
  }
  throw new Refused(`no other region has an available replica of the database in ${region}`);
}

function requireMovable({ raw, identifier }: Database): void {
  if (raw.MultiAZ) return;
  throw new Refused(`${identifier} is not Multi-AZ; it has no standby in another zone to fail over to`);
}
