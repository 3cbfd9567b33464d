import type { Plan, PlannedResource } from "../../framework/planned";
import { HOSTED_ZONE, isOneOf, RECORD } from "../../resources";
import { regionIn } from "./regions";

/** The records that answer for one name in each other's place. */
export interface FailoverSet {
  readonly name: string;
  /** How Route 53 chooses among those that are healthy. */
  readonly routing: "failover" | "latency" | "weighted";
  readonly members: readonly FailoverMember[];
}

export interface FailoverMember {
  readonly record: PlannedResource;
  /** PRIMARY or SECONDARY; undefined while it is not known, and where all answers are equal. */
  readonly role: string | undefined;
}

const ROUTINGS = [
  ["failoverRoutingPolicies", "failover"],
  ["latencyRoutingPolicies", "latency"],
  ["weightedRoutingPolicies", "weighted"],
] as const;

/**
 * The failover records of a plan by the name, type and zone that they answer for; also names that all healthy regions
 * answer. Weights within one region choose between versions and not between regions: they are left out.
 */
export function failoverSets(plan: Plan): readonly FailoverSet[] {
  const sets = new Map<string, FailoverSet & { members: FailoverMember[] }>();
  for (const record of plan.ofType(RECORD)) {
    const [property, routing] =
      ROUTINGS.find(([policies]) => record.inputs.at(policies).state !== "absent") ?? [];
    if (property === undefined) continue;
    const role = record.inputs.at(property).items()[0]?.at("type").string();
    const [name, type] = [record.inputs.at("name").string(), record.inputs.at("type").string()];
    const zone = record.dependenciesOf("zoneId").map(({ urn }) => urn);
    const text = name.state === "known" ? name.value : record.urn;
    const key = [text, type.state === "known" ? type.value : "", routing, ...zone].join(" ");
    const set = sets.get(key) ?? { name: text, routing, members: [] };
    set.members.push({ record, role: role?.state === "known" ? role.value : undefined });
    sets.set(key, set);
  }
  return [...sets.values()].filter(
    ({ routing, members }) => routing !== "weighted" || regionsOf(plan, members).length > 1,
  );
}

function regionsOf(plan: Plan, members: readonly FailoverMember[]): readonly string[] {
  return [...new Set(members.flatMap(({ record }) => regionsBehind(plan, record)))];
}

/** The regions that a record sends to: those of what its answer comes from, or of the records that it is an alias of. */
export function regionsBehind(
  plan: Plan,
  record: PlannedResource,
  seen: readonly PlannedResource[] = [],
): readonly string[] {
  const sources = ["aliases", "records"].flatMap((property) => record.dependenciesOf(property));
  const direct = sources
    .filter(({ type }) => !isOneOf([...RECORD, ...HOSTED_ZONE], type))
    .flatMap((source) => {
      const region = regionIn(plan, source);
      return region.state === "known" ? [region.value] : [];
    });
  const names = record.inputs
    .at("aliases")
    .items()
    .flatMap((alias) => {
      const name = alias.at("name").string();
      return name.state === "known" ? [name.value] : [];
    });
  const next = plan.ofType(RECORD).filter((other) => {
    const name = other.inputs.at("name").string();
    return name.state === "known" && names.includes(name.value) && other !== record && !seen.includes(other);
  });
  const behind = next.flatMap((other) => regionsBehind(plan, other, [...seen, record]));
  return [...new Set([...direct, ...behind])].sort();
}
