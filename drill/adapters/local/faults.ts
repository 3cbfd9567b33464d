import { poll } from "../../model/clock";
import { Refused } from "../../model/exit-code";
import type { Fault } from "../../model/scenario";
import { emptyDisk, fillDisk } from "../../site/disks";
import { unfenceRegions } from "../../site/fences";
import { locations, replicationHost, type SiteNode, type SiteLocation } from "../../site/layout";
import { startNode } from "../../site/boot";
import { canConnect, cutReplication, heal, isolate } from "../../site/network";
import { processFacts } from "../../site/proc";
import { pidOf, processesOfSite, signal } from "../../site/process";
import type { LocalSite } from "../../site/site";
import { queryDatabase } from "../../site/state/database";
import type { LocalTarget } from "./targets";

/** How each fault is done to real processes, seen to be done, and undone. */
export interface FaultImplementation {
  /** @param pids the living processes that are targeted. */
  readonly inject: (
    site: LocalSite,
    target: LocalTarget,
    pids: readonly number[],
    stop: AbortSignal,
  ) => Promise<void> | void;
  /** @param pids the processes that were targeted, living or not. */
  readonly tookEffect: (site: LocalSite, target: LocalTarget, pids: readonly number[]) => Promise<boolean>;
}

export const faultImplementations: Readonly<Record<Fault, FaultImplementation>> = {
  kill: {
    inject: (_site, _aim, pids) => {
      signal(pids, "SIGKILL");
    },
    tookEffect: async (_site, _aim, pids) => (await factsOf(pids)).every((facts) => !facts),
  },
  freeze: {
    inject: (_site, _aim, pids) => {
      signal(pids, "SIGSTOP");
    },
    tookEffect: async (_site, _aim, pids) =>
      (await factsOf(pids)).every((facts) => !facts || facts.state === "T"),
  },
  isolate: {
    inject: async (_site, target) => {
      await isolate(locationOf(target));
    },
    tookEffect: async (_site, target) => !(await reachedFromElsewhere(target, 31, cutSeconds)),
  },
  "cut-replication": {
    inject: async (_site, target) => {
      await cutReplication(locationOf(target));
    },
    tookEffect: async (_site, target) => {
      const [replicates, serves] = await Promise.all([
        reachedFromElsewhere(target, replicationHost, cutSeconds),
        reachedFromElsewhere(target, 31, servedSeconds),
      ]);
      return !replicates && serves;
    },
  },
  "fill-disk": {
    inject: async (site, { nodes }, _pids, stop) => {
      for (const node of nodes) {
        await fillDisk(site, node);
        await useUpLog(site, node, stop);
      }
    },
    tookEffect: async (_site, _aim, pids) => (await factsOf(pids)).some((facts) => !facts),
  },
};

/** Undoes every fault by bringing the site to what it should be; safe to repeat. */
export async function restore(site: LocalSite): Promise<void> {
  if (site.record.network === "namespaces") await heal();
  for (const node of site.nodesOf("postgres")) emptyDisk(site, node);
  signal(await processesOfSite(site), "SIGCONT");
  for (const node of site.nodes) if ((await pidOf(site, node)) === undefined) startNode(site, node);
}

/** Starts the load balancers of fenced regions anew, without the fence. */
export async function failBack(site: LocalSite): Promise<void> {
  for (const region of unfenceRegions(site)) {
    for (const node of site.nodesOf("balancer", region)) {
      const pid = await pidOf(site, node);
      if (pid !== undefined) signal([pid], "SIGKILL");
      startNode(site, node);
    }
  }
}

const factsOf = async (pids: readonly number[]) => await Promise.all(pids.map(processFacts));

function locationOf({ nodes }: LocalTarget): SiteLocation {
  const [first] = nodes;
  if (!first) throw new Refused("the target is empty");
  return first.location;
}

/** A way on which nothing came through for so long is cut; the fault lasts for that long already when it is known. */
const cutSeconds = 0.4;
/** A way that is open answers at once, but a busy machine takes its time to ask. */
const servedSeconds = 3;

/** Whether the other locations reach an address of the database of the location that is hit. */
async function reachedFromElsewhere(target: LocalTarget, host: number, seconds: number): Promise<boolean> {
  const location = locationOf(target);
  const port = target.nodes.find(({ program }) => program === "postgres")?.port;
  if (port === undefined) throw new Refused(`${target.role} holds no database`);
  const others = locations.filter((other) => other !== location);
  const reached = others.map(async (other) => await canConnect(other, location, { host, port, seconds }));
  return (await Promise.all(reached)).some(Boolean);
}

/**
 * Begins one piece of the log after the other until the server notices that there is no room for the next: until
 * then a full disk does no harm. Bulk would do the same but may leave half a record at the end of the last piece,
 * and the server, back as a standby, then waits for the other half until its primary has filled a piece.
 */
async function useUpLog(site: LocalSite, node: SiteNode, stop: AbortSignal): Promise<void> {
  const write = "SELECT pg_logical_emit_message(false, 'drill', 'full'), pg_switch_wal()";
  const failed = await poll(
    async () =>
      await queryDatabase(site, node, write).then(
        () => undefined,
        () => true,
      ),
    { everyMs: 1, timeoutMs: 10_000, signal: stop },
  );
  if (!failed) throw new Error(`${node.name} still writes although its disk is full`);
}
