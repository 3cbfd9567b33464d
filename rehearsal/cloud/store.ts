/**
 * What exists in the rehearsal cloud. Every change is appended to a journal before it is answered, so a run
 * that is killed loses nothing; the journal is compacted when it is opened.
 */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Catalogue, keyOf } from "./catalogue";
import { isObject, isSecret, mapSecrets, type Props, type Value } from "./wire";

export interface CloudObject {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  /** Where it exists; absent for what has no region, such as an object of a Kubernetes cluster. */
  readonly region?: string;
  /** Inputs and outputs as the engine sent and got them. Secrets are kept as a digest only. */
  readonly inputs: Props;
  readonly outputs: Props;
}

type JournalEntry = { readonly put: CloudObject } | { readonly remove: string };

export class CloudStore {
  readonly #file: string;
  /** What exists now, to be looked things up in. */
  readonly catalogue = new Catalogue<CloudObject>();

  /** Opens the cloud kept in `file`; a file that does not exist is an empty cloud. */
  constructor(file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    // A kill can cut the last line short; what it would have said was never answered to the engine.
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const entry = parseEntry(line);
      if (entry) this.#apply(entry);
    }
    this.#compact();
  }

  put(object: CloudObject): void {
    this.#append({
      put: { ...object, inputs: withoutSecrets(object.inputs), outputs: withoutSecrets(object.outputs) },
    });
  }

  remove(type: string, id: string, region: string | undefined): void {
    this.#append({ remove: keyOf(type, id, region) });
  }

  get(type: string, id: string, region: string | undefined): CloudObject | undefined {
    return this.catalogue.get(keyOf(type, id, region));
  }

  /** Everything that exists, oldest first. */
  all(): Iterable<CloudObject> {
    return this.catalogue.all();
  }

  /** Changes an object from outside the program, as somebody does in a console. */
  override(object: CloudObject, outputs: Props): void {
    this.#append({ put: { ...object, outputs: { ...object.outputs, ...outputs } } });
  }

  #append(entry: JournalEntry): void {
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    this.#apply(entry);
  }

  #apply(entry: JournalEntry): void {
    if ("put" in entry) this.catalogue.set(entry.put);
    else this.catalogue.delete(entry.remove);
  }

  #compact(): void {
    const lines = [...this.catalogue.all()].map((put) => `${JSON.stringify({ put })}\n`);
    writeFileSync(`${this.#file}.next`, lines.join(""), { mode: 0o600 });
    renameSync(`${this.#file}.next`, this.#file);
  }
}

function parseEntry(line: string): JournalEntry | undefined {
  try {
    return line === "" ? undefined : (JSON.parse(line) as JournalEntry);
  } catch {
    return undefined;
  }
}

const DIGEST = "standfast:secret-digest";

function withoutSecrets(props: Props): Props {
  return mapSecrets(props, (value) => ({
    [DIGEST]: createHash("sha256").update(JSON.stringify(value)).digest("hex"),
  })) as Props;
}

/** Puts secrets that the store keeps as digests back in, from what the engine knows. */
export function restoreSecrets(stored: Props, fromEngine: Props): Props {
  return restore(stored, fromEngine) as Props;
}

function restore(stored: Value, fromEngine: Value | undefined): Value {
  if (isObject(stored) && DIGEST in stored) return fromEngine ?? null;
  const source = isSecret(fromEngine) ? fromEngine.value : fromEngine;
  if (Array.isArray(stored)) {
    const items = Array.isArray(source) ? (source as readonly Value[]) : [];
    return stored.map((item: Value, index) => restore(item, items[index]));
  }
  if (!isObject(stored)) return stored;
  const fields = isObject(source) ? source : {};
  return Object.fromEntries(Object.entries(stored).map(([key, item]) => [key, restore(item, fields[key])]));
}
