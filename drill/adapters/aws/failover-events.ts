import { DescribeEventsCommand as DescribeCacheEvents } from "@aws-sdk/client-elasticache";
import { DescribeEventsCommand as DescribeDatabaseEvents } from "@aws-sdk/client-rds";
import type { Phase, DrillEvent } from "../../model/adapter";
import { findCache, findDatabase, type TargetRegion } from "./resources";

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
export async function failoverEventsSince(
  targetRegion: TargetRegion,
  since: Date,
): Promise<readonly DrillEvent[]> {
  const [database, cache] = await Promise.all([
    databaseEvents(targetRegion, since),
    cacheEvents(targetRegion, since),
  ]);
  const all = [
    ...database.map((event) => toDrillEvent(event, "database", targetRegion)),
    ...cache.map((event) => toDrillEvent(event, "cache", targetRegion)),
  ];
  return all.sort((one, other) => one.at - other.at);
}

async function databaseEvents(targetRegion: TargetRegion, StartTime: Date): Promise<readonly Event[]> {
  const { identifier } = await findDatabase(targetRegion);
  const command = new DescribeDatabaseEvents({
    SourceType: "db-instance",
    SourceIdentifier: identifier,
    StartTime,
  });
  return (await targetRegion.clients.rds.send(command)).Events ?? [];
}

async function cacheEvents(targetRegion: TargetRegion, StartTime: Date): Promise<readonly Event[]> {
  const { id } = await findCache(targetRegion);
  const command = new DescribeCacheEvents({
    SourceType: "replication-group",
    SourceIdentifier: id,
    StartTime,
  });
  return (await targetRegion.clients.elastiCache.send(command)).Events ?? [];
}

function toDrillEvent(event: Event, of: "database" | "cache", { clients }: TargetRegion): DrillEvent {
  const { Message = "", SourceIdentifier = of } = event;
  const phase = stages.find(([pattern]) => pattern.test(Message))?.[1];
  return {
    at: event.Date?.getTime() ?? 0,
    of,
    ...(phase && { phase }),
    text: `${SourceIdentifier} in ${clients.region}: ${Message}`,
  };
}
