/** What the engine's state file says, read without the engine. */
import { copyFileSync, existsSync, readFileSync } from "node:fs";

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** URNs of the resources that had to be there first. */
  readonly dependencies?: readonly string[];
  /** Of each property, the URNs of the resources whose outputs it is made from. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

export interface PendingOperation {
  readonly resource: StateResource;
  /** `creating`, `updating`, `deleting`, `reading` or `importing`. */
  readonly type: string;
}

export interface State {
  readonly resources: readonly StateResource[];
  readonly pending: readonly PendingOperation[];
}

interface Checkpoint {
  readonly checkpoint?: {
    readonly latest?: {
      readonly resources?: readonly StateResource[];
      readonly pending_operations?: readonly PendingOperation[];
    };
  };
}

/**
 * @returns undefined for a stack that was never created.
 * @throws {SyntaxError} when the engine was killed while it wrote the file.
 */
export function readState(file: string): State | undefined {
  if (!existsSync(file)) return undefined;
  const latest = (JSON.parse(readFileSync(file, "utf8")) as Checkpoint).checkpoint?.latest;
  return { resources: latest?.resources ?? [], pending: latest?.pending_operations ?? [] };
}

/**
 * Puts the engine's own backup in the place of a state file that a kill cut short. The backup is one write older,
 * and nothing is lost by that: a step is recorded before it begins, so what the cut write would have said is either
 * not begun, or pending in the backup.
 * @returns whether that was necessary.
 */
export function restoreTruncated(file: string): boolean {
  try {
    readState(file);
    return false;
  } catch (error) {
    const backup = `${file}.bak`;
    if (!(error instanceof SyntaxError) || !existsSync(backup)) throw error;
    copyFileSync(backup, file);
    return true;
  }
}
