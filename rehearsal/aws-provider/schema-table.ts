/** The provider's schemas under the names of the SDK, with what the rehearsal has use for. */
import type { Properties, PropertySchema, ResourceSchema, ValueRule } from "../cloud/aws/provider/schema";
import { sharing, type WrittenSchemas } from "../cloud/aws/provider/sharing";
import { argumentsOf, argumentsOfBlock, type SdkArguments } from "./sdk-arguments";

/** A rule as `cmd/facts` prints it. */
type PrintedRule = Omit<ValueRule, "all" | "any" | "ignoreCase"> & {
  readonly all?: readonly PrintedRule[];
  readonly any?: readonly PrintedRule[];
  readonly ignoreCase?: boolean;
};

/** A field as `cmd/facts` prints it; names are Terraform's, also in the paths of other fields. */
export interface PrintedField extends Omit<
  PropertySchema,
  "required" | "replaces" | "rules" | "elements" | "properties"
> {
  readonly kind: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly forceNew?: boolean;
  readonly rules?: readonly PrintedRule[];
  readonly elementRules?: readonly PrintedRule[];
  readonly fields?: Readonly<Record<string, PrintedField>>;
}

export interface PrintedType {
  readonly deprecated?: string;
  readonly fields: Readonly<Record<string, PrintedField>>;
}

export interface SchemaTable {
  readonly schemas: WrittenSchemas;
  /** Arguments of the provider that the SDK does not have under a name that is known here. */
  readonly unnamed: readonly string[];
}

/** Arguments that the SDK names by hand. */
const renamed: Readonly<Record<string, string>> = {
  "aws_cloudwatch_metric_alarm.alarm_name": "name",
  "aws_lambda_function.filename": "code",
  "aws_lambda_function.function_name": "name",
  "aws_sns_topic_subscription.topic_arn": "topic",
};

/** @param types Terraform's names of the types, and Pulumi's. */
export function schemaTable(
  version: string,
  printed: Readonly<Record<string, PrintedType>>,
  types: Readonly<Record<string, string>>,
): SchemaTable {
  const unnamed: string[] = [];
  const named = Object.entries(types).map(([terraform, type]): [string, ResourceSchema] => {
    const found = printed[terraform];
    if (!found) throw new Error(`the provider has no ${terraform}; take it out of resource-types.json`);
    const names = new Names(terraform, found.fields, argumentsOf(type), unnamed);
    const properties = names.properties();
    return [type, { ...(found.deprecated ? { deprecated: found.deprecated } : {}), properties }];
  });
  return { schemas: sharing(version, Object.fromEntries(named)), unnamed };
}

/** The fields of one type, or of a block of it, under the SDK's names. */
class Names {
  readonly #names: ReadonlyMap<string, string>;

  constructor(
    readonly path: string,
    readonly fields: Readonly<Record<string, PrintedField>>,
    readonly sdk: SdkArguments,
    readonly unnamed: string[],
    readonly root?: Names,
  ) {
    const names = new Map<string, string>();
    for (const [field, { required, optional }] of Object.entries(fields)) {
      const name = candidates(`${path}.${field}`, field).find((each) => sdk.has(each));
      if (name !== undefined) names.set(field, name);
      else if (required || optional) unnamed.push(`${path}.${field}`);
    }
    this.#names = names;
  }

  properties(): Properties {
    const known = [...this.#names].flatMap(([field, name]): [string, PropertySchema][] => {
      const schema = this.#schema(field, name);
      return Object.keys(schema).length === 0 ? [] : [[name, schema]];
    });
    return Object.fromEntries(known.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  #schema(field: string, name: string): PropertySchema {
    const printed = this.fields[field];
    const argument = this.sdk.get(name);
    if (!printed || !argument) return {};
    const nested = this.#nested(field);
    const properties = nested?.properties() ?? {};
    const paths = (of: readonly string[] | undefined) => this.#paths(of);
    return withoutEmpty({
      required: printed.required === true,
      replaces: printed.forceNew === true,
      deprecated: printed.deprecated,
      // A block that may stand once is no list in the SDK.
      minItems: argument.isList ? printed.minItems : undefined,
      maxItems: argument.isList ? printed.maxItems : undefined,
      conflictsWith: paths(printed.conflictsWith),
      exactlyOneOf: paths(printed.exactlyOneOf),
      atLeastOneOf: paths(printed.atLeastOneOf),
      requiredWith: paths(printed.requiredWith),
      rules: (printed.rules ?? []).filter((rule) => argument.isList || !isOfItems(rule)).map(rule),
      elements: (printed.elementRules ?? []).map(rule),
      properties,
    });
  }

  #nested(field: string): Names | undefined {
    const printed = this.fields[field];
    const block = this.sdk.get(this.#names.get(field) ?? "")?.block;
    if (!printed?.fields || block === undefined) return undefined;
    const root = this.root ?? this;
    return new Names(`${this.path}.${field}`, printed.fields, argumentsOfBlock(block), this.unnamed, root);
  }

  /** Paths from the resource on, such as `subnet_mapping.0.subnet_id`, under the SDK's names. */
  #paths(of: readonly string[] = []): string[] {
    return of.flatMap(
      (path) => (this.root ?? this).#path(path.split(".").filter((part) => !/^\d+$/.test(part))) ?? [],
    );
  }

  #path([field = "", ...rest]: readonly string[]): string | undefined {
    const name = this.#names.get(field);
    if (name === undefined || rest.length === 0) return name;
    const nested = this.#nested(field);
    const inner = nested && nested.#path(rest);
    return inner === undefined ? undefined : `${name}.${inner}`;
  }
}

function candidates(path: string, field: string): string[] {
  const hand = renamed[path];
  const camel = field.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const plurals = [camel.replace(/y$/, "ie") + "s", `${camel}es`, `${camel}s`];
  return [...(hand === undefined ? [] : [hand]), camel, ...plurals, camel.replace(/s$/, "")];
}

function isOfItems({ minItems, maxItems }: PrintedRule): boolean {
  return minItems !== undefined || maxItems !== undefined;
}

function rule({ ignoreCase, all, any, ...rest }: PrintedRule): ValueRule {
  return {
    ...rest,
    ...(ignoreCase === true && { ignoreCase }),
    ...(all && { all: all.map(rule) }),
    ...(any && { any: any.map(rule) }),
  };
}

/** Leaves out what says nothing, so that the table holds only what is so. */
function withoutEmpty(schema: { readonly [key in keyof PropertySchema]: unknown }): PropertySchema {
  const told = Object.entries(schema).filter(([, value]) => {
    if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
    return value !== undefined && value !== false && value !== "" && value !== 0;
  });
  return Object.fromEntries(told);
}
