/**
 * Takes up interrupted work, so that the engine can go on: what it began is known by id, nothing is lost, nothing is
 * there twice. The cloud's journal is the truth of what exists; the engine's state is changed by the engine's own
 * commands (`stack export`, `stack import`, `refresh`, `cancel`).
 */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { RehearsalError } from "../cli/rehearsal-error";
import { stateFile, type Workspace } from "../cli/workspace";
import type { CloudObject, CloudStore } from "../cloud/store";
import { writeWhole } from "../durable-file";
import { compare, unreadResources, type StackIdentity } from "./comparison";
import { allGone } from "../../locks/process";
import { readState, type PendingOperation, type StackState, type StateResource } from "./stack-state";
import { edited } from "./state-edits";

export interface InterruptedStack extends StackIdentity {
  readonly workspace: Workspace;
  readonly cloud: CloudStore;
  /** Whether the state is older than the cloud: a backup, or a new one. */
  readonly restored: boolean;
  /** Runs a `pulumi` command that has to succeed. */
  readonly pulumi: (args: readonly string[]) => Promise<void>;
  /** Runs one and returns what it printed. */
  readonly capture: (args: readonly string[]) => Promise<string>;
  readonly say: (line: string) => void;
}

/** Brings state and cloud together; does nothing where nothing was interrupted. */
export async function recover(interrupted: InterruptedStack): Promise<void> {
  const { workspace, project, stack, cloud } = interrupted;
  await cancelStaleLock(interrupted);
  const file = stateFile(workspace, { name: project }, stack);
  const state = readState(file);
  if (state === undefined) return;
  const { missing, strays } = compare(state, cloud, interrupted);
  const differences = [...state.pending, ...missing, ...strays.filter(isUnknown), ...unreadResources(state)];
  const agreed = differences.length === 0;
  if (!agreed || interrupted.restored) await reconcile(interrupted);
  const after = agreed ? state : readState(file);
  if (after) cloud.mark(compare(after, cloud, interrupted).matched, true);
}

/** What the state let go of on purpose stays where it is, as on AWS. */
function isUnknown(object: CloudObject): boolean {
  return object.inState !== false;
}

/** How long an engine that was killed may take to be gone. */
const PATIENCE_MS = 5_000;

/** The lock of an engine that does not run any more. */
async function cancelStaleLock({ workspace, project, stack, pulumi, say }: InterruptedStack): Promise<void> {
  const folder = join(workspace.backend, ".pulumi", "locks", "organization", project, stack);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
  if (files.length === 0) return;
  const pids = files.flatMap((file) => pidIn(join(folder, file)) ?? []);
  if (!(await allGone(pids, PATIENCE_MS))) {
    throw new RehearsalError(
      `an engine (process ${pids.join(", ")}) is still at work on the stack ${stack}; wait for it, or end it`,
    );
  }
  say("the engine that held the stack's lock is gone");
  await pulumi(["cancel", "--yes", "--stack", stack]);
}

/** Undefined where a kill or a full disk cut the lock short. */
function pidIn(lock: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(lock, "utf8")) as { readonly pid: number }).pid;
  } catch {
    return undefined;
  }
}

interface Export {
  readonly deployment: { resources?: StateResource[]; pending_operations?: PendingOperation[] };
}

/**
 * Creations that were under way and that the cloud has are adopted under their ids, as an operator would. What else
 * the cloud has and the state has not was never confirmed to the engine: nothing can depend on it, it is removed,
 * and the next update makes it. What the state has and the cloud has not is dropped from the state.
 */
async function reconcile(interrupted: InterruptedStack): Promise<void> {
  const { stack, cloud, capture, pulumi, say, restored } = interrupted;
  const exported = JSON.parse(await capture(["stack", "export", "--stack", stack])) as Export;
  const { deployment } = exported;
  const state: StackState = {
    resources: deployment.resources ?? [],
    pending: deployment.pending_operations ?? [],
  };
  const { missing, strays } = compare(state, cloud, interrupted);
  const adopted = adoptable(state, new Set(missing), strays);
  const unconfirmed = strays
    .filter(isUnknown)
    .filter((object) => !adopted.some(({ id }) => id === object.id));
  for (const { type, id, region } of unconfirmed.toReversed()) cloud.remove(type, id, region);

  deployment.resources = edited(state.resources, new Set(missing), adopted);
  deployment.pending_operations = [];
  if (state.pending.length + missing.length + adopted.length > 0) await importState(interrupted, exported);
  const updated = state.pending.filter(({ type }) => type === "updating").map(({ resource }) => resource);
  const unread = unreadResources({ resources: deployment.resources, pending: [] });
  const targets = [...updated, ...unread].flatMap(({ urn }) => ["--target", urn]);
  if (restored || targets.length > 0) {
    await pulumi(["refresh", "--yes", "--skip-preview", "--stack", stack, ...(restored ? [] : targets)]);
  }
  say(
    `${state.pending.length} operations were interrupted; ${unread.length} resources that they had created are ` +
      `adopted, ${unconfirmed.length} that the engine never learned of are removed from the cloud, ` +
      `${missing.length} that do not exist any more are dropped from the state`,
  );
}

/** Pending creations whose resource exists, unless the state has another resource of that URN. */
function adoptable(
  { resources, pending }: StackState,
  missing: ReadonlySet<StateResource>,
  strays: readonly CloudObject[],
): StateResource[] {
  const live = new Set(
    resources
      .filter((each) => each.delete !== true && each.pendingReplacement !== true && !missing.has(each))
      .map(({ urn }) => urn),
  );
  const idByUrn = new Map(
    strays.filter(({ inState }) => inState === undefined).map(({ urn, id }) => [urn, id]),
  );
  return pending.flatMap(({ type, resource }) => {
    const id = type === "creating" && !live.has(resource.urn) ? idByUrn.get(resource.urn) : undefined;
    return id === undefined ? [] : [{ ...resource, id }];
  });
}

async function importState({ workspace, stack, pulumi }: InterruptedStack, exported: Export): Promise<void> {
  const file = join(workspace.folder, "recovered-state.json");
  try {
    writeWhole(file, JSON.stringify(exported));
    await pulumi(["stack", "import", "--stack", stack, "--file", file]);
  } finally {
    rmSync(file, { force: true });
  }
}
