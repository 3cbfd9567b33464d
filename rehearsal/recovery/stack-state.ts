/**
 * What the engine's state says. The file is read without the engine before and after each command: `stack export` is a
 * second more each time, and fails on the file that a kill has spoiled, which is what has to be found out.
 */
import { existsSync, readFileSync } from "node:fs";

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly provider?: string;
  readonly parent?: string;
  /** Whether it was replaced, and its deletion is left to do. */
  readonly delete?: boolean;
  /** Whether it was deleted to be replaced, and its successor is not there yet. */
  readonly pendingReplacement?: boolean;
  /** Whether it belongs to others, and is only read. */
  readonly external?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** URNs of the resources that had to be there first. */
  readonly dependencies?: readonly string[];
  /** Of each property, the URNs of the resources whose outputs it is made from. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  /** The URN of the resource whose deletion is enough for this one. */
  readonly deletedWith?: string;
}

export interface PendingOperation {
  readonly resource: StateResource;
  /** `creating`, `updating`, `deleting`, `reading` or `importing`. */
  readonly type: string;
}

export interface StackState {
  readonly resources: readonly StateResource[];
  readonly pending: readonly PendingOperation[];
}

interface Checkpoint {
  readonly checkpoint: {
    readonly latest?: {
      readonly resources?: readonly StateResource[];
      readonly pending_operations?: readonly PendingOperation[];
    } | null;
  };
}

/**
 * @returns undefined for a stack that was never created.
 * @throws {SyntaxError} when the file is no state: cut short, empty, or something else.
 */
export function readState(file: string): StackState | undefined {
  return existsSync(file) ? stateIn(readFileSync(file, "utf8"), file) : undefined;
}

/** @throws {SyntaxError} when `content` is no state. */
function stateIn(content: string, file: string): StackState {
  const document = JSON.parse(content) as Partial<Checkpoint> | null;
  if (typeof document?.checkpoint !== "object") throw new SyntaxError(`${file} is not the state of a stack`);
  const { latest } = document.checkpoint;
  return { resources: latest?.resources ?? [], pending: latest?.pending_operations ?? [] };
}

/** @param text what `pulumi stack export` printed. */
export function exportedState(text: string): StackState {
  const { deployment } = JSON.parse(text) as {
    readonly deployment: {
      readonly resources?: readonly StateResource[] | null;
      readonly pending_operations?: readonly PendingOperation[] | null;
    };
  };
  return { resources: deployment.resources ?? [], pending: deployment.pending_operations ?? [] };
}

/** Whether `file` is there and holds the state of a stack. */
export function isState(file: string): boolean {
  try {
    return readState(file) !== undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
