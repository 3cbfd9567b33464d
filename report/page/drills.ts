/** The drills that were run: each scenario in a row, as the drill's own page has it, and its first trial over time. */
import type { DrillReport } from "../../drill/model/report";
import { escapeMarkup as text } from "../../drill/report/markup";
import { badge, overview } from "../../drill/report/overview";
import { drawTimeline } from "../../drill/report/timeline-drawing";

export function drillsSection(drills: readonly DrillReport[]): string {
  if (drills.length === 0) return "";
  return `<section id="drills" aria-labelledby="drills-title">
<h2 id="drills-title">What drills measured</h2>
${drills.map(drill).join("\n")}
</section>`;
}

function drill(report: DrillReport): string {
  const { backend, verdict, startedAt, scenarios } = report;
  const timelines = scenarios.flatMap(({ name, trials }) => {
    const shown = trials.find(({ timeline }) => timeline.series.length > 0);
    return shown
      ? [
          `<article id="${text(name)}"><h4>${text(name)}, trial ${shown.trial}</h4>${drawTimeline(shown)}</article>`,
        ]
      : [];
  });
  return `<h3>${text(startedAt)} on ${backend} ${badge(verdict)}</h3>
${overview(report, [])}
${timelines.join("\n")}`;
}
