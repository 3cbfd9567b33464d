/** Takes a stack through a failover and back on the real engine and the rehearsal cloud, and looks at each step. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { failOverGlobalDatastore, promoteReplica } from "../../../rehearsal/cloud/aws/outside-events";
import { types } from "../../../rehearsal/cloud/aws/type-tokens";
import { CloudStore } from "../../../rehearsal/cloud/store";
import { repository } from "../../../rehearsal/cli/workspace";
import type { StackState, StateResource } from "../../../rehearsal/recovery/stack-state";
import { holdsData } from "../../support/data-bearing";
import { succeeded, type TestRehearsal } from "../../support/rehearsal";
import { configurationAt, configurationIn, regionsOf, type Step, stepsOf } from "./roles";

/** A stack of several regions: its project's folder, and the name of its file. */
export interface MultiRegionStack {
  readonly folder: string;
  readonly project: string;
  readonly stack: string;
}

/** URNs of what one `pulumi up` did. */
export interface Changes {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly replaced: readonly string[];
  readonly deleted: readonly string[];
}

/** Outputs of a region, as far as its switch. */
interface SwitchedOutputs {
  readonly name: string;
  readonly switch?: { readonly kind: string; readonly healthCheckId: string };
}

export class Cycle {
  /** Names of the regions, in the order of the settings. */
  readonly regions: readonly string[];
  readonly steps: readonly Step[];
  readonly #rehearsal: TestRehearsal;
  readonly #stack: MultiRegionStack;
  readonly #file: string;
  readonly #configuration: ReturnType<typeof configurationIn>;
  #healthCheckIds: Readonly<Record<string, string>> = {};

  constructor(rehearsal: TestRehearsal, stack: MultiRegionStack) {
    this.#rehearsal = rehearsal;
    this.#stack = stack;
    this.#file = join(rehearsal.folder, "Pulumi.transition.yaml");
    const source = join(repository, stack.folder, `Pulumi.${stack.stack}.yaml`);
    this.#configuration = configurationIn(readFileSync(source, "utf8"));
    this.regions = regionsOf(this.#configuration).map(({ name }) => name);
    this.steps = stepsOf(this.#configuration);
  }

  /** Whether another region has to be promoted when one is lost. */
  get hasStandby(): boolean {
    return regionsOf(this.#configuration).some(({ role }) => role === "standby");
  }

  get last(): Step {
    const step = this.steps.at(-1);
    if (step === undefined) throw new RangeError("a cycle has steps");
    return step;
  }

  /** One `pulumi up` with the roles of a step. @returns what it did, as state and events of the engine both say. */
  async take(step: Step, ...more: readonly string[]): Promise<Changes> {
    const before = this.state();
    const run = await this.#run(step, "up", "--yes", "--skip-preview", "--json", ...more);
    if (run.exitCode !== 0) throw new Error(mistakesIn(run.stdout).join("") || run.output.slice(-3000));
    await this.#noteHealthChecks();
    const changes = difference(before, this.state());
    return { ...changes, replaced: union(changes.replaced, replacedIn(run.stdout)) };
  }

  /** What a command or a plan does while a region is dark, beside the program; the program sees it by a refresh. */
  async failOverOutside(step: Step): Promise<void> {
    const region = this.regions[step.roles.indexOf("active")] ?? "";
    const store = new CloudStore(this.#rehearsal.cloudFile);
    const has = (type: string) => [...store.all()].some((object) => object.type === type);
    if (has(types.dbInstance)) promoteReplica(store, region);
    if (has(types.globalDatastore)) failOverGlobalDatastore(store, region);
    await this.refresh(step);
  }

  /** A preview with the roles of a step. @returns its output, whatever it says. */
  async preview(
    step: Step,
    ...more: readonly string[]
  ): Promise<{ exitCode: number | null; output: string }> {
    return this.#run(step, "preview", ...more);
  }

  async refresh(step: Step): Promise<void> {
    succeeded(await this.#run(step, "refresh", "--yes", "--skip-preview"));
  }

  state(): StackState {
    return this.#rehearsal.state(this.#stack.project, this.#stack.stack) ?? { resources: [], pending: [] };
  }

  #run(step: Step, verb: string, ...args: readonly string[]) {
    const configuration = configurationAt(this.#configuration, step, this.#healthCheckIds);
    writeFileSync(this.#file, stringify({ config: configuration }));
    const { folder, stack } = this.#stack;
    return this.#rehearsal.run(
      ...["-C", folder, verb, "--stack", stack, "--config-file", this.#file, "--non-interactive"],
      ...[...this.#darkness(step, verb), ...args],
    );
  }

  /** What docs/runbooks/update-without-a-region.md has people type while a region answers nothing. */
  #darkness({ dark }: Step, verb: string): readonly string[] {
    if (dark === undefined) return [];
    const surviving = this.regions.filter((_, at) => at !== dark);
    // A refresh reads, and roles are read in us-east-1.
    const what = verb === "refresh" ? "-database-instance" : "*";
    const targets = surviving.flatMap((region) => ["--target", `**::${region}${what}`]);
    return ["--fault", `region-dark=${this.regions[dark] ?? ""}`, ...targets];
  }

  /** As the runbook says: before a region is lost, the settings learn which checks the plan has vended. */
  async #noteHealthChecks(): Promise<void> {
    const failover = this.#configuration["standfast:failover"] as { readonly mode?: string } | undefined;
    if (failover?.mode !== "region-switch" || Object.keys(this.#healthCheckIds).length > 0) return;
    const { folder, stack } = this.#stack;
    const outputs = await this.#rehearsal.run(
      ...["-C", folder, "stack", "output", "--json", "--stack", stack],
    );
    const { regions } = JSON.parse(outputs.stdout) as { readonly regions: readonly SwitchedOutputs[] };
    this.#healthCheckIds = Object.fromEntries(
      regions.flatMap(({ name, switch: by }) =>
        by?.kind === "region-switch" ? [[name, by.healthCheckId]] : [],
      ),
    );
  }
}

/** What differs between two states; a resource with another id was replaced. */
export function difference(before: StackState, after: StackState): Changes {
  const [old, now] = [byUrn(before), byUrn(after)];
  const both = [...now].flatMap(([urn, resource]) => {
    const was = old.get(urn);
    return was ? [{ urn, was, resource }] : [];
  });
  return {
    created: [...now.keys()].filter((urn) => !old.has(urn)),
    deleted: [...old.keys()].filter((urn) => !now.has(urn)),
    replaced: both.filter(({ was, resource }) => was.id !== resource.id).map(({ urn }) => urn),
    changed: both
      .filter(({ was, resource }) => was.id === resource.id && !same(was, resource))
      .map(({ urn }) => urn),
  };
}

/** Secrets are encrypted anew each time, so that their texts say nothing. */
const same = (one: StateResource, other: StateResource) => textOf(one) === textOf(other);

const textOf = ({ inputs }: StateResource) =>
  JSON.stringify(inputs, (key, value: unknown) => (key === "ciphertext" ? "" : value));

const byUrn = ({ resources }: StackState) =>
  new Map(resources.filter(({ custom }) => custom).map((resource) => [resource.urn, resource]));

interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: { readonly op: string; readonly urn: string } };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string };
}

/** The engine's events: a line of JSON each. */
function eventsIn(stdout: string): readonly EngineEvent[] {
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => JSON.parse(line) as EngineEvent);
}

/** URNs that the engine said it replaces. */
function replacedIn(stdout: string): readonly string[] {
  return eventsIn(stdout).flatMap(({ resourcePreEvent: event }) =>
    event?.metadata.op === "replace" ? [event.metadata.urn] : [],
  );
}

function mistakesIn(stdout: string): readonly string[] {
  return eventsIn(stdout).flatMap(({ diagnosticEvent: event }) =>
    event?.severity === "error" ? [event.message] : [],
  );
}

const union = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())];

/** Names of what holds data and was deleted or replaced. */
export function lost({ deleted, replaced }: Changes): readonly string[] {
  return [...deleted, ...replaced]
    .filter((urn) => holdsData(typeOf(urn)))
    .map(nameOf)
    .sort();
}

/** One line for people. */
export function lineOf(stack: string, step: Step, { created, changed, replaced, deleted }: Changes): string {
  const counts = Object.entries({ created, changed, replaced, deleted }).map(
    ([verb, urns]) => `${urns.length} ${verb}`,
  );
  const gone = replaced.length > 0 ? ` (replaced: ${replaced.map(nameOf).join(", ")})` : "";
  return `${stack}: ${step.name}: ${counts.join(", ")}${gone}`;
}

const nameOf = (urn: string) => urn.split("::").at(-1) ?? urn;
export const typeOf = (urn: string) => urn.split("::")[2]?.split("$").at(-1) ?? "";
