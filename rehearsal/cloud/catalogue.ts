/** Where things are in a cloud: its objects by type, by id, by ARN and by the values they refer to. */
import { valuesAt, type Props } from "./wire";

/** What a catalogue has to know of an object. */
export interface CataloguedObject {
  readonly type: string;
  readonly id: string;
  readonly region?: string;
  readonly outputs: Props;
}

/**
 * Objects by several keys, each answered without a scan, so that a run of n resources stays linear in n however
 * many questions are asked about each.
 */
export class Catalogue<T extends CataloguedObject> {
  readonly #objects = new Map<string, T>();
  readonly #byType = new Map<string, Map<string, T>>();
  readonly #byId = new Index<T>();
  readonly #byArn = new Index<T>();
  /** By type and path, made when the first question about that path is asked. */
  readonly #byProperty = new Map<string, Map<string, Index<T>>>();

  set(object: T): void {
    const key = keyOf(object.type, object.id, object.region);
    this.#forget(this.#objects.get(key));
    this.#objects.set(key, object);
    const ofType = this.#byType.get(object.type) ?? new Map<string, T>();
    this.#byType.set(object.type, ofType.set(key, object));
    this.#byId.add(`${object.type} ${object.id}`, object);
    for (const arn of namesAt(object, "arn")) this.#byArn.add(arn, object);
    for (const [path, index] of this.#byProperty.get(object.type) ?? []) {
      for (const value of namesAt(object, path)) index.add(value, object);
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

  /** More than one where names are ids and regions have the same name. */
  withId(type: string, id: string): readonly T[] {
    return this.#byId.get(`${type} ${id}`);
  }

  byArn(arn: string): T | undefined {
    return this.#byArn.get(arn)[0];
  }

  /** Objects of `type` with `value` at `path` of their outputs; lists on the way are gone through. */
  having(type: string, path: string, value: string): readonly T[] {
    const ofType = this.#byProperty.get(type) ?? new Map<string, Index<T>>();
    this.#byProperty.set(type, ofType);
    let index = ofType.get(path);
    if (!index) {
      index = new Index<T>();
      for (const object of this.#byType.get(type)?.values() ?? []) {
        for (const each of namesAt(object, path)) index.add(each, object);
      }
      ofType.set(path, index);
    }
    return index.get(value);
  }

  #forget(object: T | undefined): void {
    if (!object) return;
    this.#byId.remove(`${object.type} ${object.id}`, object);
    for (const arn of namesAt(object, "arn")) this.#byArn.remove(arn, object);
    for (const [path, index] of this.#byProperty.get(object.type) ?? []) {
      for (const value of namesAt(object, path)) index.remove(value, object);
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

/** The words by which an object can be found under `path`. */
function namesAt(object: CataloguedObject, path: string): readonly string[] {
  return valuesAt(object.outputs, path).flatMap((value) => (isWord(value) ? [String(value)] : []));
}

function isWord(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
