import { type JsonSchema, leavesOf, type SettingLeaf } from "./leaves";

const heading = `# Configuration

Every setting of a stack, as it is written below \`standfast:\` in \`Pulumi.<stack>.yaml\`. This page is made of the schema
in \`config/schema\`, by \`npm run reference\`; so is [pulumi-stack.schema.json](../config/pulumi-stack.schema.json), with
which editors that read YAML schemas complete and check a stack's file.

\`[]\` stands for each item of a list, \`*\` for a name of your own or of a region. A setting without a default and without
"required" may be left out.
`;

/** The reference of all settings, a table for each of the top. */
export function settingsReference({ properties = {}, required = [] }: JsonSchema): string {
  const sections = Object.entries(properties).map(([key, property]) => {
    const schema = property as JsonSchema;
    const leaves = leavesOf(schema, key, { isRequired: required.includes(key), alternatives: [] });
    const isOneValue = leaves.length === 1 && leaves[0]?.path === key;
    const about = isOneValue
      ? []
      : [`${schema.description ?? ""}${required.includes(key) ? " Required." : ""}`, ""];
    return [`## ${key}`, "", ...about, ...table(leaves)].join("\n");
  });
  return [heading, ...sections.map((section) => `${section}\n`)].join("\n");
}

function table(leaves: readonly SettingLeaf[]): readonly string[] {
  const paths = [...new Set(leaves.map(({ path }) => path))];
  const rows = paths.flatMap((path) => rowsOf(leaves.filter((leaf) => leaf.path === path)));
  return [
    "| key | meaning | values | default | example |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(written),
  ];
}

type Row = readonly [key: string, meaning: string, values: string, fallback: string, example: string];

const written = (row: Row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** One row for what is the same in every section it is in; one for each section otherwise. */
function rowsOf(leaves: readonly SettingLeaf[]): readonly Row[] {
  const [first] = leaves;
  if (first === undefined) return [];
  if (first.schema.const !== undefined) return [choiceRow(first, leaves)];
  const kinds = [...new Set(leaves.map(({ schema }) => JSON.stringify(schema)))];
  return kinds.flatMap((kind) => {
    const same = leaves.filter(({ schema }) => JSON.stringify(schema) === kind);
    const [leaf = first] = same;
    return [
      [
        `\`${leaf.path}\``,
        [onlyWith(same), leaf.schema.description ?? ""].filter((part) => part !== "").join(" "),
        valuesOf(leaf.schema),
        fallbackOf(leaf),
        exampleOf(leaf.schema),
      ] as const,
    ];
  });
}

/** The key that chooses between sections. */
function choiceRow(first: SettingLeaf, leaves: readonly SettingLeaf[]): Row {
  const options = leaves.map(({ schema }) => `\`${String(schema.const)}\`: ${schema.description ?? ""}`);
  const fallback = leaves.find(({ schema }) => schema.default !== undefined) ?? first;
  const values = leaves.map(({ schema }) => code(schema.const)).join(" or ");
  return [
    `\`${first.path}\``,
    [...new Set(options)].join(" "),
    [...new Set(values.split(" or "))].join(" or "),
    fallbackOf(fallback),
    "",
  ];
}

/** `With platform: ec2.`, for what not every alternative has. */
function onlyWith(leaves: readonly SettingLeaf[]): string {
  const alternatives = leaves.flatMap((leaf) => leaf.alternatives);
  const paths = [...new Set(alternatives.map(({ path }) => path))];
  const conditions = paths.flatMap((path) => {
    const here = alternatives.filter((alternative) => alternative.path === path);
    const values = [...new Set(here.map(({ value }) => value))];
    return values.length === here[0]?.of
      ? []
      : [`${path.split(".").at(-1) ?? ""} ${values.map(code).join(" or ")}`];
  });
  return conditions.length === 0 ? "" : `With ${conditions.join(", ")}.`;
}

function valuesOf({
  items,
  additionalProperties,
  minItems,
  maxItems,
  maxProperties,
  ...schema
}: JsonSchema): string {
  if (typeof items === "object") {
    return `list of ${String(minItems ?? 0)} to ${String(maxItems)}: ${valuesOf(items as JsonSchema)}`;
  }
  if (typeof additionalProperties === "object") {
    return `by name, at most ${String(maxProperties)}: ${valuesOf(additionalProperties)}`;
  }
  const { minimum, maximum, unit = "", enum: options, examples = [] } = schema;
  if (minimum !== undefined) return `${minimum} to ${String(maximum)} ${unit}`;
  // Of regions there are too many to list.
  if (options && examples.length === 0) return `${options.map(code).join(", ")} ${unit}`.trim();
  return "text";
}

function fallbackOf({ schema, isRequired }: SettingLeaf): string {
  if (schema.default !== undefined) return code(schema.default);
  return isRequired ? "required" : "";
}

function exampleOf({ examples, items }: JsonSchema): string {
  const own = examples ?? (typeof items === "object" ? (items as JsonSchema).examples : undefined);
  return own?.[0] === undefined ? "" : code(own[0]);
}

const code = (value: unknown) => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
