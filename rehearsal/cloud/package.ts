/** What a package of the rehearsal cloud (aws, kubernetes, random, tls) implements; `provider.ts` serves it. */
import type { Props, Value } from "./wire";

/** An operation that the cloud refuses, with the words that the user reads. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** An input that the provider refuses before anything is planned. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** One resource as an operation sees it. */
export interface ResourceRequest {
  readonly urn: string;
  readonly type: string;
  /** The logical name: the last part of the URN. */
  readonly name: string;
  /** Settings of the provider instance that the engine addresses, such as `region`. */
  readonly config: Props;
  /** Inputs, with secrets and unknowns marked. */
  readonly inputs: Props;
  readonly preview: boolean;
}

export interface ExistingResourceRequest extends ResourceRequest {
  readonly id: string;
  readonly oldInputs: Props;
  readonly oldOutputs: Props;
}

export interface ResourceDiff {
  readonly changed: readonly string[];
  /** The changed properties that cannot be changed in place. */
  readonly replaceOn: readonly string[];
  /** Whether old and new cannot exist side by side. */
  readonly deleteBeforeReplace: boolean;
  /** What goes with the old one where it is replaced, and people may not think of. */
  readonly warning?: string;
}

/**
 * A function of a provider that needs no account.
 * @param config of the provider that is asked.
 * @returns undefined for what it does not know: a look-up as any other.
 */
export type LocalFunction = (args: Props, config: Props) => Props | undefined | Promise<Props>;

/** A resource that a remote component declares. */
export interface DeclaredChild {
  readonly type: string;
  readonly name: string;
  readonly inputs: Props;
  /** Places in the list of the children that must be there before. */
  readonly after: readonly number[];
}

/** The children of a component, from its inputs; no secret in them is marked. */
export type RemoteComponent = (
  name: string,
  inputs: Props,
  config: Props,
) => readonly DeclaredChild[] | Promise<readonly DeclaredChild[]>;

export interface CloudPackage {
  readonly name: string;
  readonly version: string;
  /** By token; every other function is a look-up, and refused. */
  readonly localFunctions?: Readonly<Record<string, LocalFunction>>;
  /** By type; every other remote component is refused. */
  readonly components?: Readonly<Record<string, RemoteComponent>>;
  /** Complains about a provider's settings. */
  checkConfig?(config: Props): readonly CheckFailure[];
  /** Fills in names that were left out, and validates what can be validated without the cloud. */
  check(request: ResourceRequest & { readonly oldInputs?: Props; readonly randomSeed: Uint8Array }): {
    readonly inputs: Props;
    readonly failures: readonly CheckFailure[];
  };
  diff(request: ExistingResourceRequest): ResourceDiff;
  create(request: ResourceRequest): Promise<{ readonly id: string; readonly outputs: Props }>;
  /**
   * Puts a resource into the cloud that was there before the program. Absent in a package that keeps nothing.
   * @param properties undefined where it is not there: what was put before is taken away.
   */
  setExisting?(
    request: Pick<ExistingResourceRequest, "urn" | "type" | "name" | "id" | "config">,
    properties: Props | undefined,
  ): void;
  /** @returns undefined where the resource is gone. */
  read(
    request: ExistingResourceRequest,
  ): { readonly id: string; readonly inputs: Props; readonly outputs: Props } | undefined;
  update(request: ExistingResourceRequest): Promise<Props>;
  /** What people should know of the resource as the program declares it. */
  notices?(request: ResourceRequest): readonly string[];
  /** What people should know of an update that succeeds; the engine shows it beside the resource. */
  warnings?(request: ExistingResourceRequest): readonly string[];
  delete(request: Omit<ExistingResourceRequest, "inputs" | "preview">): void;
}

export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** Marks an argument that the provider filled in, as the bridge of the real providers does. */
export const DEFAULTS_KEY = "__defaults";

export function userInputs(inputs: Props): Props {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== DEFAULTS_KEY));
}

export function isDefaulted(inputs: Props, property: string): boolean {
  const defaults = inputs[DEFAULTS_KEY];
  return Array.isArray(defaults) && (defaults as readonly Value[]).includes(property);
}
