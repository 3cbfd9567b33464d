import type { DrillReport } from "../model/report";

/** Every request of every trial, counted in steps: one line for each step, store and group of clients. */
export function toCsv(report: DrillReport): string {
  const lines = report.scenarios.flatMap(({ name, trials }) =>
    trials.flatMap(({ trial, timeline: { stepMs, fromAt, series } }) =>
      series.flatMap(({ store, clients, ok, slow, failed }) =>
        ok.map((count, step) => {
          const at = Math.round(fromAt + step * stepMs);
          return [name, trial, at, store, clients, count, slow[step] ?? 0, failed[step] ?? 0].join(",");
        }),
      ),
    ),
  );
  return ["scenario,trial,ms_since_fault,store,clients,ok,slow,failed", ...lines, ""].join("\n");
}
