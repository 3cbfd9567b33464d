/** Runs one point, and says what is not as it should be afterwards. */
import { setTimeout } from "node:timers/promises";
import { fillDisk, kill, spoil } from "./inject";
import type { FaultPoint } from "./point";
import { makeWorkspace, type EndedRun, type FaultWorkspace, type FaultOutcome } from "./workspace";

/** What the points begin with, and how they have to end. */
export interface References {
  /** The folder of a workspace with the first revision. */
  readonly base: string;
  readonly first: FaultOutcome;
  readonly second: FaultOutcome;
}

const COMMANDS = {
  "first up": ["up", "--yes", "--skip-preview"],
  "second up": ["up", "--yes", "--skip-preview"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
} as const;

/** @returns every complaint; none where the point passed. */
export async function runPoint(point: FaultPoint, references: References): Promise<string[]> {
  const { operation, fault } = point;
  const base = operation === "first up" ? undefined : references.base;
  const workspace = makeWorkspace(base, fault.fault === "full disk");
  try {
    const runs = await runFaulted(workspace, point);
    const revision = operation === "second up" ? 2 : 1;
    const next = await workspace.run(revision, "up", "--yes", "--skip-preview");
    const complaints = [...wordsOf([...runs, next]), ...exitOf("the next up", next)];
    if (complaints.length > 0) return complaints;
    const wanted = revision === 2 ? references.second : references.first;
    const kept = fault.fault === "spoiled file" || operation === "destroy" ? [] : keptBy(references, wanted);
    complaints.push(...differences(workspace.outcome(), wanted, base === undefined ? [] : kept));
    const preview = await workspace.run(revision, "preview", "--expect-no-changes");
    complaints.push(...exitOf("a preview that expects no changes", preview), ...wordsOf([preview]));
    return [...complaints, ...(await leftBy(workspace))];
  } finally {
    workspace.remove();
  }
}

async function runFaulted(workspace: FaultWorkspace, { operation, fault }: FaultPoint): Promise<EndedRun[]> {
  const revision = operation === "second up" ? 2 : 1;
  if (fault.fault === "spoiled file") spoil(workspace, fault);
  const running = workspace.start(revision, ...COMMANDS[operation]);
  if (fault.fault === "kill") await kill(workspace, running, fault);
  if (fault.fault === "full disk") await fillDisk(workspace, running, fault);
  const ended = await running.ended;
  if (fault.fault !== "kill" || fault.again === undefined) return [ended];
  const again = workspace.start(revision, ...COMMANDS[operation]);
  await kill(workspace, again, { ...fault, moment: fault.again });
  return [ended, await again.ended];
}

/** Who reads it has to know what was wrong, in a sentence: no stack trace, and no silence. */
function wordsOf(runs: readonly EndedRun[]): string[] {
  const output = runs.map((run) => run.output).join("\n");
  const trace = /^.*(\n\s+at .+:\d+:\d+\)?$|^goroutine \d+|^panic: ).*$/m.exec(output);
  const failed = runs.some(({ exitCode }) => exitCode !== 0);
  return [
    ...(trace ? [`a stack trace was printed: ${trace[0].slice(0, 300)}`] : []),
    ...(failed && !/(^|\s)(rehearsal|error): \S/.test(output)
      ? [`a run failed without a word:\n${tail(output)}`]
      : []),
  ];
}

function exitOf(what: string, { exitCode, output }: EndedRun): string[] {
  return exitCode === 0 ? [] : [`${what} ended with ${exitCode ?? "a signal"}:\n${tail(output)}`];
}

function tail(output: string): string {
  return output.trimEnd().split("\n").slice(-25).join("\n");
}

/** URNs whose resources both revisions have and none replaces: a fault is no reason to make them anew. */
function keptBy({ first, second }: References, wanted: FaultOutcome): [urn: string, id: string][] {
  return [...first.ids].filter(([urn, id]) => wanted.ids.has(urn) && second.ids.get(urn) === id);
}

function differences(
  outcome: FaultOutcome,
  wanted: FaultOutcome,
  kept: readonly [string, string][],
): string[] {
  const { matched, missing, strays, state, ids } = outcome;
  const urns = matched.map(({ urn }) => urn);
  const lost = [...wanted.ids.keys()].filter((urn) => !ids.has(urn));
  const extra = urns.filter((urn) => !wanted.ids.has(urn));
  const doubled = urns.filter((urn, index) => urns.indexOf(urn) !== index);
  const remade = kept.filter(([urn, id]) => ids.get(urn) !== id).map(([urn]) => urn);
  const complaints: [string, readonly string[]][] = [
    ["in the state and not in the cloud", missing.map(({ urn }) => urn)],
    ["in the cloud and not in the state", strays.map(({ urn }) => urn)],
    ["interrupted in the state", state.pending.map(({ resource }) => resource.urn)],
    ["lost", lost],
    ["too many", extra],
    ["doubled", doubled],
    ["made anew without need", remade],
  ];
  return complaints
    .filter(([, found]) => found.length > 0)
    .map(([what, found]) => `${what}: ${found.map(nameOf).join(", ")}`);
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("$") + 1).replace(/^.*:(?=\w+::)/, "");
}

/** How long a process may take to end after the command that started it. */
const PATIENCE_MS = 2_000;

async function leftBy(workspace: FaultWorkspace): Promise<string[]> {
  const deadline = Date.now() + PATIENCE_MS;
  while (workspace.processes().length > 0 && Date.now() < deadline) await setTimeout(50);
  const left = workspace.processes();
  return left.length === 0
    ? []
    : [`processes are left: ${left.map(({ name, pid }) => `${name} ${pid}`).join(", ")}`];
}
