import type { DrillReport, ScenarioReport, Trial } from "../model/report";
import { auditsText, fenceText, glossary, latenessText, outagesText, seconds } from "./figures";
import type { Comparison } from "./history";
import { style } from "./html-style";
import { escapeMarkup as text } from "./markup";
import { badge, overview } from "./overview";
import { drawTimeline } from "./timeline-drawing";

/** The report as one page that needs nothing else, for screens of any width, and for paper. */
export function toHtml(report: DrillReport, comparisons: readonly Comparison[]): string {
  const settings = Object.entries(report.settings).map(
    ([name, value]) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drill on ${report.backend}: ${report.verdict}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Drill on ${report.backend} ${badge(report.verdict)}</h1>
<p class="small">${text(report.startedAt)} to ${text(report.finishedAt)}, seed ${report.seed}, exit code ${report.exitCode}</p>
</header>
<main>
${overview(report, comparisons)}
${legend}
${report.scenarios.map(section).join("\n")}
<section><h2>Settings</h2><dl class="facts settings">${settings.join("")}</dl></section>
</main>
</body>
</html>
`;
}

const legend = `<aside class="small">
<p>${text(glossary)}</p>
<p>Beside each scenario: the longest outage as a bar and a dot for each trial; dashed what the settings predict, red the budget. In the timelines: requests by when they were sent, <span class="key ok"></span> answered, <span class="key slow"></span> answered late, <span class="key failed"></span> failed; lines at the fault and where it was undone; a dot for each stage of a failover.</p>
</aside>`;

function section(scenario: ScenarioReport): string {
  const { name, hypothesis, verdict, reasons, trials } = scenario;
  const list = reasons.map((reason) => `<li>${text(reason)}</li>`).join("");
  return `<section id="${text(name)}">
<h2>${text(name)} ${badge(verdict)}</h2>
<p>${text(hypothesis)}</p>
${list === "" ? "" : `<ul class="reasons">${list}</ul>`}
${trials.map(trialSection).join("\n")}
</section>`;
}

function trialSection(trial: Trial): string {
  const phases = trial.phases.map(({ of, phase, at }) => `${of} ${phase} ${seconds(at)} s`).join(" · ");
  const details = [
    phases,
    outagesText(trial).join(" · "),
    ...auditsText(trial),
    ...fenceText(trial),
    ...latenessText(trial),
  ];
  const lines = details.filter((one) => one !== "").map((one) => `<p class="small">${text(one)}</p>`);
  return `<article>
<h3>Trial ${trial.trial}: ${badge(trial.verdict)} outage ${seconds(trial.outageMs)} s</h3>
<p>${text(trial.broke.join(", then "))}</p>
${trial.timeline.series.length === 0 ? "" : drawTimeline(trial)}
${clientsTable(trial)}
${lines.join("\n")}
</article>`;
}

/** What each group of clients saw: also the groups that no budget holds for. */
function clientsTable({ clients }: Trial): string {
  if (clients.length === 0) return "";
  const heads = ["clients", "judged", "outage", "slow or failed for", "requests failed"];
  const rows = clients.map(({ name, judged, outageMs, impairedMs, sent, failed }) => [
    text(name),
    judged ? "yes" : "no",
    `${seconds(outageMs)} s`,
    `${seconds(impairedMs)} s`,
    `${failed} of ${sent}`,
  ]);
  const row = (cells: readonly string[], tag: "td" | "th"): string =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  return `<table><thead>${row(heads, "th")}</thead><tbody>${rows.map((cells) => row(cells, "td")).join("")}</tbody></table>`;
}
