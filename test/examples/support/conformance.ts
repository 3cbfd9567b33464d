import type { Row } from "./table";
import type { Thing } from "./things";

/** What is wrong with `row`; undefined when all that it points to is as it says. */
export function problemOf(row: Row, things: readonly Thing[]): string | undefined {
  const meant = things.filter(({ kind, name }) => kind === row.kind && fits(row.name, name));
  if (meant.length === 0) return `${row.kind} ${row.name} is not there`;
  const wrong = meant.find((thing) => !isAsSaid(row, thing));
  if (wrong === undefined) return undefined;
  const got = valueAt(wrong.properties, row.property);
  return `${row.property} of ${wrong.name} is ${show(got)}, not ${row.expectation}`;
}

/** The same things without the property that `row` points to. */
export function withoutProperty(row: Row, things: readonly Thing[]): readonly Thing[] {
  const [top = ""] = pathOf(row.property);
  return things.map((thing) => {
    if (thing.kind !== row.kind || !fits(row.name, thing.name)) return thing;
    const others = <T>(record: Readonly<Record<string, T>>) =>
      Object.fromEntries(Object.entries(record).filter(([key]) => key !== top));
    return { ...thing, properties: others(thing.properties), sources: others(thing.sources) };
  });
}

function isAsSaid({ property, expectation }: Row, thing: Thing): boolean {
  const value = valueAt(thing.properties, property);
  const [, word = "", rest = ""] = /^(≥|≤|contains|from|items) ?(.*)$/.exec(expectation) ?? [];
  switch (word) {
    case "≥":
      return value !== undefined && Number(value) >= Number(rest);
    case "≤":
      return value !== undefined && Number(value) <= Number(rest);
    case "items":
      return Array.isArray(value) && value.length === Number(rest);
    case "contains":
      return value !== undefined && textOf(value).includes(rest);
    case "from":
      return (thing.sources[pathOf(property)[0] ?? ""] ?? []).some((source) => fits(rest, source));
    default:
      return expectation === "set" ? value !== undefined : textOf(value) === expectation;
  }
}

function fits(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}

function pathOf(property: string): readonly string[] {
  return [...property.matchAll(/\[([^\]]+)\]|[^.[\]]+/g)].map(([whole, inBrackets]) => inBrackets ?? whole);
}

/** The value at a path, which may lead into JSON text; `[name=x]` is the item of a list whose name is x. */
function valueAt(properties: unknown, property: string): unknown {
  return pathOf(property).reduce<unknown>((value, key) => {
    const holder = parsed(value);
    const [name = "", wanted] = key.split("=");
    if (wanted !== undefined && Array.isArray(holder)) {
      return holder.find((item: Readonly<Record<string, unknown>>) => textOf(item[name]) === wanted);
    }
    return typeof holder === "object" && holder !== null
      ? (holder as Readonly<Record<string, unknown>>)[key]
      : undefined;
  }, properties);
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** As a person would write it: text without quotes, user data without its encoding. */
function textOf(value: unknown): string {
  if (typeof value !== "string") return value === undefined ? "" : JSON.stringify(value);
  const decoded = Buffer.from(value, "base64").toString();
  return decoded.startsWith("#cloud-config") ? decoded : value;
}

function show(value: unknown): string {
  const text = value === undefined ? "nothing" : textOf(value);
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
