/** Places that a program which the rehearsal starts can come from, tried one after the other. */
import type { InstallProgress } from "./progress";

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** Why a source has nothing. */
export interface SourceFailure {
  readonly failure: string;
  /** Whether the user has to hear of it although another source has what is looked for, as it costs time every time. */
  readonly notable?: true;
}

export interface ExecutableSource<T extends object> {
  readonly name: string;
  /** What makes this source work, for a user to whom no source gave anything. */
  readonly remedy: string;
  /** Looks for what is there already; quick. */
  find(): T | SourceFailure;
  /** Downloads or builds it, which takes a while. */
  readonly install?: {
    readonly announcement: string;
    readonly run: (progress: InstallProgress) => Promise<T | SourceFailure>;
  };
}

/** No source gave anything; the message says what was tried and what to do. */
export class NoSourceError extends Error {
  override readonly name = "NoSourceError";
}

export function isFailure(found: object): found is SourceFailure {
  return "failure" in found;
}

/**
 * @param wanted what is looked for, as the message names it where nothing is found.
 * @param say prints a line about what is being done.
 * @throws {NoSourceError} naming what was tried and a remedy for each source.
 */
export async function resolveFrom<T extends object>(
  wanted: string,
  sources: readonly ExecutableSource<T>[],
  progress: InstallProgress,
  say: (line: string) => void,
): Promise<T> {
  const failures = new Map<ExecutableSource<T>, string>();
  for (const source of sources) {
    const found = source.find();
    if (!isFailure(found)) return found;
    failures.set(source, found.failure);
    if (found.notable) say(`  ${source.name}: ${found.failure}; passing it over`);
  }
  for (const source of sources) {
    if (!source.install) continue;
    say(source.install.announcement);
    const found = await source.install.run(progress);
    if (!isFailure(found)) return found;
    failures.set(source, found.failure);
    say(`  ${found.failure}`);
  }
  throw new NoSourceError(
    [
      `There is no ${wanted}. ${sources.length} sources were tried; any one of them is enough:`,
      ...sources.flatMap((source, index) => [
        `  ${index + 1}. ${source.name}: ${failures.get(source) ?? ""}.`,
        `     ${source.remedy}`,
      ]),
    ].join("\n"),
  );
}
