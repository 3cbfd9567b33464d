import type { Plan, PlannedResource } from "../../framework/planned";
import { RECORD } from "../tokens";

/** The failover records that answer for one name. */
export interface FailoverSet {
  readonly name: string;
  readonly members: readonly Member[];
}

export interface Member {
  readonly record: PlannedResource;
  /** PRIMARY or SECONDARY; undefined while it is not known. */
  readonly role: string | undefined;
}

/** The failover records of a plan by the name, type and zone that they answer for. */
export function failoverSets(plan: Plan): readonly FailoverSet[] {
  const sets = new Map<string, { name: string; members: Member[] }>();
  for (const record of plan.ofType(RECORD)) {
    const policies = record.inputs.at("failoverRoutingPolicies");
    if (policies.state === "absent") continue;
    const role = policies.items()[0]?.at("type").string();
    const [name, type] = [record.inputs.at("name").string(), record.inputs.at("type").string()];
    const zone = record.dependenciesOf("zoneId").map(({ urn }) => urn);
    const text = name.state === "known" ? name.value : record.urn;
    const key = [text, type.state === "known" ? type.value : "", ...zone].join(" ");
    const set = sets.get(key) ?? { name: text, members: [] };
    set.members.push({ record, role: role?.state === "known" ? role.value : undefined });
    sets.set(key, set);
  }
  return [...sets.values()];
}

/** The regions that a record sends to: those of what its answer comes from, or of the records that it is an alias of. */
export function regionsBehind(
  plan: Plan,
  record: PlannedResource,
  seen: readonly PlannedResource[] = [],
): readonly string[] {
  const sources = ["aliases", "records"].flatMap((property) => record.dependenciesOf(property));
  const direct = sources
    .filter(({ type }) => !type.startsWith("aws:route53/"))
    .flatMap(({ region }) => (region.state === "known" ? [region.value] : []));
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
