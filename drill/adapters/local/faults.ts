import { poll } from "../../model/clock";
import { Refused } from "../../model/exit-code";
import type { Fault } from "../../model/scenario";
import { emptyDisk, fillDisk } from "../../site/disks";
import { places, replicationHost, type Node, type Place } from "../../site/layout";
import { startNode } from "../../site/boot";
import { canConnect, cutReplication, heal, isolate } from "../../site/network";
import { processFacts } from "../../site/proc";
import { pidOf, processesOfSite, signal } from "../../site/process";
import type { Site } from "../../site/site";
import { queryDatabase } from "../../site/state/database";
import type { LocalAim } from "./aims";

/** How each fault is done to real processes, seen to be done, and undone. */
export interface FaultMeans {
  /** @param pids the living processes that are aimed at. */
  readonly inflict: (
    site: Site,
    aim: LocalAim,
    pids: readonly number[],
    stop: AbortSignal,
  ) => Promise<void> | void;
  /** @param pids the processes that were aimed at, living or not. */
  readonly tookEffect: (site: Site, aim: LocalAim, pids: readonly number[]) => Promise<boolean>;
}

export const means: Readonly<Record<Fault, FaultMeans>> = {
  kill: {
    inflict: (_site, _aim, pids) => {
      signal(pids, "SIGKILL");
    },
    tookEffect: async (_site, _aim, pids) => (await factsOf(pids)).every((facts) => !facts),
  },
  freeze: {
    inflict: (_site, _aim, pids) => {
      signal(pids, "SIGSTOP");
    },
    tookEffect: async (_site, _aim, pids) =>
      (await factsOf(pids)).every((facts) => !facts || facts.state === "T"),
  },
  isolate: {
    inflict: async (_site, aim) => {
      await isolate(placeOf(aim));
    },
    tookEffect: async (_site, aim) => !(await reachedFromElsewhere(aim, 31, cutSeconds)),
  },
  "cut-replication": {
    inflict: async (_site, aim) => {
      await cutReplication(placeOf(aim));
    },
    tookEffect: async (_site, aim) => {
      const [replicates, serves] = await Promise.all([
        reachedFromElsewhere(aim, replicationHost, cutSeconds),
        reachedFromElsewhere(aim, 31, servedSeconds),
      ]);
      return !replicates && serves;
    },
  },
  "fill-disk": {
    inflict: async (site, { nodes }, _pids, stop) => {
      for (const node of nodes) {
        await fillDisk(site, node);
        await useUpLog(site, node, stop);
      }
    },
    tookEffect: async (_site, _aim, pids) => (await factsOf(pids)).some((facts) => !facts),
  },
};

/** Undoes every fault by bringing the site to what it should be; safe to repeat. */
export async function restore(site: Site): Promise<void> {
  if (site.record.network === "namespaces") await heal();
  for (const node of site.nodesOf("postgres")) emptyDisk(site, node);
  signal(await processesOfSite(site), "SIGCONT");
  for (const node of site.nodes) if ((await pidOf(site, node)) === undefined) startNode(site, node);
}

const factsOf = async (pids: readonly number[]) => await Promise.all(pids.map(processFacts));

function placeOf({ nodes }: LocalAim): Place {
  const [first] = nodes;
  if (!first) throw new Refused("the aim is empty");
  return first.place;
}

/** A way on which nothing came through for so long is cut; the fault lasts for that long already when it is known. */
const cutSeconds = 0.4;
/** A way that is open answers at once, but a busy machine takes its time to ask. */
const servedSeconds = 3;

/** Whether the other places reach an address of the database of the place that is hit. */
async function reachedFromElsewhere(aim: LocalAim, host: number, seconds: number): Promise<boolean> {
  const place = placeOf(aim);
  const port = aim.nodes.find(({ program }) => program === "postgres")?.port;
  if (port === undefined) throw new Refused(`${aim.target} holds no database`);
  const others = places.filter((other) => other !== place);
  const reached = others.map(async (other) => await canConnect(other, place, { host, port, seconds }));
  return (await Promise.all(reached)).some(Boolean);
}

/**
 * Begins one piece of the log after the other until the server notices that there is no room for the next: until
 * then a full disk hurts nobody. Bulk would do the same but may leave half a record at the end of the last piece,
 * and the server, back as a standby, then waits for the other half until its primary has filled a piece.
 */
async function useUpLog(site: Site, node: Node, stop: AbortSignal): Promise<void> {
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
