import type { ClientGroup } from "../clients/load";
import type { Entry } from "../model/adapter";
import { Refused } from "../model/exit-code";
import type { Scenario } from "../model/scenario";

/** Who writes, and the names of those who are judged. */
export interface Clients {
  readonly groups: readonly ClientGroup[];
  readonly judged: readonly string[];
}

/**
 * All clients are judged, or, where each stays with a region, those outside of the region that is hit.
 * @throws {Refused} when nobody is left to judge.
 */
export function clientsOf(
  { name: scenario, clients }: Pick<Scenario, "name" | "clients">,
  entries: readonly Entry[],
  hit: string | undefined,
): Clients {
  if (clients === "any-region") {
    return { groups: [{ name: clients, urls: entries.map(({ url }) => url) }], judged: [clients] };
  }
  const judged = entries.map(({ region }) => region).filter((region) => region !== hit);
  if (judged.length === 0) throw new Refused(`${scenario} needs an entry outside of the region that it hits`);
  return { groups: entries.map(({ region, url }) => ({ name: region, urls: [url] })), judged };
}
