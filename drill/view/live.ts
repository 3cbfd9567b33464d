import { Listr, type ListrTaskWrapper, type DefaultRenderer, type SimpleRenderer } from "listr2";
import type { ScenarioReport } from "../model/report";
import type { DrillProgress, OnProgress } from "../runner/progress";

type Task = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;

export interface ProgressView {
  readonly onProgress: OnProgress;
  /** Settles the screen; scenarios that were not reached are shown as such. */
  readonly end: () => Promise<void>;
}

/** One row for each scenario, and below the current one what was broken, for how long, and what clients see. */
export function liveView(scenarios: readonly string[]): ProgressView {
  const rows = new Map(scenarios.map((name) => [name, new Row()] as const));
  const status = new Status();
  let current: Task | undefined;
  const list = new Listr(
    scenarios.map((title) => ({
      title,
      task: async (_context: unknown, task: Task) => {
        current = task;
        const verdict = await rows.get(title)?.verdict;
        if (verdict?.failed) throw new Error(verdict.title);
        task.title = verdict?.title ?? title;
      },
    })),
    // The drill itself answers Ctrl-C: it undoes what it broke first.
    { exitOnError: false, registerSignalListeners: false },
  );
  const shown = list.run();
  return {
    onProgress: (progress) => {
      status.take(progress);
      if (current) current.output = status.text;
      if (progress.kind === "scenario-judged") rows.get(progress.report.name)?.judge(progress.report);
    },
    end: async () => {
      for (const [name, row] of rows) row.giveUp(name);
      await shown;
    },
  };
}

interface Verdict {
  readonly title: string;
  readonly failed: boolean;
}

/** A scenario's row, until its verdict is known. */
class Row {
  #settle: (verdict: Verdict) => void = () => undefined;
  readonly verdict = new Promise<Verdict>((resolve) => {
    this.#settle = resolve;
  });

  judge({ name, verdict, reasons }: ScenarioReport): void {
    const failed = verdict !== "passed" && verdict !== "dry-run";
    this.#settle({ title: [`${name}: ${verdict}`, ...reasons].join("; "), failed });
  }

  giveUp(scenario: string): void {
    this.#settle({ title: `${scenario}: not reached`, failed: true });
  }
}

/** The line below the current scenario. */
export class Status {
  #trial = "";
  #broke: readonly string[] = [];
  #step = "";
  #clients = "";
  #event = "";

  take(progress: DrillProgress): void {
    switch (progress.kind) {
      case "trial":
        this.#trial = `trial ${progress.trial} of ${progress.of}`;
        this.#step = this.#clients = this.#event = "";
        this.#broke = [];
        break;
      case "step":
        this.#step = progress.text;
        break;
      case "break":
        this.#broke = [...this.#broke, progress.text];
        break;
      case "event":
        this.#event = progress.text;
        break;
      case "clients": {
        const since = progress.sinceFaultMs;
        const clock = since === undefined ? "" : `${(since / 1000).toFixed(1)} s, `;
        this.#clients = `${clock}${progress.failed} of ${progress.sent} requests failed`;
        break;
      }
      case "judged":
      case "scenario-judged":
        break;
    }
  }

  get text(): string {
    const parts = [this.#trial, ...this.#broke, this.#step, this.#clients, this.#event];
    return parts.filter((part) => part !== "").join(" · ");
  }
}
