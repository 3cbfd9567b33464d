import { DescribeEventsCommand as DescribeCacheEvents } from "@aws-sdk/client-elasticache";
import { DescribeEventsCommand as DescribeDatabaseEvents } from "@aws-sdk/client-rds";
import type { Phase, Sighting } from "../../model/adapter";
import { findCache, findDatabase, type Site } from "./parts";

/**
 * Which stage of a failover an event tells of.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_TestFailover.html
 */
const stages: readonly (readonly [RegExp, Phase])[] = [
  [/Multi-AZ (instance )?failover started|Test Failover API called/i, "detect"],
  [/Multi-AZ (instance )?failover completed|Promoted Read Replica|Failover from .* completed/i, "promote"],
  [/DNS propagation/i, "route"],
];

interface Event {
  readonly SourceIdentifier?: string | undefined;
  readonly Message?: string | undefined;
  readonly Date?: Date | undefined;
}

/** What RDS and ElastiCache say happened in a region since a moment, oldest first. Their clock ticks in seconds. */
export async function sightingsSince(site: Site, since: Date): Promise<readonly Sighting[]> {
  const [database, cache] = await Promise.all([databaseEvents(site, since), cacheEvents(site, since)]);
  const all = [
    ...database.map((event) => sighting(event, "database", site)),
    ...cache.map((event) => sighting(event, "cache", site)),
  ];
  return all.sort((one, other) => one.at - other.at);
}

async function databaseEvents(site: Site, StartTime: Date): Promise<readonly Event[]> {
  const { identifier } = await findDatabase(site);
  const command = new DescribeDatabaseEvents({
    SourceType: "db-instance",
    SourceIdentifier: identifier,
    StartTime,
  });
  return (await site.place.rds.send(command)).Events ?? [];
}

async function cacheEvents(site: Site, StartTime: Date): Promise<readonly Event[]> {
  const { id } = await findCache(site);
  const command = new DescribeCacheEvents({
    SourceType: "replication-group",
    SourceIdentifier: id,
    StartTime,
  });
  return (await site.place.elastiCache.send(command)).Events ?? [];
}

function sighting(event: Event, of: "database" | "cache", { place }: Site): Sighting {
  const { Message = "", SourceIdentifier = of } = event;
  const phase = stages.find(([pattern]) => pattern.test(Message))?.[1];
  return {
    at: event.Date?.getTime() ?? 0,
    of,
    ...(phase && { phase }),
    text: `${SourceIdentifier} in ${place.region}: ${Message}`,
  };
}
