import type { Aim, Eyes, Sighting } from "../../model/adapter";
import { sleep } from "../../model/clock";
import type { Scenario } from "../../model/scenario";
import type { stopAlarms } from "./alarms";
import { activeSite, awsAim, type AwsAim } from "./aims";
import { tookEffect } from "./faults";
import { throttled, type Clock, type Leash } from "./leash";
import type { Site } from "./parts";
import type { Permit } from "./permit";
import { whatIsMissing } from "./possible";
import { sightingsSince } from "./sightings";
import { steadyState } from "./steady";

/** What is drilled, and within which limits. */
export interface Scope {
  readonly accountId: string;
  /** The public name, which DNS failover moves. */
  readonly url: string;
  /** The active region first, as the stack outputs them. */
  readonly sites: readonly Site[];
  readonly permit: Permit;
  readonly leash: Leash;
  readonly alarms: () => ReturnType<typeof stopAlarms>;
  readonly clock: Clock;
}

/** The least time between two looks at the same thing: AWS throttles those who ask more often. */
const lookEveryMs = 5_000;

/** RDS documents 60 to 120 s. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html */
const databaseFailoverMs = 120_000;

/** Looks at a deployed stack and changes nothing. */
export function awsEyes(scope: Scope): Eyes {
  const { sites, permit, leash } = scope;
  const look = throttled(
    lookEveryMs,
    async () => await steadyState(sites, await scope.alarms()),
    scope.clock,
  );
  const alarms = throttled(lookEveryMs, () => leash.reasons(), scope.clock);
  return {
    // One entry, not one a region: that clients follow the name to another region is what a drill must show.
    entries: async () => [{ region: (await activeSite(sites)).site.place.region, url: scope.url }],
    missing: (scenario) => Promise.resolve(whatIsMissing(scenario, permit)),
    steadyState: look,
    aim: async (target, choose) => await awsAim(sites, target, choose),
    verify: async (_fault, aim) => await tookEffect(ownAim(aim)),
    watch: (report) => Promise.resolve(watch(sites, report)),
    alarms,
    predictedOutageMs: ({ act }: Scenario) => {
      const [only, ...others] = act.flatMap((step) => (step.do === "break" ? [step.target] : []));
      const database = only === "database-primary" || only === "zone";
      return database && others.length === 0 ? databaseFailoverMs : undefined;
    },
    describe: () =>
      Promise.resolve({
        account: scope.accountId,
        url: scope.url,
        regions: sites.map(({ place }) => place.region).join(", "),
        "stop alarms": permit.stopAlarms.map(({ name, region }) => `${name} in ${region}`).join(", "),
        "time limit": `${permit.timeLimitSeconds} s`,
        promotion: permit.promotion,
      }),
  };
}

/** The port knows less of an aim than this adapter put into it. */
export function ownAim(aim: Aim): AwsAim {
  if (!("kind" in aim)) throw new TypeError("this aim was not taken by the AWS adapter");
  return aim as AwsAim;
}

/** Reports each event once, until the returned function is called. An event that cannot be read is no reason to stop. */
function watch(sites: readonly Site[], report: (sighting: Sighting) => void): () => Promise<void> {
  const since = new Date();
  const seen = new Set<string>();
  const stop = new AbortController();
  const ask = async (site: Site): Promise<void> => {
    const found = await sightingsSince(site, since).catch(() => []);
    for (const sighting of found) {
      const key = `${sighting.at} ${sighting.text}`;
      if (!seen.has(key)) report(sighting);
      seen.add(key);
    }
  };
  const rounds = (async () => {
    while (!stop.signal.aborted) {
      await Promise.all(sites.map(ask));
      await sleep(lookEveryMs, stop.signal).catch(() => undefined);
    }
  })();
  return async () => {
    stop.abort();
    await rounds;
    await Promise.all(sites.map(ask));
  };
}
