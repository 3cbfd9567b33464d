/** What the rehearsal cloud knows of one AWS resource type beyond its declaration. */
import { createHash } from "node:crypto";
import { isObject, isSecret, secret, UNKNOWN, type Props, type Value } from "../wire";
import type { AwsAccount } from "./account";

/** The account that the rehearsal cloud plays; AWS's own documentation uses this number. */
export const ACCOUNT = "123456789012";

/** What AWS is asked to do. */
export type AwsVerb = "creating" | "updating" | "deleting";

/** A resource while its identity and computed properties are made up. */
export interface CreationContext {
  readonly urn: string;
  readonly type: string;
  readonly region: string;
  /** Inputs in plain values. */
  readonly inputs: Props;
  /** Hexadecimal characters that belong to this context alone. */
  readonly hex: (length: number, salt?: string) => string;
  /** A string input, or the empty string. */
  readonly text: (property: string) => string;
}

export interface CreatedResource extends CreationContext {
  readonly id: string;
  readonly arn: string;
}

export interface AwsResourceType {
  /** Service and noun as AWS writes them in errors: `["EC2", "Subnet"]`. */
  readonly api: readonly [service: string, noun: string];
  /** Operations of the API whose name is not `Create`, `Modify` or `Delete` and the noun. */
  readonly operations?: Partial<Readonly<Record<AwsVerb, string>>>;
  readonly id: (context: CreationContext, account: AwsAccount) => string;
  /** Everything after `arn:aws:`. */
  readonly arn?: (context: CreationContext & { readonly id: string }) => string;
  /** The property that Pulumi names automatically, and how long AWS lets it be. */
  readonly autoname?: {
    readonly property: string;
    readonly maxLength: number;
    readonly prefix?: string;
    /** Where AWS takes lower case only, the provider's automatic name is in lower case. */
    readonly lowerCase?: true;
  };
  /** What people lose with it where it is replaced, as a sentence goes on: `what it holds is lost`. */
  readonly lostWithIt?: string;
  /** Computed properties whose value means something or others read; the rest get a value of their type. */
  readonly computed?: Readonly<Record<string, (resource: CreatedResource, account: AwsAccount) => Value>>;
  /** What the cloud adds to blocks that the program gives a part of: by the block, then by the property. */
  readonly added?: Readonly<Record<string, Readonly<Record<string, (resource: CreatedResource) => Value>>>>;
  /** Properties that AWS changes in the weekly maintenance window, unless `applyImmediately` is set. */
  readonly deferred?: { readonly properties: readonly string[]; readonly link: string };
  /** Computed properties that an update changes. */
  readonly computedOnUpdate?: Readonly<Record<string, (old: Value | undefined) => Value>>;
  /** A global service answers in every region. */
  readonly global?: true;
}

export type AwsResourceTypes = Readonly<Record<string, AwsResourceType>>;

export function creationContext(
  urn: string,
  type: string,
  region: string,
  inputs: Props,
  salt: string,
): CreationContext {
  return {
    urn,
    type,
    region,
    inputs,
    hex: (length, extra = "") =>
      createHash("sha256").update(`${urn} ${region} ${salt} ${extra}`).digest("hex").slice(0, length),
    text: (property) => {
      const value = inputs[property];
      return typeof value === "string" ? value : "";
    },
  };
}

/** An id such as `vpc-0a1b2c3d4e5f67890`. */
export function ec2Id(prefix: string): (context: CreationContext) => string {
  return (context) => `${prefix}-0${context.hex(16)}`;
}

export function idFrom(property: string): (context: CreationContext) => string {
  return (context) => context.text(property);
}

export const uuid = (context: CreationContext): string =>
  [
    context.hex(8, "a"),
    context.hex(4, "b"),
    context.hex(4, "c"),
    context.hex(4, "d"),
    context.hex(12, "e"),
  ].join("-");

/** A value of the type that the declaration names, for properties that nothing reads. */
export function plausible(property: string, type: string, resource: CreatedResource): Value {
  if (property === "arn") return resource.arn;
  if (type === "number") return 0;
  if (type === "boolean") return false;
  if (type.endsWith("[]")) return [];
  if (type.startsWith("{") || type.includes(".")) return {};
  return `${property}-${resource.hex(8, property)}`;
}

/** Tags as AWS shows them: those of the provider's `defaultTags`, then the resource's own. */
export function tagsAll(config: Props, inputs: Props): Value {
  const raw = config["defaultTags"];
  const defaults: Value | undefined = typeof raw === "string" ? (JSON.parse(raw) as Value) : raw;
  const common = isObject(defaults) && isObject(defaults["tags"]) ? defaults["tags"] : {};
  const { tags } = inputs;
  if (tags === UNKNOWN) return UNKNOWN;
  if (isSecret(tags)) return secret({ ...common, ...(isObject(tags.value) ? tags.value : {}) });
  return { ...common, ...(isObject(tags) ? tags : {}) };
}
