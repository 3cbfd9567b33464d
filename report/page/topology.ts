/** The plan as a picture, and beside it what each failure leaves: the same in words, for those who do not see it. */
import { escapeMarkup as text } from "../../drill/report/markup";
import type { FailureRow, SurvivabilityFile, SurvivalVerdict, TopologyEntry } from "../model/inputs";
import { numberedRows } from "./matrix";
import { drawTopology } from "./topology-drawing";
import { SIGNS, counted, tierTitle } from "./words";

export function topologySection(survivability: SurvivabilityFile): string {
  const { topology, tiers, activeRegions } = survivability;
  const { parts } = topology;
  if (parts.length === 0) return "";
  const numbers = new Map(parts.map(({ urn }, index) => [urn, index]));
  const options = { activeRegions, tiers };
  const rows = numberedRows(survivability);
  const regions = new Set(parts.map(({ region }) => region)).size;
  return `<section id="topology" aria-labelledby="topology-title">
<h2 id="topology-title">What there is</h2>
<p class="unseen" id="topology-words">${counted(parts.length, "part")} in ${counted(regions, "region")}, ${counted(topology.flows.length, "flow")} between them.</p>
<div class="breakers" role="group" aria-label="Break something">
<button type="button" class="failure whole" data-failure="" aria-pressed="true">Nothing broken</button>
${survivability.failures.map(({ failure, verdict }, number) => `<button type="button" class="failure" data-failure="${number}" aria-pressed="false"><span class="sign ${verdict}" aria-hidden="true">${SIGNS[verdict]}</span>${text(failure)}</button>`).join("\n")}
</div>
<figure class="topology">
${drawTopology(topology, numbers, { ...options, name: "wide", width: 1200, columns: 3 })}
${drawTopology(topology, numbers, { ...options, name: "narrow", width: 380, columns: 1 })}
</figure>
<p class="legend small"><span><i class="line traffic"></i> requests</span> <span><i class="line replication"></i> copies of data</span> <span><i class="key-gone"></i> gone</span></p>
<div class="aftermath" aria-live="polite">${rows.map(aftermath).join("\n")}</div>
<script type="application/json" id="failures">${inert(rows.map((row) => breakage(row, topology, numbers)))}</script>
</section>`;
}

/** What a failure leaves, tier by tier; the page's script shows the one that was chosen. */
function aftermath({ failure, cells }: FailureRow, number: number): string {
  const items = Object.entries(cells).map(([tier, cell]) => {
    const reasons = cell.outcomes
      .filter(({ verdict }) => verdict !== "survives")
      .map(({ because, fix }) => `${because}${fix === "" ? "" : `. Fix: ${fix}`}`);
    const why = reasons.map((reason) => `<span class="small why">${text(reason)}</span>`).join("");
    return `<li><span class="sign ${cell.verdict}" aria-hidden="true">${SIGNS[cell.verdict]}</span><b>${text(tierTitle(tier))}</b> <span>${cell.verdict === "lost" ? "lost: " : ""}${text(cell.text)}</span>${why}</li>`;
  });
  const list = items.length === 0 ? `<p>It touches nothing.</p>` : `<ul>${items.join("")}</ul>`;
  return `<div hidden data-aftermath="${number}"><h3>${text(failure)}: what is left</h3>${list}</div>`;
}

interface Breakage {
  readonly regions: readonly string[];
  readonly zones: readonly string[];
  /** By number of the part. */
  readonly parts: Readonly<Record<string, readonly [verdict: string, words: string]>>;
}

function breakage(
  { gone, cells }: FailureRow,
  { parts, flows }: TopologyEntry,
  numbers: ReadonlyMap<string, number>,
): Breakage {
  const isGone = new Set(parts.filter(({ region }) => gone.regions.includes(region)).map(({ urn }) => urn));
  const outcomes = Object.values(cells).flatMap((cell) => cell.outcomes);
  const becomes = outcomes.flatMap(({ urn, verdict }): readonly Becoming[] => {
    if (urn === undefined) return [];
    if (!isGone.has(urn)) return [[urn, verdict, GOES_ON[verdict]]];
    // What is lost with its region and still survives does so by its copies.
    return verdict === "survives"
      ? flows
          .filter(({ kind, from, to }) => kind === "replication" && from === urn && !isGone.has(to))
          .map(({ to }) => [to, verdict, "takes over"])
      : [];
  });
  const known = becomes.flatMap(([urn, verdict, words]) => {
    const number = numbers.get(urn);
    return number === undefined ? [] : [[number, [verdict, `${SIGNS[verdict]} ${words}`]] as const];
  });
  return { ...gone, parts: Object.fromEntries(known) };
}

type Becoming = readonly [urn: string, verdict: SurvivalVerdict, words: string];

const GOES_ON: Readonly<Record<SurvivalVerdict, string>> = {
  survives: "goes on",
  lost: "lost",
  unknown: "not known",
};

/** JSON that no text in it can end the element of. */
function inert(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
