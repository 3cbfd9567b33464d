/** What a property points to, and what points to a resource: each asked for once in a plan, however often it is needed. */
import type { Plan, PlannedResource } from "../../framework/planned";
import { isOneOf } from "../../resources";

export class Links {
  readonly #plan: Plan;
  readonly #incoming = new Map<string, ReadonlyMap<string, readonly PlannedResource[]>>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** The resources of `to` that a property was computed from, or names by id, ARN or name. */
  from(resource: PlannedResource, property: string, to: readonly string[]): readonly PlannedResource[] {
    const [top = property] = property.split(".");
    const found = resource.dependenciesOf(top).filter(({ type }) => isOneOf(to, type));
    if (found.length > 0) return found;
    const read = this.#plan.references(resource, property, to);
    return read.state === "known" ? read.value : [];
  }

  /** The resources of `types` whose property points to `target`, which is of one of `to`. */
  to(
    target: PlannedResource,
    types: readonly string[],
    property: string,
    to: readonly string[] = [target.type],
  ): readonly PlannedResource[] {
    const key = `${types.join()} ${property} ${to.join()}`;
    const known = this.#incoming.get(key) ?? this.#index(types, property, to);
    this.#incoming.set(key, known);
    return known.get(target.urn) ?? [];
  }

  /** URNs of everything that a property was computed from. */
  sourcesOf(resource: PlannedResource, property: string): readonly string[] {
    return resource.dependenciesOf(property).map(({ urn }) => urn);
  }

  /** The resources of `types` whose `property` is written out as `text`. */
  named(types: readonly string[], property: string, text: string): readonly PlannedResource[] {
    return this.#plan.ofType(types).filter(({ inputs }) => {
      const read = inputs.at(property).string();
      return read.state === "known" && read.value === text;
    });
  }

  #index(
    types: readonly string[],
    property: string,
    to: readonly string[],
  ): ReadonlyMap<string, readonly PlannedResource[]> {
    const index = new Map<string, PlannedResource[]>();
    for (const resource of this.#plan.ofType(types)) {
      for (const { urn } of this.from(resource, property, to)) {
        index.set(urn, [...(index.get(urn) ?? []), resource]);
      }
    }
    return index;
  }
}
