/** What every failure leaves of every tier, as a table; each failure is a button that breaks the drawing above. */
import { escapeMarkup as text } from "../../drill/report/markup";
import type { FailureRow, SurvivabilityFile } from "../model/inputs";
import { SIGNS, tierTitle } from "./words";

/** Rows in the order in which the page numbers failures: the single ones, then the pairs. */
export function numberedRows({ failures, pairs }: SurvivabilityFile): readonly FailureRow[] {
  return [...failures, ...pairs];
}

export function matrixSection(survivability: SurvivabilityFile): string {
  const { failures, pairs, tiers, activeRegions } = survivability;
  const byRegion = [...new Set(failures.map(({ region }) => region))].map((region) => ({
    title: `${region} · ${activeRegions.includes(region) ? "serves" : "stands by"}`,
    rows: failures.filter((row) => row.region === region),
  }));
  return `<section id="survivability" aria-labelledby="survivability-title">
<h2 id="survivability-title">What survives</h2>
<p class="lead">What one failure leaves of each tier. Choose a failure to break the drawing above.</p>
${table("What one failure leaves", tiers, byRegion, 0)}
${legend}
${unjudgedNote(failures)}
${pairs.length === 0 ? "" : `<h3>Two failures at once, not judged</h3>${table("What two failures at once leave", tiers, [{ title: undefined, rows: pairs }], failures.length)}`}
</section>`;
}

const legend = `<p class="legend small"><span><b class="sign survives">${SIGNS.survives}</b> survives</span> <span><b class="sign lost">${SIGNS.lost}</b> lost</span> <span><b class="sign unknown">${SIGNS.unknown}</b> not known before deployment</span> <span><b class="sign">–</b> not touched</span></p>`;

function unjudgedNote(rows: readonly FailureRow[]): string {
  const free = rows.some(({ judged, kind }) => !judged && kind === "region");
  return free
    ? `<p class="small">The program claims no second region, so the loss of its region is shown and not judged.</p>`
    : "";
}

interface RowGroup {
  readonly title: string | undefined;
  readonly rows: readonly FailureRow[];
}

function table(
  caption: string,
  tiers: readonly string[],
  groups: readonly RowGroup[],
  firstNumber: number,
): string {
  let number = firstNumber;
  const head = tiers.map((tier) => `<th scope="col" role="columnheader">${text(tierTitle(tier))}</th>`);
  const bodies = groups.map(({ title, rows }) => {
    const heading =
      title === undefined
        ? ""
        : `<tr role="row" class="group"><th scope="rowgroup" role="rowheader" colspan="${tiers.length + 1}">${text(title)}</th></tr>`;
    return `<tbody role="rowgroup">${heading}${rows.map((row) => tableRow(row, tiers, number++)).join("\n")}</tbody>`;
  });
  // The roles are the table's own: a phone lays the cells out as blocks, which would take them away.
  return `<table class="matrix" role="table"><caption class="unseen">${caption}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Failure</th>${head.join("")}</tr></thead>
${bodies.join("\n")}
</table>`;
}

function tableRow(row: FailureRow, tiers: readonly string[], number: number): string {
  const { failure, verdict, judged } = row;
  const free = judged || row.kind === "pair" ? "" : `<span class="small"> not judged</span>`;
  return `<tr role="row"><th scope="row" role="rowheader"><button type="button" class="failure" data-failure="${number}" aria-pressed="false"><span class="sign ${verdict}" aria-hidden="true">${SIGNS[verdict]}</span>${text(failure)}</button>${free}</th>${tiers.map((tier) => tableCell(row, tier)).join("")}</tr>`;
}

function tableCell({ cells }: FailureRow, tier: string): string {
  const cell = cells[tier];
  const title = `<span class="tier-name" aria-hidden="true">${text(tierTitle(tier))}</span>`;
  if (!cell) {
    return `<td role="cell" class="cell untouched">${title}<span aria-hidden="true">–</span><span class="unseen">not touched</span></td>`;
  }
  const { verdict } = cell;
  const said = verdict === "unknown" ? "not known" : verdict;
  return `<td role="cell" class="cell ${verdict}">${title}<span><span class="sign" aria-hidden="true">${SIGNS[verdict]}</span><span class="unseen">${said}: </span>${text(cell.text)}</span></td>`;
}
