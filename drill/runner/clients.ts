import type { ClientGroup } from "../clients/load";
import type { DrillEndpoint } from "../model/adapter";
import { Refused } from "../model/exit-code";
import type { Scenario } from "../model/scenario";

/** Who writes, and the names of those who are judged. */
export interface ClientAssignment {
  readonly groups: readonly ClientGroup[];
  readonly judged: readonly string[];
}

/** How clients reach what is drilled. */
export interface WaysIn {
  readonly endpoints: readonly DrillEndpoint[];
  /** One address for all regions. */
  readonly sharedUrl: string | undefined;
}

/**
 * All clients are judged, or, where each stays with a region, those outside of the region that is hit. Clients of an
 * address that all regions share are not judged: they see what an address without health checks costs.
 * @throws {Refused} when no client is left to judge.
 */
export function assignClients(
  { name: scenario, clients }: Pick<Scenario, "name" | "clients">,
  { endpoints, sharedUrl }: WaysIn,
  hit: string | undefined,
  fencesLostRegion = false,
): ClientAssignment {
  const urls = endpoints.map(({ url }) => url);
  if (clients === "any-region") {
    // Users who just arrive begin with the lost region again and again: only a fence keeps them from it.
    const newcomers = fencesLostRegion ? [{ name: "newcomers", urls, preference: "first" as const }] : [];
    const groups = [{ name: clients, urls }, ...newcomers];
    return { groups, judged: groups.map(({ name }) => name) };
  }
  const judged = endpoints.map(({ region }) => region).filter((region) => region !== hit);
  if (judged.length === 0)
    throw new Refused(`${scenario} needs an endpoint outside of the region that it hits`);
  const regional = endpoints.map(({ region, url }) => ({ name: region, urls: [url] }));
  const shared =
    sharedUrl === undefined
      ? []
      : [{ name: "shared-address", urls: [sharedUrl], connections: "fresh" as const }];
  return { groups: [...regional, ...shared], judged };
}
