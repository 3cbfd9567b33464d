import type { Adapter, Aim, Entry, Eyes, Hands } from "../../model/adapter";
import { poll } from "../../model/clock";
import { Aborted, Refused } from "../../model/exit-code";
import type { Fault } from "../../model/scenario";
import { ports, regions } from "../../site/layout";
import type { Site } from "../../site/site";
import { cachePrimary, tellCache } from "../../site/state/cache";
import { databasePrimary } from "../../site/state/database";
import { steadyState } from "../../site/state/steady";
import { cacheName } from "../../site/programs/redis";
import { activeRegion, localAim, processesAimedAt, type LocalAim } from "./aims";
import { means, restore } from "./faults";
import { whatIsMissing } from "./possible";
import { predictedOutageMs } from "./predict";
import { watchSite } from "./watch";

/**
 * The local site as a backend of the drill.
 * @param lbUrl the one entry to use instead of the load balancers' own addresses.
 */
export function localAdapter(site: Site, lbUrl?: string): Adapter {
  const broken = new Broken(site);
  return {
    backend: "local",
    eyes: localEyes(site, broken, lbUrl),
    hands: localHands(site, broken),
    redundancyTimeoutMs: 60_000,
    effect: { everyMs: 50, timeoutMs: 10_000 },
  };
}

/** What was aimed at, remembered so that the effect can be seen on the same processes. */
class Broken {
  readonly #pids = new Map<Aim, readonly number[]>();

  constructor(private readonly site: Site) {}

  async hit(aim: LocalAim): Promise<readonly number[]> {
    const pids = await processesAimedAt(this.site, aim);
    if (pids.length === 0) throw new Refused(`nothing runs as ${aim.members.join(", ")}`);
    this.#pids.set(aim, pids);
    return pids;
  }

  pids(aim: Aim): readonly number[] {
    return this.#pids.get(aim) ?? [];
  }
}

function localEyes(site: Site, broken: Broken, lbUrl: string | undefined): Eyes {
  return {
    entries: async () => await entries(site, lbUrl),
    missing: (scenario) => Promise.resolve(whatIsMissing(scenario, site)),
    steadyState: async () => await steadyState(site),
    aim: async (target, choose) => await localAim(site, target, choose),
    verify: async (fault, aim) => await means[fault].tookEffect(site, asLocal(aim), broken.pids(aim)),
    watch: (report) => Promise.resolve(watchSite(site, report)),
    // Nothing watches over the local site but the drill itself.
    alarms: () => Promise.resolve([]),
    predictedOutageMs: (scenario) => predictedOutageMs(scenario, site.record.topology.timing),
    describe: () => Promise.resolve(describe(site)),
  };
}

function localHands(site: Site, broken: Broken): Hands {
  return {
    gatherPrimaries: async () => {
      await gatherPrimaries(site);
    },
    break: async (fault: Fault, aim: Aim, signal: AbortSignal) => {
      const local = asLocal(aim);
      await means[fault].inflict(site, local, await broken.hit(local), signal);
    },
    undo: async () => {
      await restore(site);
    },
  };
}

function asLocal(aim: Aim): LocalAim {
  if (!("nodes" in aim)) throw new TypeError(`${aim.target} was not aimed at by this adapter`);
  return aim as LocalAim;
}

/** Every region's load balancer, the active region's first. */
async function entries(site: Site, lbUrl: string | undefined): Promise<readonly Entry[]> {
  const active = await activeRegion(site);
  if (lbUrl !== undefined) return [{ region: active, url: lbUrl }];
  return [active, ...regions.filter((region) => region !== active)].flatMap((region) =>
    site.nodesOf("balancer", region).map((node) => ({ region, url: `http://${site.endpoint(node)}` })),
  );
}

function describe(site: Site): Readonly<Record<string, string>> {
  const { network, topology } = site.record;
  const { timing, ...rest } = topology;
  const all = { network, ...rest, ...timing };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
}

/**
 * Brings both primaries into one region. The database is sent to the cache, because its target can be named;
 * Sentinel chooses for itself, so the cache only moves when it is with the witness.
 */
async function gatherPrimaries(site: Site): Promise<void> {
  const gathered = await poll(async () => ((await moveOnce(site)) ? true : undefined), {
    everyMs: 500,
    timeoutMs: 60_000,
  });
  if (!gathered) throw new Aborted("the primaries could not be brought into one region in 60 s");
}

/** @returns whether they are together. */
async function moveOnce(site: Site): Promise<boolean> {
  const [cache, database] = await Promise.all([cachePrimary(site), databasePrimary(site)]);
  if (!cache || !database) return false;
  if (cache.place === database.place) return true;
  const [sentinel] = site.nodesOf("sentinel");
  const candidate = site.nodesOf("postgres", cache.place)[0];
  if (candidate) {
    await fetch(`http://${site.endpoint(database, ports.agent)}/switchover`, {
      method: "POST",
      body: JSON.stringify({ leader: database.name, candidate: candidate.name }),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
  } else if (sentinel) {
    await tellCache(site, sentinel, ["SENTINEL", "FAILOVER", cacheName]);
  }
  return false;
}
