/**
 * Resources as tables of rules write them: plain inputs, in which `ref("subnet-a")` is an id that only the deployment
 * will tell, together with the dependency that the engine would report for it.
 */
import type { PolicyResource } from "@pulumi/policy";

import { Field } from "../../../policies/framework/field";
import { fromStack, type Plan } from "../../../policies/framework/planned";
import { UNKNOWN_STRING, unknownCheckingProxy } from "./sdk";

/** A value that comes from other resources. */
class Computed {
  /** @param sources the names of the resources that it is computed from. */
  constructor(
    readonly value: string,
    readonly sources: readonly string[],
  ) {}
}

class Secret {
  constructor(readonly value: unknown) {}
}

/** A value that nobody knows before deployment. */
export const UNKNOWN = new Computed(UNKNOWN_STRING, []);
/** In a change: take the property, or the resource, away. */
export const ABSENT = Symbol("absent");
/** The id, ARN or name of other resources of the fixture, not known before deployment. */
export const ref = (...names: string[]): unknown => new Computed(UNKNOWN_STRING, names);
/** The same once it is deployed. */
export const deployed = (value: string, ...names: string[]): unknown => new Computed(value, names);
/** A value that the program marked as secret. */
export const secret = (value: unknown): unknown => new Secret(value);

export interface Fixture {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the cloud adds to the inputs. @default `id` and `arn`, both unknown */
  readonly computed?: Readonly<Record<string, unknown>>;
  /** The region of its provider. @default "us-east-1" */
  readonly region?: unknown;
  /** The Kubernetes provider among the fixtures that it is planned with. @default the first */
  readonly cluster?: string;
  readonly protect?: boolean;
  readonly parent?: string;
  /** The type of the component that it belongs to, as its URN tells. */
  readonly component?: string;
  readonly dependsOn?: readonly string[];
}

export function resource(
  type: string,
  name: string,
  inputs: Fixture["inputs"],
  more: Omit<Fixture, "type" | "name" | "inputs"> = {},
): Fixture {
  return { type, name, inputs, ...more };
}

/** The changes of a case: `app.minSize`, `app` itself, or `app!protect`, each with its new value or {@link ABSENT}. */
export type Changes = Readonly<Record<string, unknown>>;

/** A copy of `fixtures` with `changes` made. */
export function changed(fixtures: readonly Fixture[], changes: Changes): readonly Fixture[] {
  let result = [...fixtures];
  for (const [place, value] of Object.entries(changes)) {
    const [, name = "", option, path] = /^([^.!]+)(?:!(\w+))?(?:\.(.+))?$/.exec(place) ?? [];
    const index = result.findIndex((fixture) => fixture.name === name);
    const found = result[index];
    if (found === undefined) throw new Error(`the fixture has no resource ${name}`);
    if (option !== undefined) result[index] = { ...found, [option]: value };
    else if (path !== undefined)
      result[index] = { ...found, inputs: set(found.inputs, path.split("."), value) };
    else
      result = value === ABSENT ? result.toSpliced(index, 1) : result.toSpliced(index, 1, value as Fixture);
  }
  return result;
}

function set<T>(container: T, [key, ...rest]: readonly string[], value: unknown): T {
  if (key === undefined) return value as T;
  const copy = (Array.isArray(container) ? [...(container as unknown[])] : { ...container }) as Record<
    string,
    unknown
  >;
  if (rest.length === 0 && value === ABSENT) {
    if (Array.isArray(copy)) copy.splice(Number(key), 1);
    else Reflect.deleteProperty(copy, key);
  } else copy[key] = set(copy[key] ?? {}, rest, value);
  return copy as T;
}

export function urnOf({ type, name, component }: Pick<Fixture, "type" | "name" | "component">): string {
  return `urn:pulumi:prod::shop::${component === undefined ? "" : `${component}$`}${type}::${name}`;
}

/** Plain values as the engine sends them: unknowns as the SDK's own marker, secrets marked or, for the SDK's readers, plain. */
export function encode(value: unknown, secrets: "marked" | "plain"): unknown {
  if (value instanceof Computed) return value.value;
  if (value instanceof Secret) {
    const plain = encode(value.value, secrets);
    return secrets === "plain"
      ? plain
      : { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: plain };
  }
  if (Array.isArray(value)) return value.map((element) => encode(element, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, encode(element, secrets)]));
}

/** The names of the resources that a value is computed from. */
export function sourcesOf(value: unknown): readonly string[] {
  if (value instanceof Computed) return value.sources;
  if (value instanceof Secret) return sourcesOf(value.value);
  return typeof value === "object" && value !== null
    ? [...new Set(Object.values(value).flatMap(sourcesOf))]
    : [];
}

export function outputsOf({
  inputs,
  computed = { id: UNKNOWN, arn: UNKNOWN },
}: Fixture): Record<string, unknown> {
  return { ...computed, ...inputs };
}

const KUBERNETES = "pulumi:providers:kubernetes";

/** The provider that a fixture is planned with: AWS in its region, or a Kubernetes provider among the fixtures. */
export function providerOf(
  { type, region = "us-east-1", cluster }: Fixture,
  fixtures: readonly Fixture[],
): Fixture {
  const found = type.startsWith("kubernetes:")
    ? fixtures.find((one) => one.type === KUBERNETES && (cluster === undefined || one.name === cluster))
    : undefined;
  return found ?? resource("pulumi:providers:aws", "provider", { region });
}

/** The plan that rules read, made without the SDK's server. */
export function planOf(fixtures: readonly Fixture[]): Plan {
  const byName = new Map(
    fixtures.map((fixture) => [fixture.name, toPolicyResource(fixture, providerOf(fixture, fixtures))]),
  );
  const find = (names: readonly string[]): PolicyResource[] =>
    names.flatMap((name) => byName.get(name) ?? []);
  for (const fixture of fixtures) {
    const made = byName.get(fixture.name)!;
    const used = Object.entries(fixture.inputs).map(([key, value]) => [key, find(sourcesOf(value))] as const);
    made.propertyDependencies = Object.fromEntries(used.filter(([, found]) => found.length > 0));
    made.dependencies = [
      ...new Set([...used.flatMap(([, found]) => found), ...find(fixture.dependsOn ?? [])]),
    ];
    made.parent = byName.get(fixture.parent ?? "");
  }
  const declared = fixtures.map((fixture) => [urnOf(fixture), Field.of(proxy(fixture.inputs))] as const);
  return fromStack([...byName.values()], new Map(declared));
}

function proxy(value: object): Record<string, unknown> {
  return unknownCheckingProxy(encode(value, "plain") as object);
}

function toPolicyResource(fixture: Fixture, provider: Fixture): PolicyResource {
  const { type, name, protect = false } = fixture;
  return {
    type,
    name,
    urn: urnOf(fixture),
    props: proxy(outputsOf(fixture)),
    opts: {
      protect,
      ignoreChanges: [],
      aliases: [],
      additionalSecretOutputs: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    },
    provider: {
      type: provider.type,
      name: provider.name,
      urn: urnOf(provider),
      props: proxy(provider.inputs),
    },
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  };
}
