import type { DrillTarget, DrillProbes, DrillEvent } from "../../model/adapter";
import { sleep } from "../../model/clock";
import type { Scenario } from "../../model/scenario";
import type { stopAlarms } from "./alarms";
import { findActiveRegion, resolveAwsTarget, type AwsTarget } from "./targets";
import { tookEffect } from "./faults";
import { throttled, type Clock, type StopConditions } from "./stop-conditions";
import type { TargetRegion } from "./resources";
import type { Permit } from "./permit";
import { missingPrerequisites } from "./supported-faults";
import { failoverEventsSince } from "./failover-events";
import { steadyState } from "./steady";

/** What is drilled, and within which limits. */
export interface DrillScope {
  readonly accountId: string;
  /** The public name, which DNS failover moves. */
  readonly url: string;
  /** The active region first, as the stack outputs them. */
  readonly regions: readonly TargetRegion[];
  readonly permit: Permit;
  readonly stopConditions: StopConditions;
  readonly alarms: () => ReturnType<typeof stopAlarms>;
  readonly clock: Clock;
}

/** The least time between two looks at the same thing: AWS throttles those who ask more often. */
const lookEveryMs = 5_000;

/** RDS documents 60 to 120 s. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html */
const databaseFailoverMs = 120_000;

/** Looks at a deployed stack and changes nothing. */
export function awsProbes(scope: DrillScope): DrillProbes {
  const { regions, permit, stopConditions } = scope;
  const look = throttled(
    lookEveryMs,
    async () => await steadyState(regions, await scope.alarms()),
    scope.clock,
  );
  const alarms = throttled(lookEveryMs, () => stopConditions.reasons(), scope.clock);
  return {
    // One endpoint, not one a region: that clients follow the name to another region is what a drill must show.
    endpoints: async () => [
      { region: (await findActiveRegion(regions)).targetRegion.clients.region, url: scope.url },
    ],
    // DNS gives clients the name of a healthy region only.
    sharedUrl: () => Promise.resolve(undefined),
    missingPrerequisites: (scenario) => Promise.resolve(missingPrerequisites(scenario, permit)),
    steadyState: look,
    resolveTarget: async (target, choose) => await resolveAwsTarget(regions, target, choose),
    verify: async (_fault, target) => await tookEffect(asAwsTarget(target)),
    watch: (report) => Promise.resolve(watch(regions, report)),
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
        regions: regions.map(({ clients }) => clients.region).join(", "),
        "stop alarms": permit.stopAlarms.map(({ name, region }) => `${name} in ${region}`).join(", "),
        "time limit": `${permit.timeLimitSeconds} s`,
        promotion: permit.promotion,
      }),
  };
}

/** The port knows less of a target than this adapter put into it. */
export function asAwsTarget(target: DrillTarget): AwsTarget {
  if (!("kind" in target)) throw new TypeError("this target was not resolved by the AWS adapter");
  return target as AwsTarget;
}

/** Reports each event once, until the returned function is called. An event that cannot be read is no reason to stop. */
function watch(regions: readonly TargetRegion[], report: (event: DrillEvent) => void): () => Promise<void> {
  const since = new Date();
  const seen = new Set<string>();
  const stop = new AbortController();
  const ask = async (targetRegion: TargetRegion): Promise<void> => {
    const found = await failoverEventsSince(targetRegion, since).catch(() => []);
    for (const event of found) {
      const key = `${event.at} ${event.text}`;
      if (!seen.has(key)) report(event);
      seen.add(key);
    }
  };
  const rounds = (async () => {
    while (!stop.signal.aborted) {
      await Promise.all(regions.map(ask));
      await sleep(lookEveryMs, stop.signal).catch(() => undefined);
    }
  })();
  return async () => {
    stop.abort();
    await rounds;
    await Promise.all(regions.map(ask));
  };
}
