/** What a program declares about itself in its stack outputs, where the analysis, drills and people can read it. */
import type { Field } from "../framework/field";
import type { Plan } from "../framework/planned";
import { STACK } from "../resources";
import { valueOf } from "./graph/reader";

export interface Declared {
  /** The URN of the stack. */
  readonly urn: string | undefined;
  /** The output `regions`: a list of objects with `name` and `role`; undefined when there is none. */
  readonly regions: readonly DeclaredRegion[] | undefined;
  /** The output `objectives`: what losing a region may cost. */
  readonly recoveryTimeSeconds: number | undefined;
  readonly recoveryPointSeconds: number | undefined;
}

export interface DeclaredRegion {
  readonly name: string;
  readonly role: "active" | "standby";
}

/** Reads the outputs `regions` and `objectives` of the stack; a program that has none declares nothing. */
export function declaredBy(plan: Plan): Declared {
  const [stack] = plan.ofType(STACK);
  const outputs = stack?.props;
  const regions = outputs?.at("regions");
  return {
    urn: stack?.urn,
    regions: regions?.isList === true ? regions.items().flatMap(regionOf) : undefined,
    recoveryTimeSeconds: outputs && valueOf(outputs.at("objectives.recoveryTimeSeconds").number()),
    recoveryPointSeconds: outputs && valueOf(outputs.at("objectives.recoveryPointSeconds").number()),
  };
}

function regionOf(output: Field): readonly DeclaredRegion[] {
  const [name, role] = [valueOf(output.at("name").string()), valueOf(output.at("role").string())];
  return name !== undefined && (role === "active" || role === "standby") ? [{ name, role }] : [];
}
