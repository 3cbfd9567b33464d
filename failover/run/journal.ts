import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Refused } from "../model/exit-code";
import { situationSchema, type Situation } from "../model/situation";

const entrySchema = z.discriminatedUnion("what", [
  z.strictObject({ what: z.literal("begin"), at: z.iso.datetime(), situation: situationSchema }),
  z.strictObject({
    /**
     * - `intend`: on disk before the step acts;
     * - `done`: the world was seen as the step leaves it;
     * - `skipped`: a step that may fail has failed;
     * - `failed`: the run stopped there.
     */
    what: z.enum(["intend", "done", "skipped", "failed"]),
    at: z.iso.datetime(),
    step: z.string(),
    text: z.string(),
  }),
  z.strictObject({ what: z.literal("end"), at: z.iso.datetime() }),
]);
export type JournalEntry = z.infer<typeof entrySchema>;
type StepEntry = Extract<JournalEntry, { readonly step: string }>;

const suffix = ".journal.jsonl";

/** One run, one file: what it is about to do is on disk before it does it. Others of the machine cannot read it. */
export class Journal {
  readonly #file: number;
  readonly #entries: JournalEntry[];
  readonly situation: Situation;

  private constructor(
    readonly path: string,
    file: number,
    entries: JournalEntry[],
  ) {
    const [begin] = entries;
    if (begin?.what !== "begin") {
      closeSync(file);
      throw new Refused(`${path} does not begin as a journal of a failover; name another with --journal`);
    }
    this.#file = file;
    this.#entries = entries;
    this.situation = begin.situation;
  }

  /** @throws {Refused} where a journal of that name is there already. */
  static begin(folder: string, situation: Situation, at: Date): Journal {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stamp = at.toISOString().replace(/[:.]/g, "-");
    const path = join(folder, `${stamp}-to-${situation.to}${suffix}`);
    const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | constants.O_APPEND;
    const file = openSync(path, flags, 0o600);
    const begin: JournalEntry = { what: "begin", at: at.toISOString(), situation };
    writeLine(file, begin);
    syncFolder(folder);
    return new Journal(path, file, [begin]);
  }

  /** Opens one to go on with it; a line that a crash has cut short is taken off. */
  static open(path: string): Journal {
    const { entries, wholeBytes } = read(path);
    const file = openSync(path, constants.O_RDWR | constants.O_APPEND);
    chmodSync(path, 0o600);
    ftruncateSync(file, wholeBytes);
    return new Journal(path, file, entries);
  }

  write(what: StepEntry["what"], step: string, text: string, at: Date): void {
    this.#add({ what, at: at.toISOString(), step, text });
  }

  end(at: Date): void {
    if (!this.hasEnded) this.#add({ what: "end", at: at.toISOString() });
  }

  get hasEnded(): boolean {
    return this.#entries.at(-1)?.what === "end";
  }

  get begunAt(): Date {
    return new Date(this.#entries[0]?.at ?? 0);
  }

  /** When each step was found done, or given up where that is allowed. */
  stepTimes(): ReadonlyMap<string, Date> {
    return new Map(
      this.#entries.flatMap((entry) =>
        entry.what === "done" || entry.what === "skipped" ? [[entry.step, new Date(entry.at)] as const] : [],
      ),
    );
  }

  close(): void {
    closeSync(this.#file);
  }

  #add(entry: JournalEntry): void {
    writeLine(this.#file, entry);
    this.#entries.push(entry);
  }
}

/** Journals of a folder that have not ended, oldest first. */
export function openJournals(folder: string): readonly string[] {
  return journalsIn(folder).filter((path) => read(path).entries.at(-1)?.what !== "end");
}

/** The newest journal of a folder. */
export function newestJournal(folder: string): string | undefined {
  return journalsIn(folder).at(-1);
}

function journalsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(suffix));
  return names.sort().map((name) => join(folder, name));
}

/** The entries up to the first line that is none, and how many bytes they take. @throws {Refused} */
function read(path: string): { readonly entries: JournalEntry[]; readonly wholeBytes: number } {
  if (!existsSync(path)) throw new Refused(`there is no journal ${path}`);
  const entries: JournalEntry[] = [];
  let wholeBytes = 0;
  for (const line of readFileSync(path, "utf8").split(/(?<=\n)/)) {
    const entry = line.endsWith("\n") ? parse(line) : undefined;
    if (!entry) break;
    entries.push(entry);
    wholeBytes += Buffer.byteLength(line);
  }
  return { entries, wholeBytes };
}

function parse(line: string): JournalEntry | undefined {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function writeLine(file: number, entry: JournalEntry): void {
  writeSync(file, `${JSON.stringify(entry)}\n`);
  fsyncSync(file);
}

/** The name of a new file is lost with the power, unless its folder is written too. */
function syncFolder(folder: string): void {
  for (const path of [folder, dirname(folder)]) {
    const handle = openSync(path, "r");
    fsyncSync(handle);
    closeSync(handle);
  }
}
