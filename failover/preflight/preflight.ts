import type { Situation } from "../model/situation";
import { judgeFleet } from "./fleet";
import type { Check, Reason } from "./reason";
import { judgeAlarm, judgeEntry, judgeRole, judgeSwitches } from "./regions";
import type { Request } from "./request";
import { judgeCache, judgeDatabase } from "./stores";

export interface Inspection {
  /** What a run would begin with. */
  readonly situation: Omit<Situation, "accepted">;
  /** All of them at once. */
  readonly reasons: readonly Reason[];
}

/**
 * Looks at the region that shall take over, changes nothing, and asks nothing of the region that is left but how many
 * instances it runs, if it answers.
 */
export async function inspect(request: Request): Promise<Inspection> {
  const { mode, from, to, outputs, readyPath, ports } = request;
  const reasons: Reason[] = [...judgeRole(request)];
  const ask = async <T>(check: Check, question: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await question();
    } catch (error) {
      reasons.push({ check, text: `${to.name} does not say: ${(error as Error).message}` });
      return undefined;
    }
  };
  const account = await ask("credentials", () => ports.apiOf(to.name).account());
  // The same refusal on every line would hide the one reason.
  if (account === undefined) {
    return { situation: situationOf({}), reasons };
  }
  const [switches, database, cache, fleet, entry, alarm] = await Promise.all([
    ask("switch", () => judgeSwitches(request)),
    ask("database", () => judgeDatabase(request)),
    ask("cache", () => judgeCache(request)),
    ask("capacity", () => judgeFleet(request)),
    ask("certificate", () => judgeEntry(request)),
    ask("alarm", () => judgeAlarm(request)),
  ]);
  for (const found of [switches, database?.reasons, cache?.reasons, fleet?.reasons, entry, alarm]) {
    reasons.push(...(found ?? []));
  }
  return {
    situation: situationOf({
      database: database?.kind,
      cache: cache?.kind,
      instances: fleet?.instances,
    }),
    reasons,
  };

  function situationOf(found: {
    readonly database?: Situation["stores"]["database"] | undefined;
    readonly cache?: Situation["stores"]["cache"] | undefined;
    readonly instances?: number | undefined;
  }): Inspection["situation"] {
    return {
      mode,
      from: from.name,
      to: to.name,
      outputs,
      readyPath,
      stores: { database: found.database ?? "none", cache: found.cache ?? "none" },
      ...(found.instances !== undefined && { instances: found.instances }),
    };
  }
}
