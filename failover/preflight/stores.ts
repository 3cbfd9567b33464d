import type { Database } from "../model/aws";
import type { Situation } from "../model/situation";
import type { Reason } from "./reason";
import type { Request } from "./request";

interface Finding<Kind> {
  readonly kind: Kind;
  readonly reasons: readonly Reason[];
}

export async function judgeDatabase(request: Request): Promise<Finding<Situation["stores"]["database"]>> {
  const { to, ports } = request;
  const { databaseEndpoint: endpoint } = to;
  if (endpoint === undefined) return { kind: "none", reasons: [] };
  const database = await ports.apiOf(to.name).databases.find(endpoint);
  if (!database) {
    const text = `no database answers to ${endpoint} in ${to.name}; are the outputs current?`;
    return { kind: "none", reasons: [{ check: "database", text }] };
  }
  const reasons = [...follows(database, request), ...(await lagging(database, request))];
  return { kind: database.kind, reasons };
}

function follows(database: Database, { mode, to, from }: Request): readonly Reason[] {
  const { identifier, status, isReplica } = database;
  const of = `${identifier} in ${to.name}`;
  const reasons: string[] = [];
  if (status !== "available") reasons.push(`${of} is ${status}; RDS promotes what is available only`);
  if (!isReplica) {
    reasons.push(`${of} follows nothing: it was promoted before, or never was a replica of ${from.name}`);
  } else if (mode === "back" && database.source?.split(":")[3] !== from.name) {
    reasons.push(`${of} follows ${database.source ?? "nothing"}, not the database of ${from.name}`);
  }
  // Of a lost source it says an error, of course.
  if (
    mode === "back" &&
    database.kind === "instance" &&
    isReplica &&
    database.replication !== "replicating"
  ) {
    reasons.push(`the replication of ${of} is ${database.replication ?? "unknown"}`);
  }
  return reasons.map((text) => ({ check: "replica", text }));
}

/** How far back lags are looked for: a source that is gone for longer has none that tells. */
const lookBackHours = 24;

async function lagging(database: Database, request: Request): Promise<readonly Reason[]> {
  const { outputs, ports, to } = request;
  const lostAt = request.lostAt ?? ports.clock.now();
  const since = new Date(lostAt.getTime() - lookBackHours * 3_600_000);
  const lags = await ports.apiOf(to.name).databases.lags(database, since);
  // The minute that was not over when it was lost may count some of the loss.
  const last = lags.filter(({ at }) => at.getTime() + 60_000 <= lostAt.getTime()).at(-1);
  const limit = outputs.objectives.recoveryPointSeconds;
  if (!last) {
    return [{ check: "lag", text: `nobody knows how far ${database.identifier} lagged: it has no data` }];
  }
  // Older than it seems: it was behind by that much then.
  const behind = Math.ceil((lostAt.getTime() - last.at.getTime()) / 1000 - 60 + last.seconds);
  const seconds = last.seconds < 0 ? Infinity : Math.max(last.seconds, behind - tolerance);
  if (seconds <= limit) return [];
  const hint =
    request.mode === "lost" && !request.lostAt
      ? "; it grows while the source is gone: say when that was with --lost-at"
      : "";
  const text =
    last.seconds < 0
      ? `${database.identifier} did not replicate at ${last.at.toISOString()}`
      : `${database.identifier} lagged ${Math.round(seconds)} s, and ${limit} s may be lost${hint}`;
  return [{ check: "lag", text }];
}

/** Seconds that CloudWatch takes to show a datapoint. */
const tolerance = 180;

export async function judgeCache({ to, ports }: Request): Promise<Finding<Situation["stores"]["cache"]>> {
  const { cacheEndpoint } = to;
  if (cacheEndpoint === undefined) return { kind: "none", reasons: [] };
  const cache = await ports.apiOf(to.name).caches.findGlobal(cacheEndpoint);
  if (!cache) return { kind: "none", reasons: [] };
  const reasons: readonly Reason[] =
    cache.isPrimary || ["available", "primary-only"].includes(cache.status)
      ? []
      : [{ check: "cache", text: `the Global Datastore ${cache.globalIdentifier} is ${cache.status}` }];
  return { kind: "global", reasons };
}
