/** Takes up interrupted work, as an operator would: stale locks are cancelled, half-known resources adopted. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { CloudStore } from "../cloud/store";
import { allGone } from "./process";
import { readState, restoreTruncated, type PendingOperation, type StateResource } from "./state";
import type { Project } from "./project";
import { stateFile, type Workspace } from "./workspace";

export interface Interrupted {
  readonly workspace: Workspace;
  readonly project: Project;
  readonly stack: string;
  readonly cloud: CloudStore;
  /** Runs a `pulumi` command that has to succeed. */
  readonly pulumi: (args: readonly string[]) => Promise<void>;
  /** Runs one and returns what it printed. */
  readonly capture: (args: readonly string[]) => Promise<string>;
  readonly say: (line: string) => void;
}

/** Brings the stack back to where the engine can work on it; does nothing where nothing was interrupted. */
export async function recover(interrupted: Interrupted): Promise<void> {
  const { workspace, project, stack, say } = interrupted;
  if (restoreTruncated(stateFile(workspace, project, stack))) {
    say("the engine was killed while it wrote its state; its backup takes the place");
  }
  await cancelStaleLock(interrupted);
  await adoptPendingCreates(interrupted);
}

/** How long an engine that was killed may take to be gone. */
const PATIENCE_MS = 5_000;

/** The lock of an engine on this machine that does not run any more. */
async function cancelStaleLock({ workspace, project, stack, pulumi, say }: Interrupted): Promise<void> {
  const folder = join(workspace.backend, ".pulumi", "locks", "organization", project.name, stack);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
  const locks = files.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Lock);
  if (locks.length === 0 || locks.some((lock) => lock.hostname !== hostname())) return;
  if (
    !(await allGone(
      locks.map(({ pid }) => pid),
      PATIENCE_MS,
    ))
  )
    return;
  say(`the engine that held the stack's lock (process ${locks[0]?.pid ?? ""}) is gone`);
  await pulumi(["cancel", "--yes", "--stack", stack]);
}

interface Lock {
  readonly pid: number;
  readonly hostname: string;
}

interface Export {
  readonly deployment: { resources?: StateResource[]; pending_operations?: PendingOperation[] };
}

/**
 * Creations that were under way when the engine was killed. What the cloud did create goes into the state under
 * its id; what it did not is dropped, and the next update makes it. The way is Pulumi's own for the case: edit
 * an exported state, import it, refresh.
 */
async function adoptPendingCreates(interrupted: Interrupted): Promise<void> {
  const { workspace, project, stack, pulumi, capture, say } = interrupted;
  if (!readState(stateFile(workspace, project, stack))?.pending.length) return;
  const exported = JSON.parse(await capture(["stack", "export", "--stack", stack])) as Export;
  const { deployment } = exported;
  const adopted = adoptable(
    deployment.pending_operations ?? [],
    deployment.resources ?? [],
    interrupted.cloud,
  );
  const pending = deployment.pending_operations?.length ?? 0;
  say(
    `${pending} operations were interrupted; ${adopted.length} of them had created something, which is adopted`,
  );
  deployment.resources = [...(deployment.resources ?? []), ...adopted];
  deployment.pending_operations = [];
  const file = join(workspace.folder, "recovered-state.json");
  try {
    writeFileSync(file, JSON.stringify(exported), { mode: 0o600 });
    await pulumi(["stack", "import", "--stack", stack, "--file", file]);
  } finally {
    rmSync(file, { force: true });
  }
  if (adopted.length === 0) return;
  const targets = adopted.flatMap(({ urn }) => ["--target", urn]);
  await pulumi(["refresh", "--yes", "--skip-preview", "--stack", stack, ...targets]);
}

function adoptable(
  pending: readonly PendingOperation[],
  resources: readonly StateResource[],
  cloud: CloudStore,
): StateResource[] {
  const known = new Set(resources.map(({ id }) => id));
  const idByUrn = new Map(
    [...cloud.all()].filter(({ id }) => !known.has(id)).map(({ urn, id }) => [urn, id]),
  );
  return pending.flatMap(({ type, resource }) => {
    const id = type === "creating" ? idByUrn.get(resource.urn) : undefined;
    return id === undefined ? [] : [{ ...resource, id }];
  });
}
