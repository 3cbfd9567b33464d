import type { Adapter, Hands } from "../../model/adapter";
import { Refused } from "../../model/exit-code";
import { ringing, stopAlarms } from "./alarms";
import { endExperiments } from "./experiment";
import { awsEyes, ownAim, type Scope } from "./eyes";
import { breakPart } from "./faults";
import { requirePermittedAccount } from "./guard";
import { Leash, realClock, type Clock } from "./leash";
import type { Permit } from "./permit";
import { Place, type Reach } from "./place";
import { whatIsMissing } from "./possible";
import { unfence } from "./promotion";
import type { Stack } from "./stack";

export interface AwsOptions {
  readonly stack: Stack;
  readonly permit: Permit;
  /** Whether anything may be changed; a dry run looks at everything. */
  readonly mode: "dry-run" | "execute";
  /** Called before each change with what it will be. */
  readonly intend: (text: string) => void;
  /** @default AWS itself */
  readonly reach?: Reach;
  /** @default the real one */
  readonly clock?: Clock;
}

/** A replacement instance, a new standby of a database, a new cache node: minutes each. */
const redundancyTimeoutMs = 1_800_000;

/** The hands have waited for the effect already; AWS throttles those who ask more often. */
const effect = { everyMs: 5_000, timeoutMs: 60_000 };

/**
 * A deployed stack, ready to be drilled.
 * @throws {Refused} unless the account is permitted and every stop alarm exists.
 */
export async function openAws(options: AwsOptions): Promise<Adapter & { close(): void }> {
  const { scope, close } = await reach(options);
  try {
    await scope.alarms();
  } catch (error) {
    close();
    throw error;
  }
  const hands = options.mode === "execute" ? awsHands(scope) : tiedHands;
  return { backend: "aws", eyes: awsEyes(scope), hands, redundancyTimeoutMs, effect, close };
}

/** Undoes what a drill that died has left. Needs no alarm: nothing holds mending back. @throws {Refused} */
export async function undoAws(options: Omit<AwsOptions, "mode">): Promise<void> {
  const { scope, close } = await reach(options);
  await awsHands(scope).undo().finally(close);
}

async function reach(options: Omit<AwsOptions, "mode">): Promise<{ scope: Scope; close: () => void }> {
  const { stack, permit, clock = realClock } = options;
  const places = new Map<string, Place>();
  const placeOf = (region: string): Place => {
    const place = places.get(region) ?? new Place(region, options.reach);
    places.set(region, place);
    return place;
  };
  const sites = stack.regions.map((outputs) => ({ place: placeOf(outputs.name), outputs }));
  const close = (): void => {
    for (const place of places.values()) place.close();
  };
  const alarms = () => stopAlarms(permit, placeOf);
  const leash = new Leash({
    ...options,
    clock,
    alarms: async () => ringing(await alarms()),
    timeLimitMs: permit.timeLimitSeconds * 1000,
  });
  try {
    const accountId = await requirePermittedAccount(placeOf(stack.regions[0].name), permit);
    return { scope: { accountId, url: stack.url, sites, permit, leash, alarms, clock }, close };
  } catch (error) {
    close();
    throw error;
  }
}

function awsHands({ sites, permit, leash, alarms }: Scope): Hands {
  return {
    // Every region has a cache of its own, so the primaries are always together.
    gatherPrimaries: () => Promise.resolve(),
    break: async (fault, aim, signal) => {
      leash.obey(signal);
      const missing = whatIsMissing({ act: [{ do: "break", fault, target: aim.target }] }, permit);
      if (missing.length > 0) throw new Refused(missing.join("; "));
      await breakPart(ownAim(aim), { leash, permit, alarms: await alarms() });
    },
    // By what AWS remembers, not by what this process does: a drill that died is undone by the next one. What was
    // killed comes back by itself: Auto Scaling, RDS and ElastiCache replace it.
    undo: async () => {
      const undone = await Promise.allSettled(
        sites.map(async (site) => {
          await endExperiments(site.place, leash);
          await unfence(site, leash);
        }),
      );
      const failed = undone.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
      if (failed.length > 0) {
        throw new AggregateError(
          failed,
          `not all was undone: ${failed.map(({ message }) => message).join("; ")}`,
        );
      }
      leash.mended();
    },
  };
}

const refuse = (): Promise<never> =>
  Promise.reject(new Refused("this is a dry run: nothing is changed; add --execute to change it"));

const tiedHands: Hands = { gatherPrimaries: () => Promise.resolve(), break: refuse, undo: refuse };
