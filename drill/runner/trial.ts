import { hasFailed } from "../measure/outages";
import { isImpaired, measureTrial, nothingMeasured, type TrialObservations } from "../measure/trial";
import type { TrialLimits } from "../measure/verdict";
import { ClientProcess } from "../clients/client-process";
import { searchRecords } from "../clients/search";
import type { DrillAdapter, DrillTarget, DrillEvent } from "../model/adapter";
import { now, poll, sleep } from "../model/clock";
import { Aborted, Refused } from "../model/exit-code";
import type { Trial } from "../model/report";
import type { Scenario, Step } from "../model/scenario";
import { hasRecovered } from "../measure/recovery";
import { assignClients, type ClientAssignment } from "./clients";
import type { Journal } from "./journal";
import type { OnProgress } from "./progress";
import { awaitSteadyState, type SteadyStateResult } from "./steady";

/** What a trial needs from the run that it is part of. */
export interface TrialContext {
  readonly adapter: DrillAdapter;
  readonly journal: Journal;
  readonly onProgress: OnProgress;
  readonly choose: <T>(items: readonly T[]) => T;
  /** Fires when the drill must stop: Ctrl-C, an alarm, the time limit. */
  readonly signal: AbortSignal;
  /** Looks at everything and breaks nothing. */
  readonly dryRun: boolean;
  /** Called before something is broken. */
  readonly onInject: () => void;
}

/** Probes blink on a busy machine: steady state has this long to show itself. */
const steadyTimeoutMs = 30_000;
const baselineMs = 1_000;
/** The least that a fault lasts: its effect may take a moment to reach the clients. */
const settleMs = 2_500;
/** How much longer than its budget an outage is watched, so that the report says by how much it was missed. */
const patienceMs = 10_000;
const auditTimeoutMs = 20_000;
const tailMs = 1_000;

type Steps = readonly (Step & { readonly resolved?: DrillTarget })[];

export class TrialRun {
  readonly #label: string;
  readonly #events: DrillEvent[] = [];
  readonly #startedAt = new Date().toISOString();

  constructor(
    private readonly scenario: Scenario,
    private readonly trial: number,
    private readonly trials: number,
    private readonly limits: TrialLimits,
    private readonly context: TrialContext,
  ) {
    this.#label = `${scenario.name} ${trial}/${trials}`;
  }

  /** Steady state → targets → break → verify → recover → undo → steady state → audit. */
  async run(): Promise<Trial> {
    const { adapter, onProgress } = this.context;
    onProgress({ kind: "trial", scenario: this.scenario.name, trial: this.trial, of: this.trials });
    const gathers = this.scenario.colocatePrimaries === true && !this.context.dryRun;
    if (gathers) await adapter.actions.colocatePrimaries();
    await this.#requireSteadyState(gathers ? adapter.redundancyTimeoutMs : steadyTimeoutMs);
    const steps = await this.#resolveTargets();
    const targets = steps.flatMap(({ resolved }) => resolved ?? []);
    const head = this.#head(targets);
    if (this.context.dryRun) return { ...head, verdict: "dry-run", reasons: [], ...nothingMeasured };

    const { probes } = adapter;
    const ways = { endpoints: await probes.endpoints(), sharedUrl: await probes.sharedUrl() };
    const seen = await this.#measure(
      steps,
      assignClients(this.scenario, ways, targets[0]?.region, this.limits.fencesLostRegion),
    );
    return { ...head, ...measureTrial(seen, this.limits) };
  }

  /** When it returns, the last of the events is among them: AWS tells of an event late. */
  async #measure(steps: Steps, { groups, judged }: ClientAssignment): Promise<TrialObservations> {
    const { adapter, journal, onProgress, signal } = this.context;
    const load = await ClientProcess.start(runName(this.#label), groups);
    const unwatch = await adapter.probes.watch((event) => {
      this.#events.push(event);
      onProgress({ kind: "event", text: event.text });
    });
    const ticker = setInterval(() => {
      const { records } = load.ledger;
      const failed = records.filter(({ acknowledged }) => acknowledged === false).length;
      onProgress({ kind: "clients", sinceFaultMs: faultAt && now() - faultAt, sent: records.length, failed });
    }, 200);
    let faultAt: number | undefined;
    let touched = false;
    let fence: TrialObservations["fence"];
    try {
      await this.#requireBaseline(load);
      touched = true;
      this.context.onInject();
      faultAt = await this.#act(steps);
      await this.#recover(load, judged, faultAt);
      const urls = groups.filter(({ name }) => judged.includes(name)).flatMap((group) => group.urls);
      const during = await searchRecords(load.run, load.ledger.records, urls, auditTimeoutMs);
      fence = await this.#fence(steps);
      const undoneAt = await this.#undo();
      touched = false;
      const redundantAt = await this.#awaitRedundancy();
      await sleep(tailMs, signal);
      load.requireAlive();
      await load.stop();
      const all = groups.flatMap((group) => group.urls);
      const after = await searchRecords(load.run, load.ledger.records, all, auditTimeoutMs);
      if (!after) throw new Aborted("the records could not be looked for: no endpoint answers");
      return {
        records: load.ledger.records,
        events: this.#events,
        judged,
        fence,
        faultAt,
        undoneAt,
        redundantAt,
        auditDuringFault: during,
        auditAfterHeal: after,
      };
    } finally {
      clearInterval(ticker);
      await unwatch();
      await load.stop();
      if (fence) await this.#failBack(fence.region);
      if (touched) {
        await this.#undo();
        journal.write("abort", "stopped half-way; undone", this.#label);
      }
    }
  }

  async #requireSteadyState(timeoutMs: number): Promise<void> {
    const { adapter } = this.context;
    const alarms = await adapter.probes.alarms();
    if (alarms.length > 0) throw new Refused(`nothing was broken: ${alarms.join("; ")}`);
    const { at, missing } = await this.#awaitSteadyState("proving steady state", timeoutMs);
    if (at === undefined) throw new Refused(`no steady state, nothing was broken: ${missing.join("; ")}`);
  }

  /** Finds everyone who will be hit before anyone is. */
  async #resolveTargets(): Promise<Steps> {
    const { adapter, choose } = this.context;
    const steps: (Step & { resolved?: DrillTarget })[] = [];
    for (const step of this.scenario.act) {
      steps.push(
        step.do === "break"
          ? { ...step, resolved: await adapter.probes.resolveTarget(step.target, choose) }
          : step,
      );
    }
    return steps;
  }

  async #requireBaseline(load: ClientProcess): Promise<void> {
    await sleep(baselineMs, this.context.signal);
    const failed = load.ledger.records.filter(({ acknowledged }) => acknowledged === false).length;
    const acknowledged = load.ledger.records.some((record) => record.acknowledged === true);
    if (failed > 0 || !acknowledged) {
      throw new Refused(`no steady state, nothing was broken: ${failed} requests failed before the fault`);
    }
  }

  /** @returns the moment of the first fault. */
  async #act(steps: Steps): Promise<number> {
    const { adapter, journal, onProgress, signal } = this.context;
    let faultAt: number | undefined;
    for (const step of steps) {
      if (step.do === "wait") {
        await sleep(step.seconds * 1000, signal);
        continue;
      }
      if (!step.resolved) throw new RangeError(`no target for ${step.target}`);
      const text = describe(step.fault, step.resolved);
      journal.write("intend", text, this.#label);
      onProgress({ kind: "break", text });
      faultAt ??= now();
      await adapter.actions.inject(step.fault, step.resolved, signal);
      await this.#verify(step.fault, step.resolved, text);
      journal.write("done", text, this.#label);
    }
    return faultAt ?? now();
  }

  async #verify(
    fault: Parameters<DrillAdapter["probes"]["verify"]>[0],
    target: DrillTarget,
    text: string,
  ): Promise<void> {
    const { adapter, signal } = this.context;
    const ask = async (): Promise<true | undefined> =>
      (await adapter.probes.verify(fault, target)) ? true : undefined;
    const took = await poll(ask, { ...adapter.effect, signal });
    if (!took) throw new Aborted(`${text} had no effect`);
  }

  /** Waits until clients are served again, for as long as the fault must last, and not for ever. */
  async #recover(load: ClientProcess, judged: readonly string[], faultAt: number): Promise<void> {
    const leastMs = Math.max(settleMs, (this.scenario.holdSeconds ?? 0) * 1000);
    const mostMs = Math.max(leastMs, this.limits.outageMs + patienceMs);
    // Where slow answers have a budget the fault must last until they are over, or it measures the undo.
    const isBad = this.limits.impairedMs === undefined ? hasFailed : isImpaired;
    this.context.onProgress({ kind: "step", text: "waiting for the clients to be served again" });
    await sleep(leastMs, this.context.signal);
    const ask = (): Promise<true | undefined> => {
      load.requireAlive();
      const mine = load.ledger.records.filter(({ clients }) => judged.includes(clients));
      return Promise.resolve(hasRecovered(mine, now(), isBad) ? true : undefined);
    };
    await poll(ask, {
      everyMs: 100,
      timeoutMs: Math.max(0, mostMs - (now() - faultAt)),
      signal: this.context.signal,
    });
  }

  /** @returns when it was proven; nothing when it was not, or is the work of people. */
  async #awaitRedundancy(): Promise<number | undefined> {
    if (this.limits.redundancy === "by-hand") return undefined;
    const { redundancyTimeoutMs } = this.context.adapter;
    return (await this.#awaitSteadyState("waiting for redundancy", redundancyTimeoutMs)).at;
  }

  async #awaitSteadyState(why: string, timeoutMs: number): Promise<SteadyStateResult> {
    const { adapter, onProgress, signal } = this.context;
    onProgress({ kind: "step", text: why });
    return await awaitSteadyState(adapter.probes, timeoutMs, signal, (missing) => {
      onProgress({ kind: "step", text: `${why}: ${missing.join("; ")}` });
    });
  }

  /** The last step of a failover: what was lost may not serve when it comes back by itself. */
  async #fence(steps: Steps): Promise<TrialObservations["fence"]> {
    const target = steps.find(({ resolved }) => resolved)?.resolved;
    if (!this.limits.fencesLostRegion || !target) return undefined;
    const text = `fence ${target.region} until the failback`;
    this.context.journal.write("intend", text, this.#label);
    this.context.onProgress({ kind: "step", text });
    await this.context.adapter.actions.fence(target);
    return { region: target.region, at: now() };
  }

  async #failBack(region: string): Promise<void> {
    const { adapter, journal, onProgress } = this.context;
    onProgress({ kind: "step", text: `failing back: ${region} may serve again` });
    await adapter.actions.failBack();
    journal.write("done", `fail back to ${region}`, this.#label);
  }

  async #undo(): Promise<number> {
    const { adapter, journal, onProgress } = this.context;
    journal.write("undo", "everything that was broken", this.#label);
    onProgress({ kind: "step", text: "undoing" });
    await adapter.actions.undo();
    journal.write("undone", "everything that was broken", this.#label);
    return now();
  }

  #head(targets: readonly DrillTarget[]): Pick<Trial, "trial" | "startedAt" | "broke"> {
    const faults = this.scenario.act.flatMap((step) => (step.do === "break" ? [step.fault] : []));
    const broke = targets.map((target, index) => describe(faults[index] ?? "break", target));
    return { trial: this.trial, startedAt: this.#startedAt, broke };
  }
}

function describe(fault: string, target: DrillTarget): string {
  return `${fault} ${target.role}: ${target.members.join(", ")}`;
}

/** A name for the records of one trial that no other trial has. */
function runName(label: string): string {
  return `${label.replace(/\W+/g, "-")}-${Date.now().toString(36)}`;
}
