/** Reads single values of a resource's inputs. What the engine does not know yet, and secrets, are undefined. */
import type { PlanResource } from "./plan";

/** What the engine writes for a value that it learns only when it creates the resource; one for each kind of value. */
const UNKNOWN = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

type Path = readonly [string, ...string[]];

/** The value under a path of property names; the first element of a list on the way stands for the list. */
export function valueAt({ inputs }: PlanResource, ...path: Path): unknown {
  let value: unknown = inputs;
  for (const key of path) {
    const holder: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof holder !== "object" || holder === null) return undefined;
    value = (holder as Readonly<Record<string, unknown>>)[key];
  }
  return typeof value === "string" && UNKNOWN.has(value) ? undefined : value;
}

export function textAt(resource: PlanResource, ...path: Path): string | undefined {
  const value = valueAt(resource, ...path);
  return typeof value === "string" && value !== "[secret]" ? value : undefined;
}

/** A number, or a text that is one: the AWS provider takes both. */
export function numberAt(resource: PlanResource, ...path: Path): number | undefined {
  const value = valueAt(resource, ...path);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function isTrueAt(resource: PlanResource, ...path: Path): boolean {
  const value = valueAt(resource, ...path);
  return value === true || value === "true";
}

/** The elements of a list; empty where there is none, or the engine does not know it yet. */
export function listAt(resource: PlanResource, ...path: Path): readonly unknown[] {
  const value = valueAt(resource, ...path);
  return Array.isArray(value) ? value : [];
}

/** Whether the program chose the value: the provider marks the names that it made up with a random ending. */
export function isChosen(resource: PlanResource, property: string): boolean {
  return textAt(resource, property) !== undefined && !listAt(resource, "__defaults").includes(property);
}
