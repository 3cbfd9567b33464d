/**
 * What exists in the rehearsal cloud. Every change is appended to a journal before it is answered, so a run
 * that is killed loses nothing; the journal is compacted when it is opened.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { writeWhole } from "../durable-file";
import { Catalogue, keyOf } from "./catalogue";
import { Refusal } from "./package";
import { isObject, isSecret, mapSecrets, type Props, type Value } from "./wire";

export interface CloudObject {
  /** Of the resource that made or changed it last; empty for what was there before any program. */
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  /** Where it exists; absent for what has no region, such as an object of a Kubernetes cluster. */
  readonly region?: string;
  /** Inputs and outputs as the engine sent and got them. Of secrets only the place is kept. */
  readonly inputs: Props;
  readonly outputs: Props;
  /**
   * Whether the engine's state has it: true once that was seen, false when the state let go of it on purpose
   * (`retainOnDelete`, `state delete`). Absent for what the engine may never have learned of.
   */
  readonly inState?: boolean;
}

type JournalEntry =
  | { readonly put: CloudObject }
  | { readonly remove: string }
  | { readonly inState: boolean; readonly of: readonly string[] };

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
    const inState = this.get(object.type, object.id, object.region)?.inState;
    this.#append({
      put: {
        ...object,
        ...(inState !== undefined && { inState }),
        inputs: withoutSecrets(object.inputs),
        outputs: withoutSecrets(object.outputs),
      },
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

  /**
   * Puts what was there before any program; one that is listed no more is gone. What belongs to a stack by now stays
   * as the stack made it.
   * @param existing undefined where it is not listed.
   */
  setExisting(
    { type, id, region }: Pick<CloudObject, "type" | "id" | "region">,
    existing: Pick<CloudObject, "inputs" | "outputs"> | undefined,
  ): void {
    const stored = this.get(type, id, region);
    if (stored && (stored.urn !== "" || stored.inState === true)) return;
    if (existing) this.put({ urn: "", type, id, ...(region !== undefined && { region }), ...existing });
    else if (stored) this.remove(type, id, region);
  }

  /**
   * Changes an object from outside the program, as somebody does in a console.
   * @param inputs what `refresh` then reads as the program's own. @default as they were
   */
  override(object: CloudObject, outputs: Props, inputs: Props = object.inputs): void {
    this.#append({ put: { ...object, inputs, outputs: { ...object.outputs, ...outputs } } });
  }

  /** Writes down of which objects the engine's state knows, or does not any more. */
  mark(objects: readonly CloudObject[], inState: boolean): void {
    const news = objects.filter((object) => object.inState !== inState);
    if (news.length > 0)
      this.#append({ inState, of: news.map(({ type, id, region }) => keyOf(type, id, region)) });
  }

  /** @throws {Refusal} when the journal cannot be written: then nothing has changed. */
  #append(entry: JournalEntry): void {
    const length = existsSync(this.#file) ? statSync(this.#file).size : 0;
    try {
      appendFileSync(this.#file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    } catch (error) {
      // Half a line on a full disk would spoil the next one.
      if (existsSync(this.#file)) truncateSync(this.#file, length);
      throw unwritable(this.#file, error);
    }
    this.#apply(entry);
  }

  #apply(entry: JournalEntry): void {
    if ("put" in entry) this.catalogue.set(entry.put);
    else if ("remove" in entry) this.catalogue.delete(entry.remove);
    else {
      for (const object of entry.of.flatMap((key) => this.catalogue.get(key) ?? [])) {
        this.catalogue.set({ ...object, inState: entry.inState });
      }
    }
  }

  #compact(): void {
    const lines = [...this.catalogue.all()].map((put) => `${JSON.stringify({ put })}\n`);
    try {
      writeWhole(this.#file, lines.join(""));
    } catch (error) {
      // The long journal says the same as the short one; a full disk is the next change's affair.
      if (!isDiskFull(error)) throw error;
    }
  }
}

function isDiskFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");
}

function unwritable(file: string, error: unknown): Error {
  if (!isDiskFull(error)) return error as Error;
  return new Refusal(
    `the rehearsal cloud cannot write ${file}: the disk is full; free some space and run the same command again`,
  );
}

function parseEntry(line: string): JournalEntry | undefined {
  try {
    return line === "" ? undefined : (JSON.parse(line) as JournalEntry);
  } catch {
    return undefined;
  }
}

/** Stands where a secret was. Not even a digest is kept: a short secret can be found from it by trying. */
const SECRET_PLACE = "standfast:secret";

function withoutSecrets(props: Props): Props {
  return mapSecrets(props, () => ({ [SECRET_PLACE]: true })) as Props;
}

/** Puts the secrets of which the store keeps the place only back in, from what the engine knows. */
export function restoreSecrets(stored: Props, fromEngine: Props): Props {
  return restore(stored, fromEngine) as Props;
}

function restore(stored: Value, fromEngine: Value | undefined): Value {
  if (isObject(stored) && SECRET_PLACE in stored) return fromEngine ?? null;
  const source = isSecret(fromEngine) ? fromEngine.value : fromEngine;
  if (Array.isArray(stored)) {
    const items = Array.isArray(source) ? (source as readonly Value[]) : [];
    return stored.map((item: Value, index) => restore(item, items[index]));
  }
  if (!isObject(stored)) return stored;
  const fields = isObject(source) ? source : {};
  return Object.fromEntries(Object.entries(stored).map(([key, item]) => [key, restore(item, fields[key])]));
}
