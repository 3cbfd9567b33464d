import { DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { ProbeResult } from "../../model/adapter";
import type { Alarm } from "./alarms";
import { openExperiments } from "./experiment";
import { findCache, findDatabase, findFleet, type DatabaseInstance, type TargetRegion } from "./resources";
import { isReplaced, isFenced } from "./promotion";

/** What each probe asks of one region. It throws what it could not ask. */
const probes: Readonly<Record<string, (targetRegion: TargetRegion) => Promise<Omit<ProbeResult, "name">>>> = {
  application: async (targetRegion) => {
    const { inService, desired } = await findFleet(targetRegion);
    const zones = new Set(inService.map(({ AvailabilityZone }) => AvailabilityZone));
    return {
      ok: inService.length >= desired && zones.size >= 2,
      found: `${inService.length} of ${desired} instances in service, in ${zones.size} zones`,
    };
  },
  "load balancer": async (targetRegion) => {
    const states = await targetStates(targetRegion);
    const healthy = states.filter((state) => state === "healthy").length;
    return {
      ok: healthy > 0 && healthy === states.length,
      found: `${healthy} of ${states.length} targets healthy`,
    };
  },
  database: async (targetRegion) => judgeDatabase(await findDatabase(targetRegion)),
  cache: async (targetRegion) => {
    const { status, failover, shards } = await findCache(targetRegion);
    const whole = shards.filter((shard) => shard.status === "available" && shard.nodes >= 2).length;
    return {
      ok: status === "available" && failover === "enabled" && whole > 0 && whole === shards.length,
      found: `${status}, automatic failover ${failover}, ${whole} of ${shards.length} shards whole`,
    };
  },
  "no experiment": async ({ clients }) => {
    const open = await openExperiments(clients);
    return { ok: open.length === 0, found: open.length === 0 ? "none" : open.join(", ") };
  },
};

/** Every condition under which a measurement means something. */
export async function steadyState(
  regions: readonly TargetRegion[],
  alarms: readonly Alarm[],
): Promise<readonly ProbeResult[]> {
  const asked = regions.flatMap((targetRegion) =>
    Object.entries(probes).map(async ([what, probe]): Promise<ProbeResult> => {
      const name = `${what} ${targetRegion.clients.region}`;
      try {
        return { name, ...(await probe(targetRegion)) };
      } catch (error) {
        return { name, ok: false, found: (error as Error).message };
      }
    }),
  );
  return [...(await Promise.all(asked)), ...alarms.map(judgeAlarm)];
}

/** One without data is not steady: it would not ring. */
function judgeAlarm({ name, region, state }: Alarm): ProbeResult {
  return { name: `alarm ${name} ${region}`, ok: state === "OK", found: state };
}

function judgeDatabase(database: DatabaseInstance): Omit<ProbeResult, "name"> {
  const { status, source, raw } = database;
  if (isReplaced(database))
    return { ok: false, found: "fenced off; rebuild it as a replica of the promoted one" };
  if (isFenced(database)) return { ok: false, found: "fenced off; undo the drill" };
  const replication = raw.StatusInfos?.find(({ StatusType }) => StatusType === "read replication");
  const follows = source === undefined || replication?.Status === "replicating";
  const role = source === undefined ? "primary" : `replica, ${replication?.Status ?? "not replicating"}`;
  const standby = raw.MultiAZ ? "Multi-AZ" : "no standby in another zone";
  return {
    ok: status === "available" && raw.MultiAZ === true && follows,
    found: `${status}, ${role}, ${standby}`,
  };
}

async function targetStates(targetRegion: TargetRegion): Promise<readonly (string | undefined)[]> {
  const { targetGroupArns } = await findFleet(targetRegion);
  const answers = await Promise.all(
    targetGroupArns.map((TargetGroupArn) =>
      targetRegion.clients.loadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn })),
    ),
  );
  const targets = answers.flatMap(({ TargetHealthDescriptions }) => TargetHealthDescriptions ?? []);
  return targets.map(({ TargetHealth }) => TargetHealth?.State);
}
