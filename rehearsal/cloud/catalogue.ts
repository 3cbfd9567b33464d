/** Where things are in a cloud: its objects by type, by id, by ARN and by the values they refer to. */
import { isObject, type Props, type Value } from "./wire";

/** What a catalogue has to know of an object. */
export interface Entry {
  readonly type: string;
  readonly id: string;
  readonly region?: string;
  readonly outputs: Props;
}

/**
 * Objects by several keys, each answered without a scan, so that a run of n resources stays linear in n however
 * many questions are asked about each.
 */
export class Catalogue<T extends Entry> {
  readonly #objects = new Map<string, T>();
  readonly #byType = new Map<string, Map<string, T>>();
  readonly #byId = new Index<T>();
  readonly #byArn = new Index<T>();
  /** By type and property, made when the first question about that property is asked. */
  readonly #byProperty = new Map<string, Map<string, Index<T>>>();

  set(object: T): void {
    const key = keyOf(object.type, object.id, object.region);
    this.#forget(this.#objects.get(key));
    this.#objects.set(key, object);
    const ofType = this.#byType.get(object.type) ?? new Map<string, T>();
    this.#byType.set(object.type, ofType.set(key, object));
    this.#byId.add(`${object.type} ${object.id}`, object);
    for (const arn of valuesOf(object.outputs["arn"])) this.#byArn.add(arn, object);
    for (const [property, index] of this.#byProperty.get(object.type) ?? []) {
      for (const value of valuesOf(object.outputs[property])) index.add(value, object);
    }
  }

  /** @param key see {@link keyOf}. */
  delete(key: string): void {
    const object = this.#objects.get(key);
    this.#forget(object);
    this.#objects.delete(key);
    if (object) this.#byType.get(object.type)?.delete(key);
  }

  get(key: string): T | undefined {
    return this.#objects.get(key);
  }

  /** Everything, oldest first. */
  all(): Iterable<T> {
    return this.#objects.values();
  }

  byId(type: string, id: string): T | undefined {
    return this.#byId.get(`${type} ${id}`)[0];
  }

  byArn(arn: string): T | undefined {
    return this.#byArn.get(arn)[0];
  }

  /** Objects of `type` whose output `property` is `value`, or a list that has it. */
  having(type: string, property: string, value: string): readonly T[] {
    const ofType = this.#byProperty.get(type) ?? new Map<string, Index<T>>();
    this.#byProperty.set(type, ofType);
    let index = ofType.get(property);
    if (!index) {
      index = new Index<T>();
      for (const object of this.#byType.get(type)?.values() ?? []) {
        for (const each of valuesOf(object.outputs[property])) index.add(each, object);
      }
      ofType.set(property, index);
    }
    return index.get(value);
  }

  #forget(object: T | undefined): void {
    if (!object) return;
    this.#byId.remove(`${object.type} ${object.id}`, object);
    for (const arn of valuesOf(object.outputs["arn"])) this.#byArn.remove(arn, object);
    for (const [property, index] of this.#byProperty.get(object.type) ?? []) {
      for (const value of valuesOf(object.outputs[property])) index.remove(value, object);
    }
  }
}

export function keyOf(type: string, id: string, region: string | undefined): string {
  return `${type} ${region ?? "-"} ${id}`;
}

class Index<T> {
  readonly #entries = new Map<string, Set<T>>();

  add(value: string, object: T): void {
    const found = this.#entries.get(value);
    if (found) found.add(object);
    else this.#entries.set(value, new Set([object]));
  }

  remove(value: string, object: T): void {
    this.#entries.get(value)?.delete(object);
  }

  get(value: string): readonly T[] {
    return [...(this.#entries.get(value) ?? [])];
  }
}

/** The strings by which an output can be found: itself, or its items. */
function valuesOf(value: Value | undefined): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(valuesOf);
  if (typeof value === "number" || typeof value === "boolean") return [String(value)];
  return typeof value === "string" && !isObject(value) ? [value] : [];
}
