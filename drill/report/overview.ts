import type { DrillReport, ScenarioReport } from "../model/report";
import { requestTotals, seconds, totals, unjudgedOutages } from "./figures";
import type { Comparison } from "./history";
import { escapeMarkup as text } from "./markup";

/** Every scenario in a row: its verdict, its outages against budget and prediction, and what else counts. */
export function overview({ scenarios }: DrillReport, comparisons: readonly Comparison[]): string {
  const rows = scenarios.map((scenario) => {
    const { name, verdict, outageMs, budget, predictedOutageMs } = scenario;
    const measured = outageMs
      ? `${seconds(outageMs.median)} s median, ${seconds(outageMs.max)} s max`
      : "not measured";
    const expected = predictedOutageMs === undefined ? "" : `, predicted ${seconds(predictedOutageMs)} s`;
    return `<li>
<div class="row-name"><a href="#${text(name)}">${text(name)}</a> ${badge(verdict)}</div>
<div class="row-outage"><p>outage ${measured}</p>${bar(scenario)}<p class="small">of ${seconds(budget.outageMs)} s${expected}</p></div>
<dl class="facts">${facts(
      scenario,
      comparisons.find((one) => one.scenario === name),
    )}</dl>
</li>`;
  });
  return `<ul class="overview">${rows.join("\n")}</ul>`;
}

export function badge(verdict: string): string {
  return `<span class="badge ${verdict}">${verdict}</span>`;
}

function facts(scenario: ScenarioReport, comparison: Comparison | undefined): string {
  const requests = requestTotals(scenario);
  const lost = totals(scenario, "database").lost + totals(scenario, "cache").lost;
  const all: readonly (readonly [string, string])[] = [
    ["slow or failed for", `${seconds(scenario.impairedMs?.median)} s`],
    ["redundant again after", `${seconds(scenario.redundancyMs?.median)} s`],
    ["requests failed, slow", `${requests.failed}, ${requests.slow} of ${requests.sent}`],
    ["writes lost", String(lost)],
    ["earlier runs", trendText(comparison)],
    ...(requests.servedByLostRegion === undefined
      ? []
      : [["served by the lost region", String(requests.servedByLostRegion)] as const]),
    ...[...unjudgedOutages(scenario)].map(
      ([name, outageMs]) => [`outage of ${text(name)}, not judged`, `${seconds(outageMs)} s`] as const,
    ),
  ];
  return all.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("");
}

/** The longest outage as a bar, every trial as a dot, on a scale that ends with the budget or what exceeds it. */
function bar({ trials, budget, predictedOutageMs, verdict }: ScenarioReport): string {
  const outages = trials.map(({ outageMs }) => outageMs);
  const max = Math.max(budget.outageMs, predictedOutageMs ?? 0, ...outages, 1);
  const at = (value: number): string => `${((value / max) * 100).toFixed(2)}%`;
  const dots = outages.map((outage) => `<span class="dot" style="left:${at(outage)}"></span>`);
  const predicted =
    predictedOutageMs === undefined
      ? ""
      : `<span class="predicted" style="left:${at(predictedOutageMs)}"></span>`;
  return `<div class="scale" role="img" aria-label="outage, prediction and budget"><span class="bar ${verdict}" style="width:${at(Math.max(0, ...outages))}"></span>${predicted}<span class="limit" style="left:${at(budget.outageMs)}"></span>${dots.join("")}</div>`;
}

function trendText(comparison: Comparison | undefined): string {
  if (!comparison) return "–";
  const { trend, beforeMs, runsBefore } = comparison;
  if (trend === "first") return "none";
  return `<span class="${trend}">${trend}</span> (${seconds(beforeMs)} s in ${runsBefore})`;
}
