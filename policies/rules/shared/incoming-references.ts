import type { Plan, PlannedResource } from "../../framework/planned";

/** Who points at what by one property. */
export interface IncomingReferences {
  /** Those that are known to point at `target`. */
  to(target: PlannedResource): readonly PlannedResource[];
  /** Those that point at something, which only the deployment will tell. */
  readonly undecided: readonly PlannedResource[];
}

/** Follows `property` of every resource of `types` to resources of `targets`. */
export function incomingReferences(
  plan: Plan,
  types: readonly string[],
  property: string,
  targets: readonly string[],
): IncomingReferences {
  const byTarget = new Map<PlannedResource, PlannedResource[]>();
  const undecided: PlannedResource[] = [];
  for (const source of plan.ofType(types)) {
    const read = plan.references(source, property, targets);
    if (read.state === "unknown") undecided.push(source);
    if (read.state !== "known") continue;
    for (const target of read.value) byTarget.set(target, [...(byTarget.get(target) ?? []), source]);
  }
  return { to: (target) => byTarget.get(target) ?? [], undecided };
}
