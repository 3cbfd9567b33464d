import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from "node:fs";
import { z } from "zod";

/** One line of a journal. */
const entrySchema = z.strictObject({
  at: z.iso.datetime(),
  /** For example `primary_kill 2/3`; absent outside of a trial. */
  trial: z.string().optional(),
  what: z.enum(["begin", "intend", "done", "undo", "undone", "end", "abort"]),
  text: z.string(),
});
export type JournalEntry = z.infer<typeof entrySchema>;

/**
 * What the drill is about to do, on disk before it is done: if the drill dies, the journal says what was broken.
 */
export class Journal {
  readonly #file: number;

  constructor(readonly path: string) {
    this.#file = openSync(path, "a");
  }

  write(what: JournalEntry["what"], text: string, trial?: string): void {
    const entry: JournalEntry = {
      at: new Date().toISOString(),
      ...(trial === undefined ? {} : { trial }),
      what,
      text,
    };
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Reads a journal; a last line that was cut short is left out, and one that was deleted is empty. */
export function readJournal(path: string): readonly JournalEntry[] {
  return (existsSync(path) ? readFileSync(path, "utf8") : "").split("\n").flatMap((line) => {
    try {
      return [entrySchema.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

/** What a drill that died was doing, to follow "it died". */
export function inProgress(entries: readonly JournalEntry[]): string {
  const last = entries.at(-1);
  if (!last) return "before it wrote anything down";
  if (last.what === "end" || last.what === "abort") return "after its end";
  const broken: string[] = [];
  for (const { what, text } of entries) {
    if (what === "intend") broken.push(text);
    if (what === "undone") broken.length = 0;
  }
  const where = last.trial ? `in ${last.trial}` : "between trials";
  return `${where}, last ${last.what}: ${last.text}${broken.length > 0 ? `; not undone: ${broken.join(", ")}` : ""}`;
}
