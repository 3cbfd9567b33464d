/** The tables of a report as plain text, before any format: what the terminal and Markdown both show. */
import type { Analysis } from "../analyse";
import { grouped } from "../graph/grouped";
import type { ServiceTier, Unjudged } from "../graph/types";
import { describeSum } from "../prediction/terms";
import type { Prediction } from "../prediction/types";
import type { Survivability, SurvivabilityRow } from "../survivability/types";

export interface ReportTable {
  readonly about: "unjudged" | "survival" | "recovery" | "pairs";
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Sentences below the table. */
  readonly notes: readonly string[];
}

const TITLES: Readonly<Record<ServiceTier, string>> = {
  dns: "DNS",
  "load-balancer": "load balancer",
  app: "application",
  cache: "cache",
  database: "database",
  "object-store": "object store",
  egress: "egress",
  secrets: "secrets",
};

/** Whether cells name the culprits, or leave that to the sentences below. */
export type Detail = "culprits" | "brief";

/** Everything that a report shows, in reading order. Tables without rows are left out. */
export function tablesOf(
  { survivability, predictions, model }: Analysis,
  detail: Detail,
): readonly ReportTable[] {
  const { rows, pairs, tiers } = survivability;
  return [
    unjudgedTable(model.graph.unjudged),
    survivalTable("survival", rows, tiers, detail),
    predictionTable(predictions, survivability),
    survivalTable("pairs", pairs, tiers, detail),
  ].filter((table) => table.rows.length > 0);
}

/** First of all: what the tables below say nothing about. */
function unjudgedTable(unjudged: readonly Unjudged[]): ReportTable {
  return {
    about: "unjudged",
    title: `Not judged: ${unjudged.length} ${unjudged.length === 1 ? "resource" : "resources"}`,
    head: ["resource", "type"],
    rows: unjudged.map(({ name, type }) => [name, type]),
    notes: [],
  };
}

function survivalTable(
  about: "survival" | "pairs",
  rows: readonly SurvivabilityRow[],
  tiers: readonly ServiceTier[],
  detail: Detail,
): ReportTable {
  const merged = mergeRows(rows);
  const reasons = merged.filter(({ row }) => row.judged).flatMap(({ row }) => reasonsOf(row));
  const free = rows.some(({ judged, failure }) => !judged && failure.kind === "region");
  return {
    about,
    title: about === "survival" ? "What survives" : "Two failures at once (not judged)",
    head: ["failure", ...tiers.map((tier) => TITLES[tier])],
    rows: merged.map(({ row, label }) => [label, ...tiers.map((tier) => textOf(row, tier, detail))]),
    notes: [
      ...reasons,
      ...(free
        ? ["The program claims no second region, so the loss of its region is shown and not judged."]
        : []),
    ],
  };
}

/** Failures of one family that leave the same are one line. */
function mergeRows(
  rows: readonly SurvivabilityRow[],
): readonly { readonly row: SurvivabilityRow; readonly label: string }[] {
  const families = grouped(rows, ({ failure }) => failure.family);
  const alike = ({ failure, cells }: SurvivabilityRow): string =>
    JSON.stringify([failure.family, [...cells].map(([tier, { text, verdict }]) => [tier, verdict, text])]);
  return [...grouped(rows, alike).values()].flatMap((members) => {
    const [row] = members;
    if (!row) return [];
    const { family } = row.failure;
    const whole = families.get(family)?.length === members.length;
    return [{ row, label: whole ? family : labelOf(members) }];
  });
}

/** `zones us-east-1b, us-east-1c`. */
function labelOf(rows: readonly SurvivabilityRow[]): string {
  const labels = rows.map(({ failure }) => failure.label);
  const zones = labels.map((label) => label.replace(/^zone /, ""));
  const plain = rows.length > 1 && rows.every(({ failure }) => failure.kind === "zone");
  return plain ? `zones ${zones.join(", ")}` : labels.join(", ");
}

function textOf({ cells, judged, failure }: SurvivabilityRow, tier: ServiceTier, detail: Detail): string {
  const cell = cells.get(tier);
  if (!cell) return "–";
  const { verdict, text, brief } = cell;
  if (verdict === "survives") return text;
  // What was not promised needs no culprit.
  if (!judged && failure.kind !== "pair") return verdict === "lost" ? "LOST" : "unknown";
  if (verdict === "unknown") return detail === "brief" ? "unknown" : `unknown: ${text}`;
  return `LOST ${detail === "brief" ? brief : text}`;
}

function reasonsOf({ cells, failure }: SurvivabilityRow): readonly string[] {
  return [...cells.values()]
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ verdict }) => verdict !== "survives")
    .map(({ verdict, because, fix }) =>
      verdict === "lost"
        ? `${capital(failure.event)}: ${because}. Fix: ${fix}.`
        : `${capital(failure.event)}: not known before deployment: ${because}.`,
    );
}

/** Tiers of which nothing recovers by itself: they are there, or they are lost. */
const UNTIMED: readonly ServiceTier[] = ["egress", "secrets"];

function predictionTable(
  predictions: readonly Prediction[],
  { tiers, rows }: Pick<Survivability, "tiers" | "rows">,
): ReportTable {
  const groups = [...grouped(predictions, ({ label }) => label)];
  const byLabel = grouped(
    rows.filter(({ judged }) => judged),
    ({ failure }) => (failure.kind === "zone" ? `a zone of ${failure.region}` : failure.label),
  );
  // What does not recover has no prediction, and must not look as if nothing were lost.
  const without = (label: string, tier: ServiceTier): string => {
    const verdicts = (byLabel.get(label) ?? []).map(({ cells }) => cells.get(tier)?.verdict);
    return verdicts.includes("lost") ? "LOST" : verdicts.includes("unknown") ? "unknown" : "–";
  };
  const used = tiers.filter(
    (tier) =>
      predictions.some((prediction) => prediction.tier === tier) ||
      (!UNTIMED.includes(tier) && groups.some(([label]) => without(label, tier) !== "–")),
  );
  return {
    about: "recovery",
    title: "Predicted recovery (until it serves / writes that may be lost)",
    head: ["failure", ...used.map((tier) => TITLES[tier])],
    rows: groups.map(([label, all]) => [
      label,
      ...used.map((tier) => {
        const prediction = all.find((each) => each.tier === tier);
        return prediction ? predicted(prediction) : without(label, tier);
      }),
    ]),
    notes: groups.flatMap(([label, all]) => slowestOf(label, all)),
  };
}

function predicted(prediction: Prediction): string {
  const { recoveryTimeSeconds, recoveryPointSeconds, unbounded, verdict, kind, tier } = prediction;
  const time = recoveryTimeSeconds === undefined || unbounded ? "no bound" : `${recoveryTimeSeconds} s`;
  const keeps = tier === "database" || tier === "object-store";
  const loss =
    recoveryPointSeconds !== undefined
      ? ` / ${recoveryPointSeconds} s`
      : keeps && kind === "region"
        ? " / no bound"
        : "";
  return `${verdict === "broken" ? "LATE " : ""}${time}${loss}`;
}

/** What the slowest tier of a failure waits for. */
function slowestOf(label: string, predictions: readonly Prediction[]): readonly string[] {
  const [slowest] = [...predictions].sort(
    (one, other) => (other.recoveryTimeSeconds ?? Infinity) - (one.recoveryTimeSeconds ?? Infinity),
  );
  if (!slowest || slowest.terms.length === 0) return [];
  const { tier, terms, objective, recoveryTimeSeconds, unbounded } = slowest;
  const bound = unbounded
    ? unbounded.found
    : `${recoveryTimeSeconds ?? 0} s of ${objective.recoveryTimeSeconds} s allowed`;
  return [`${capital(label)}: slowest is ${TITLES[tier]}, ${bound}: ${describeSum(terms)}.`];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
