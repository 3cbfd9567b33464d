import type { DrillTarget } from "../../model/adapter";
import { Refused } from "../../model/exit-code";
import { isReplaced } from "./promotion";
import { requireTagged } from "./guard";
import { findCache, findDatabase, findFleet, findSubnets, tagsOfCache } from "./resources";
import type { DatabaseInstance, TargetSubnet, TargetRegion, Tags } from "./resources";
import type { TargetRole } from "../../model/scenario";
import { unsupportedReason } from "./supported-faults";

/** A target, and what on AWS it means. */
export type AwsTarget = DrillTarget & { readonly targetRegion: TargetRegion } & (
    | { readonly kind: "instance"; readonly instanceId: string }
    | { readonly kind: "database"; readonly database: DatabaseInstance }
    | { readonly kind: "shard"; readonly groupId: string; readonly shardId: string; readonly since: Date }
    | {
        readonly kind: "zone";
        readonly zone: string;
        readonly subnets: readonly TargetSubnet[];
        readonly database: DatabaseInstance;
        /** Tags that select the cache, and nothing of another stack. */
        readonly cacheTags: Tags;
      }
    | {
        readonly kind: "region";
        readonly subnets: readonly TargetSubnet[];
        readonly database: DatabaseInstance;
        /** The replica that takes over. */
        readonly failoverTarget: { readonly targetRegion: TargetRegion; readonly database: DatabaseInstance };
      }
  );

/**
 * Finds who plays a role now.
 * @throws {Refused} when none is found, when AWS offers no way to break it, or when the tag is missing.
 */
export async function resolveAwsTarget(
  regions: readonly TargetRegion[],
  role: TargetRole,
  choose: <T>(items: readonly T[]) => T,
): Promise<AwsTarget> {
  const active = await findActiveRegion(regions);
  const { targetRegion, database } = active;
  const { region } = targetRegion.clients;
  switch (role) {
    case "application": {
      const { name, tags, inService } = await findFleet(targetRegion);
      requireTagged([{ name, tags }]);
      if (inService.length === 0) throw new Refused(`${name} has no instance in service`);
      const { InstanceId: instanceId, AvailabilityZone = region } = choose(inService);
      const members = [`${instanceId} in ${AvailabilityZone}`];
      return { kind: "instance", role, region, targetRegion, members, instanceId };
    }
    case "database-primary": {
      requireMultiAz(database);
      requireTagged([{ name: database.identifier, tags: database.tags }]);
      const members = [`${database.identifier} in ${database.zone}`];
      return { kind: "database", role, region, targetRegion, members, database };
    }
    case "cache-primary": {
      const cache = await findCache(targetRegion);
      requireTagged([{ name: cache.id, tags: await tagsOfCache(targetRegion, cache) }]);
      const whole = cache.shards.filter(({ nodes }) => nodes >= 2);
      if (whole.length === 0) throw new Refused(`${cache.id} has no shard with a replica to fail over to`);
      const { id: shardId } = choose(whole);
      const members = [`shard ${shardId} of ${cache.id}`];
      return {
        kind: "shard",
        role,
        region,
        targetRegion,
        members,
        groupId: cache.id,
        shardId,
        since: new Date(),
      };
    }
    case "zone":
      return await resolveZone(active);
    case "active-region":
      return await resolveRegion(active, regions);
    case "database-node":
    case "load-balancer":
    case "quorum-leader":
      throw new Refused(unsupportedReason("kill", role) ?? `${role} cannot be targeted`);
  }
}

export interface ActiveRegion {
  readonly targetRegion: TargetRegion;
  readonly database: DatabaseInstance;
}

/**
 * The region whose database follows no other; one that was fenced off when its failover target was promoted is none.
 * @throws {Refused} unless there is exactly one.
 */
export async function findActiveRegion(regions: readonly TargetRegion[]): Promise<ActiveRegion> {
  const all = await Promise.all(
    regions.map(async (targetRegion) => ({ targetRegion, database: await findDatabase(targetRegion) })),
  );
  const primaries = all.filter(({ database }) => database.source === undefined && !isReplaced(database));
  const [active, ...others] = primaries;
  if (active && others.length === 0) return active;
  const names = primaries.map(({ targetRegion }) => targetRegion.clients.region).join(", ");
  throw new Refused(`exactly one region must hold the database primary, found ${names || "none"}`);
}

async function resolveZone({ targetRegion, database }: ActiveRegion): Promise<AwsTarget> {
  requireMultiAz(database);
  const { region } = targetRegion.clients;
  const { zone } = database;
  const subnets = await findSubnets(targetRegion, database, zone);
  const cache = await findCache(targetRegion);
  const cacheTags = await tagsOfCache(targetRegion, cache);
  requireTagged([
    ...subnets.map(({ id, tags }) => ({ name: id, tags })),
    { name: database.identifier, tags: database.tags },
    { name: cache.id, tags: cacheTags },
  ]);
  const members = [zone, ...subnets.map(({ id }) => id), database.identifier, cache.id];
  return { kind: "zone", role: "zone", region, targetRegion, members, zone, subnets, database, cacheTags };
}

async function resolveRegion(
  { targetRegion, database }: ActiveRegion,
  regions: readonly TargetRegion[],
): Promise<AwsTarget> {
  const { region } = targetRegion.clients;
  const failoverTarget = await findFailoverTarget(database, region, regions);
  const subnets = await findSubnets(targetRegion, database);
  requireTagged([
    ...subnets.map(({ id, tags }) => ({ name: id, tags })),
    { name: database.identifier, tags: database.tags },
    { name: failoverTarget.database.identifier, tags: failoverTarget.database.tags },
  ]);
  const taker = `${failoverTarget.database.identifier} in ${failoverTarget.targetRegion.clients.region}`;
  const members = [...subnets.map(({ id }) => id), database.identifier, `${taker} is promoted`];
  return {
    kind: "region",
    role: "active-region",
    region,
    targetRegion,
    members,
    subnets,
    database,
    failoverTarget,
  };
}

/** The first standby, in the stack's order of failover, whose database follows this one. */
async function findFailoverTarget(
  { arn }: DatabaseInstance,
  region: string,
  regions: readonly TargetRegion[],
) {
  for (const targetRegion of regions.filter(({ clients }) => clients.region !== region)) {
    const database = await findDatabase(targetRegion);
    if (database.source === arn && database.status === "available") return { targetRegion, database };
  }
  throw new Refused(`no other region has an available replica of the database in ${region}`);
}

function requireMultiAz({ raw, identifier }: DatabaseInstance): void {
  if (raw.MultiAZ) return;
  throw new Refused(`${identifier} is not Multi-AZ; it has no standby in another zone to fail over to`);
}
