/**
 * The plan as policies see it: resources with safe properties, in an order that does not change between runs.
 */
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";

import { Field, type Read } from "./field";

/** The provider that a resource is planned with. */
export interface PlannedProvider {
  readonly urn: string;
  readonly name: string;
  /** The region it is configured for. */
  readonly region: Read<string>;
}

/** What a resource policy sees: one resource as the program declared it, without its relations. */
export interface Resource {
  readonly urn: string;
  /** The type token, such as `aws:rds/instance:Instance`. */
  readonly type: string;
  /** The logical name. */
  readonly name: string;
  /** What the program declared: absent means that it was left out. */
  readonly inputs: Field;
  /** Whether Pulumi refuses to delete it. */
  readonly protect: boolean;
  readonly provider: PlannedProvider | undefined;
  /** Its own `region` property (AWS provider 7), else its provider's. */
  readonly region: Read<string>;
}

/** What a stack policy sees: a resource with its outputs and its relations. */
export interface PlannedResource extends Resource {
  /**
   * What the deployment will give, inputs included. In a first preview everything that the cloud computes is unknown,
   * also optional inputs that were left out: a rule about settings reads `inputs`, one about ids reads `props`.
   */
  readonly props: Field;
  readonly parent: PlannedResource | undefined;
  /** Every resource it depends on, sorted by URN. */
  readonly dependencies: readonly PlannedResource[];
  /**
   * The resources that the value of one top-level property was computed from, sorted by URN. This over-approximates:
   * `ids.apply((x) => x.slice(0, 1))` still lists all of them. {@link Plan.references} asks the exact question.
   */
  dependenciesOf(property: string): readonly PlannedResource[];
}

/** The outputs by which other resources name a resource. */
const REFERENCE_KEYS = ["id", "arn", "name", "identifier", "bucket"] as const;

/** The whole stack, sorted by URN. */
export class Plan {
  readonly resources: readonly PlannedResource[];
  readonly #byType = new Map<string, PlannedResource[]>();
  readonly #byUrn = new Map<string, PlannedResource>();
  #names: Map<string, PlannedResource[]> | undefined;

  constructor(resources: readonly PlannedResource[]) {
    this.resources = resources.toSorted(compareUrns);
    for (const resource of this.resources) {
      this.#byUrn.set(resource.urn, resource);
      const ofType = this.#byType.get(resource.type);
      if (ofType === undefined) this.#byType.set(resource.type, [resource]);
      else ofType.push(resource);
    }
  }

  /** The resources whose type token is one of `types`, sorted by URN. */
  ofType(types: readonly string[]): readonly PlannedResource[] {
    const found = types.flatMap((type) => this.#byType.get(type) ?? []);
    return types.length > 1 ? found.sort(compareUrns) : found;
  }

  byUrn(urn: string): PlannedResource | undefined {
    return this.#byUrn.get(urn);
  }

  /**
   * The resources of `types` that the property at `path` points to, by one reference or a list of them.
   *
   * Known references are found by id, ARN or name. Unknown ones are resolved by the property's dependencies, and only when
   * there are as many of them as references: otherwise some may have been dropped on the way, and the answer is
   * unknown. So is a reference to something outside this plan.
   */
  references(
    from: PlannedResource,
    path: string,
    types: readonly string[],
  ): Read<readonly PlannedResource[]> {
    const [output, declared] = [from.props.at(path), from.inputs.at(path)];
    const field = output.state !== "known" && declared.state === "known" ? declared : output;
    // Dependencies are told by top-level property only.
    const sources = (): readonly PlannedResource[] =>
      from.dependenciesOf(path.replace(/\..*/, "")).filter(({ type }) => types.includes(type));
    if (field.state !== "known") {
      const value = field.state === "unknown" ? sources() : [];
      return value.length === 1 ? { state: "known", path, value } : { state: field.state, path };
    }
    const entries = (field.isList ? field.items() : [field]).map((entry) => entry.string());
    const found = entries.flatMap((entry) =>
      entry.state === "known" ? this.#named(entry.value, types) : [],
    );
    const missing = entries.length - found.length;
    if (missing > 0) {
      const vague = entries.some(({ state }) => state !== "known");
      // A resource whose id is known would have been found by it, unless the reference itself is not known.
      const rest = sources().filter(
        (resource) => !found.includes(resource) && (vague || resource.props.at("id").state !== "known"),
      );
      if (rest.length !== missing) return { state: "unknown", path };
      found.push(...rest);
    }
    return { state: "known", path, value: found.sort(compareUrns) };
  }

  /** The resource of one of `types` with this id, ARN or name, as a list of at most one. */
  #named(reference: string, types: readonly string[]): readonly PlannedResource[] {
    return (this.#byName().get(reference) ?? []).filter(({ type }) => types.includes(type)).slice(0, 1);
  }

  #byName(): ReadonlyMap<string, readonly PlannedResource[]> {
    if (this.#names === undefined) {
      this.#names = new Map();
      for (const resource of this.resources) {
        for (const key of REFERENCE_KEYS) {
          const read = resource.props.at(key).string();
          if (read.state !== "known") continue;
          this.#names.set(read.value, [...(this.#names.get(read.value) ?? []), resource]);
        }
      }
    }
    return this.#names;
  }
}

/** The resource that the SDK hands to a resource policy. */
export function fromResourceArgs(args: ResourceValidationArgs): Resource {
  const inputs = Field.of(args.props);
  return { ...identity(args), inputs, region: regionOf(args, inputs) };
}

/**
 * The plan that the SDK hands to a stack policy.
 * @param declared the inputs by URN, as resource policies saw them before; a resource without is judged by its outputs.
 */
export function fromStack(
  resources: readonly PolicyResource[],
  declared: ReadonlyMap<string, Field> = new Map(),
): Plan {
  const planned = new Map<PolicyResource, PlannedResource>();
  // The SDK has left out relations to resources that the plan does not hold.
  const lookUp = (found: readonly PolicyResource[]): readonly PlannedResource[] =>
    [...new Set(found)].flatMap((resource) => planned.get(resource) ?? []).sort(compareUrns);
  for (const resource of resources) {
    const props = Field.of(resource.props);
    const inputs = declared.get(resource.urn) ?? props;
    planned.set(resource, {
      ...identity(resource),
      inputs,
      props,
      region: regionOf(resource, inputs),
      get parent() {
        return resource.parent && planned.get(resource.parent);
      },
      get dependencies() {
        return lookUp(resource.dependencies);
      },
      dependenciesOf: (property) => lookUp(resource.propertyDependencies[property] ?? []),
    });
  }
  return new Plan([...planned.values()]);
}

type Given = ResourceValidationArgs | PolicyResource;

function identity({
  urn,
  type,
  name,
  opts,
  provider,
}: Given): Pick<Resource, "urn" | "type" | "name" | "protect" | "provider"> {
  return {
    urn,
    type,
    name,
    protect: opts.protect,
    provider: provider && {
      urn: provider.urn,
      name: provider.name,
      region: Field.of(provider.props).at("region").string(),
    },
  };
}

function regionOf(given: Given, inputs: Field): Read<string> {
  const own = inputs.at("region").string();
  // Left out, the provider computes it: unknown among the outputs, but the program gave it no value of its own.
  const computed =
    "propertyDependencies" in given && (given.propertyDependencies["region"] ?? []).length === 0;
  const leftOut = own.state === "absent" || (own.state === "unknown" && computed);
  return leftOut && given.provider !== undefined ? Field.of(given.provider.props).at("region").string() : own;
}

function compareUrns(a: { readonly urn: string }, b: { readonly urn: string }): number {
  return a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0;
}
