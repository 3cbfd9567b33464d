import type { DrillReport, ScenarioReport, Trial } from "../model/report";
import { auditsText, glossary, outagesText, requestTotals, seconds, totals } from "./figures";
import type { Comparison } from "./history";
import { escapeMarkup as text } from "./markup";
import { drawTimeline } from "./timeline-drawing";

/** The report as one page that needs nothing else: the timelines drawn, predicted beside measured. */
export function toHtml(report: DrillReport, comparisons: readonly Comparison[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drill: ${report.verdict}</title>
<style>${style}</style>
</head>
<body>
<h1>Drill on ${report.backend}: <span class="${report.verdict}">${report.verdict}</span></h1>
<p>${text(report.startedAt)} to ${text(report.finishedAt)}, seed ${report.seed}, exit code ${report.exitCode}. Times in seconds.</p>
<p>${text(glossary)}</p>
${overview(report, comparisons)}
${legend}
${report.scenarios.map(section).join("\n")}
<h2>Settings</h2>
<table>${Object.entries(report.settings)
    .map(([name, value]) => `<tr><td>${text(name)}</td><td>${text(value)}</td></tr>`)
    .join("")}</table>
</body>
</html>
`;
}

function overview({ scenarios }: DrillReport, comparisons: readonly Comparison[]): string {
  const heads = [
    "scenario",
    "verdict",
    "predicted",
    "measured: median",
    "p95",
    "max",
    "budget",
    "",
    "slow or failed",
    "redundant again",
    "failed",
    "slow",
    "database lost",
    "cache lost",
    "against earlier runs",
  ];
  const rows = scenarios.map((scenario) => {
    const { name, verdict, predictedOutageMs, outageMs, budget, redundancyMs } = scenario;
    const requests = requestTotals(scenario);
    const cells = [
      `<a href="#${text(name)}">${text(name)}</a>`,
      `<span class="${verdict}">${verdict}</span>`,
      seconds(predictedOutageMs),
      seconds(outageMs?.median),
      seconds(outageMs?.p95),
      seconds(outageMs?.max),
      seconds(budget.outageMs),
      bar(scenario),
      seconds(scenario.impairedMs?.median),
      seconds(redundancyMs?.median),
      String(requests.failed),
      String(requests.slow),
      String(totals(scenario, "database").lost),
      String(totals(scenario, "cache").lost),
      trendText(comparisons.find((one) => one.scenario === name)),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  return `<table><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr>${rows.join("")}</table>`;
}

/** Every trial as a dot on the way to the budget, and the prediction as a line. */
function bar({ trials, budget, predictedOutageMs }: ScenarioReport): string {
  const width = 160;
  const most = Math.max(
    budget.outageMs,
    predictedOutageMs ?? 0,
    ...trials.map(({ outageMs }) => outageMs),
    1,
  );
  const x = (value: number): string => (4 + (value / most) * (width - 8)).toFixed(1);
  const dots = trials
    .map(({ outageMs }) => `<circle cx="${x(outageMs)}" cy="9" r="3" class="dot"/>`)
    .join("");
  const predicted =
    predictedOutageMs === undefined
      ? ""
      : `<line x1="${x(predictedOutageMs)}" x2="${x(predictedOutageMs)}" y1="2" y2="16" class="predicted"/>`;
  const limit = `<line x1="${x(budget.outageMs)}" x2="${x(budget.outageMs)}" y1="0" y2="18" class="limit"/>`;
  return `<svg width="${width}" height="18" role="img" aria-label="trials, prediction and budget"><line x1="4" x2="${width - 4}" y1="9" y2="9" class="axis"/>${predicted}${limit}${dots}</svg>`;
}

function trendText(comparison: Comparison | undefined): string {
  if (!comparison) return "–";
  const { trend, beforeMs, runsBefore } = comparison;
  return trend === "first"
    ? "first run"
    : `<span class="${trend}">${trend}</span> (${seconds(beforeMs)} in ${runsBefore})`;
}

const legend = `<p class="small">Beside the figures, on a scale from 0 to the budget: a dot for each trial, dashed what the settings predict, red the budget. In the timelines below: requests by when they were sent, <span class="key ok-key"></span> answered, <span class="key slow-key"></span> answered late, <span class="key failed-key"></span> failed; lines at the fault and where it was undone; a dot for each stage of a failover, detect, elect, promote, route.</p>`;

function section(scenario: ScenarioReport): string {
  return `<h2 id="${text(scenario.name)}">${text(scenario.name)}</h2>
<p>${text(scenario.hypothesis)}</p>
${scenario.reasons.map((reason) => `<p class="missed">${text(reason)}</p>`).join("\n")}
${scenario.trials.map(trialSection).join("\n")}`;
}

function trialSection(trial: Trial): string {
  const phases = trial.phases.map(({ of, phase, at }) => `${of} ${phase} ${seconds(at)}`).join(" · ");
  const details = [phases, outagesText(trial).join(" · "), ...auditsText(trial)].filter((one) => one !== "");
  return `<h3>Trial ${trial.trial}: <span class="${trial.verdict}">${trial.verdict}</span>, outage ${seconds(trial.outageMs)}</h3>
<p>${text(trial.broke.join(", then "))}</p>
${drawTimeline(trial)}
${details.map((one) => `<p class="small">${text(one)}</p>`).join("\n")}`;
}

const style = `
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1b1f24; }
table { border-collapse: collapse; font-size: 13px; } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #d8dee4; white-space: nowrap; }
h2 { margin-top: 2rem; } h3 { font-size: 1rem; margin: 1rem 0 .2rem; } p { margin: .2rem 0; } .small { font-size: 12px; color: #57606a; }
.passed, .better { color: #116329; } .missed, .aborted, .worse { color: #a40e26; } .not-run, .dry-run { color: #7d4e00; }
.key { display: inline-block; width: .7em; height: .7em; } .ok-key { background: #4ac26b; } .slow-key { background: #d4a72c; } .failed-key { background: #cf222e; }
svg { display: block; max-width: 100%; } .axis { stroke: #d8dee4; } .dot { fill: #0550ae; fill-opacity: .75; } .predicted { stroke: #57606a; stroke-dasharray: 2 2; } .limit { stroke: #a40e26; }
.ok { fill: #4ac26b; } .slow { fill: #d4a72c; } .failed { fill: #cf222e; } .mark { stroke: #1b1f24; } .label { font: 11px system-ui, sans-serif; fill: #1b1f24; }
@media (prefers-color-scheme: dark) { body { background: #0d1117; color: #e6edf3; } th, td { border-color: #30363d; } .label { fill: #e6edf3; } .mark { stroke: #e6edf3; } .small { color: #9198a1; } .passed, .better { color: #3fb950; } .missed, .aborted, .worse { color: #f85149; } .dot { fill: #58a6ff; } a { color: #58a6ff; } }
`;
