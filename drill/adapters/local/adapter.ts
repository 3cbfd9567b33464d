import type {
  DrillAdapter,
  DrillTarget,
  DrillEndpoint,
  DrillProbes,
  DrillActions,
} from "../../model/adapter";
import { poll } from "../../model/clock";
import { Aborted, Refused } from "../../model/exit-code";
import type { Fault } from "../../model/scenario";
import { fenceRegion } from "../../site/fences";
import { ports, regions } from "../../site/layout";
import type { LocalSite } from "../../site/site";
import { cachePrimary, sendToCache } from "../../site/state/cache";
import { databasePrimary } from "../../site/state/database";
import { steadyState } from "../../site/state/steady";
import { frontendUrl } from "../../site/programs/application";
import { cacheName } from "../../site/programs/redis";
import { activeRegion, resolveLocalTarget, targetedProcesses, type LocalTarget } from "./targets";
import { failBack, faultImplementations, restore } from "./faults";
import { missingPrerequisites } from "./supported-faults";
import { predictedOutageMs } from "./predict";
import { watchSite } from "./watch";

/**
 * The local site as a backend of the drill.
 * @param lbUrl the one endpoint to use instead of the load balancers' own addresses.
 */
export function localAdapter(site: LocalSite, lbUrl?: string): DrillAdapter {
  const broken = new TargetedProcesses(site);
  return {
    backend: "local",
    probes: localProbes(site, broken, lbUrl),
    actions: localActions(site, broken),
    redundancyTimeoutMs: 60_000,
    effect: { everyMs: 50, timeoutMs: 10_000 },
  };
}

/** What was targeted, remembered so that the effect can be seen on the same processes. */
class TargetedProcesses {
  readonly #pids = new Map<DrillTarget, readonly number[]>();

  constructor(private readonly site: LocalSite) {}

  async hit(target: LocalTarget): Promise<readonly number[]> {
    const pids = await targetedProcesses(this.site, target);
    if (pids.length === 0) throw new Refused(`nothing runs as ${target.members.join(", ")}`);
    this.#pids.set(target, pids);
    return pids;
  }

  pids(target: DrillTarget): readonly number[] {
    return this.#pids.get(target) ?? [];
  }
}

function localProbes(site: LocalSite, broken: TargetedProcesses, lbUrl: string | undefined): DrillProbes {
  return {
    endpoints: async () => await endpoints(site, lbUrl),
    sharedUrl: () => Promise.resolve(lbUrl === undefined ? frontendUrl : undefined),
    missingPrerequisites: (scenario) => Promise.resolve(missingPrerequisites(scenario, site)),
    steadyState: async () => await steadyState(site),
    resolveTarget: async (target, choose) => await resolveLocalTarget(site, target, choose),
    verify: async (fault, target) =>
      await faultImplementations[fault].tookEffect(site, asLocalTarget(target), broken.pids(target)),
    watch: (report) => Promise.resolve(watchSite(site, report)),
    // Nothing watches over the local site but the drill itself.
    alarms: () => Promise.resolve([]),
    predictedOutageMs: (scenario) => predictedOutageMs(scenario, site.record.topology.timing),
    describe: () => Promise.resolve(describe(site)),
  };
}

function localActions(site: LocalSite, broken: TargetedProcesses): DrillActions {
  return {
    colocatePrimaries: async () => {
      await colocatePrimaries(site);
    },
    inject: async (fault: Fault, target: DrillTarget, signal: AbortSignal) => {
      const local = asLocalTarget(target);
      await faultImplementations[fault].inject(site, local, await broken.hit(local), signal);
    },
    fence: (target) => {
      const region = regions.find((one) => one === target.region);
      if (!region) throw new RangeError(`${target.region} is no region of the site`);
      fenceRegion(site, region);
      return Promise.resolve();
    },
    failBack: async () => {
      await failBack(site);
    },
    undo: async () => {
      await restore(site);
    },
  };
}

function asLocalTarget(target: DrillTarget): LocalTarget {
  if (!("nodes" in target)) throw new TypeError(`${target.role} was not targeted by this adapter`);
  return target as LocalTarget;
}

/** Every region's load balancer, the active region's first. */
async function endpoints(site: LocalSite, lbUrl: string | undefined): Promise<readonly DrillEndpoint[]> {
  const active = await activeRegion(site);
  if (lbUrl !== undefined) return [{ region: active, url: lbUrl }];
  return [active, ...regions.filter((region) => region !== active)].flatMap((region) =>
    site.nodesOf("balancer", region).map((node) => ({ region, url: `http://${site.endpoint(node)}` })),
  );
}

function describe(site: LocalSite): Readonly<Record<string, string>> {
  const { network, topology } = site.record;
  const { timing, ...rest } = topology;
  const all = { network, ...rest, ...timing };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
}

/**
 * Brings both primaries into one region. The database is sent to the cache, because its target can be named;
 * Sentinel chooses for itself, so the cache only moves when it is with the witness.
 */
async function colocatePrimaries(site: LocalSite): Promise<void> {
  const gathered = await poll(async () => ((await moveOnce(site)) ? true : undefined), {
    everyMs: 500,
    timeoutMs: 60_000,
  });
  if (!gathered) throw new Aborted("the primaries could not be brought into one region in 60 s");
}

/** @returns whether they are together. */
async function moveOnce(site: LocalSite): Promise<boolean> {
  const [cache, database] = await Promise.all([cachePrimary(site), databasePrimary(site)]);
  if (!cache || !database) return false;
  if (cache.location === database.location) return true;
  const [sentinel] = site.nodesOf("sentinel");
  const candidate = site.nodesOf("postgres", cache.location)[0];
  if (candidate) {
    await fetch(`http://${site.endpoint(database, ports.agent)}/switchover`, {
      method: "POST",
      body: JSON.stringify({ leader: database.name, candidate: candidate.name }),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
  } else if (sentinel) {
    await sendToCache(site, sentinel, ["SENTINEL", "FAILOVER", cacheName]);
  }
  return false;
}
