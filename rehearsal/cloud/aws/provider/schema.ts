/** What a schema of the provider says, in the words of `schemas.json`. */

/** One check of a value; exactly one of its parts is set, a range counting as one. */
export interface ValueRule {
  readonly oneOf?: readonly string[];
  readonly ignoreCase?: true;
  readonly numbers?: readonly number[];
  readonly min?: number;
  readonly max?: number;
  /** In bytes. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly matches?: string;
  readonly matchesNot?: string;
  /** What the provider says of a value that does not match. */
  readonly message?: string;
  readonly all?: readonly ValueRule[];
  readonly any?: readonly ValueRule[];
  /** A function of the provider's that is written again in `functions.ts`. */
  readonly function?: string;
  readonly arguments?: readonly number[];
}

/** An argument; names are those of the SDK. */
export interface PropertySchema {
  readonly required?: true;
  /** A change of it replaces the resource. */
  readonly replaces?: true;
  readonly deprecated?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Paths of other arguments of the resource; `*` stands for any place of a list. */
  readonly conflictsWith?: readonly string[];
  readonly exactlyOneOf?: readonly string[];
  readonly atLeastOneOf?: readonly string[];
  readonly requiredWith?: readonly string[];
  readonly rules?: readonly ValueRule[];
  /** Of each element of a list or a map. */
  readonly elements?: readonly ValueRule[];
  readonly properties?: Properties;
}

export type Properties = Readonly<Record<string, PropertySchema>>;

export interface ResourceSchema {
  readonly deprecated?: string;
  readonly properties: Properties;
}

export interface ProviderSchemas {
  /** The provider's version, such as `6.48.0`. */
  readonly version: string;
  readonly types: Readonly<Record<string, ResourceSchema>>;
}
