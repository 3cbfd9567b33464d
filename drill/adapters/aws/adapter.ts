import type { DrillAdapter, DrillActions } from "../../model/adapter";
import { Refused } from "../../model/exit-code";
import { ringing, stopAlarms } from "./alarms";
import { endExperiments } from "./experiment";
import { awsProbes, asAwsTarget, type DrillScope } from "./probes";
import { injectFault } from "./faults";
import { requirePermittedAccount } from "./guard";
import { StopConditions, realClock, type Clock } from "./stop-conditions";
import type { Permit } from "./permit";
import { RegionClients, type AwsClientOptions } from "./region-clients";
import { missingPrerequisites } from "./supported-faults";
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
  readonly clientOptions?: AwsClientOptions;
  /** @default the real one */
  readonly clock?: Clock;
}

/** A replacement instance, a new standby of a database, a new cache node: minutes each. */
const redundancyTimeoutMs = 1_800_000;

/** The adapter has waited for the effect already; AWS throttles those who ask more often. */
const effect = { everyMs: 5_000, timeoutMs: 60_000 };

/**
 * A deployed stack, ready to be drilled.
 * @throws {Refused} unless the account is permitted and every stop alarm exists.
 */
export async function openAws(options: AwsOptions): Promise<DrillAdapter & { close(): void }> {
  const { scope, close } = await connect(options);
  try {
    await scope.alarms();
  } catch (error) {
    close();
    throw error;
  }
  const actions = options.mode === "execute" ? awsActions(scope) : refusedActions;
  return { backend: "aws", probes: awsProbes(scope), actions, redundancyTimeoutMs, effect, close };
}

/** Undoes what a drill that died has left. Needs no alarm: nothing holds the restoring back. @throws {Refused} */
export async function undoAws(options: Omit<AwsOptions, "mode">): Promise<void> {
  const { scope, close } = await connect(options);
  await awsActions(scope).undo().finally(close);
}

async function connect(options: Omit<AwsOptions, "mode">): Promise<{ scope: DrillScope; close: () => void }> {
  const { stack, permit, clock = realClock } = options;
  const clientsByRegion = new Map<string, RegionClients>();
  const clientsOf = (region: string): RegionClients => {
    const clients = clientsByRegion.get(region) ?? new RegionClients(region, options.clientOptions);
    clientsByRegion.set(region, clients);
    return clients;
  };
  const regions = stack.regions.map((outputs) => ({ clients: clientsOf(outputs.name), outputs }));
  const close = (): void => {
    for (const clients of clientsByRegion.values()) clients.close();
  };
  const alarms = () => stopAlarms(permit, clientsOf);
  const stopConditions = new StopConditions({
    ...options,
    clock,
    alarms: async () => ringing(await alarms()),
    timeLimitMs: permit.timeLimitSeconds * 1000,
  });
  try {
    const accountId = await requirePermittedAccount(clientsOf(stack.regions[0].name), permit);
    return { scope: { accountId, url: stack.url, regions, permit, stopConditions, alarms, clock }, close };
  } catch (error) {
    close();
    throw error;
  }
}

function awsActions({ regions, permit, stopConditions, alarms }: DrillScope): DrillActions {
  return {
    // Every region has a cache of its own, so the primaries are always together.
    colocatePrimaries: () => Promise.resolve(),
    inject: async (fault, target, signal) => {
      stopConditions.stopOn(signal);
      const missing = missingPrerequisites({ act: [{ do: "break", fault, target: target.role }] }, permit);
      if (missing.length > 0) throw new Refused(missing.join("; "));
      await injectFault(asAwsTarget(target), { stopConditions, permit, alarms: await alarms() });
    },
    // The kill of a region fences its database already, and people fail back.
    fence: () => Promise.resolve(),
    failBack: () => Promise.resolve(),
    // By what AWS remembers, not by what this process does: a drill that died is undone by the next one. What was
    // killed comes back by itself: Auto Scaling, RDS and ElastiCache replace it.
    undo: async () => {
      const undone = await Promise.allSettled(
        regions.map(async (targetRegion) => {
          await endExperiments(targetRegion.clients, stopConditions);
          await unfence(targetRegion, stopConditions);
        }),
      );
      const failed = undone.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
      if (failed.length > 0) {
        throw new AggregateError(
          failed,
          `not all was undone: ${failed.map(({ message }) => message).join("; ")}`,
        );
      }
      stopConditions.restored();
    },
  };
}

const refuse = (): Promise<never> =>
  Promise.reject(new Refused("this is a dry run: nothing is changed; add --execute to change it"));

const refusedActions: DrillActions = {
  colocatePrimaries: () => Promise.resolve(),
  inject: refuse,
  fence: refuse,
  failBack: refuse,
  undo: refuse,
};
