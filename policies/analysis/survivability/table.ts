import { TIERS } from "../graph/types";
import { grouped } from "../graph/grouped";
import type { Model } from "../model/types";
import { evaluate } from "../scenarios/evaluate";
import { pairedFailures, singleFailures } from "../scenarios/failures";
import type { FailureScenario, Outcome } from "../scenarios/types";
import type { Cell, SurvivabilityRow, Survivability } from "./types";

const SEVERITY = { lost: 0, unknown: 1, survives: 2 } as const;

/** Tries every failure on the model. */
export function survivabilityOf(model: Model, claimsRegions: boolean): Survivability {
  const rows = singleFailures(model).map((failure) =>
    rowOf(model, failure, failure.kind !== "region" || claimsRegions),
  );
  const pairs = pairedFailures(model).map((failure) => rowOf(model, failure, false));
  const present = new Set(rows.flatMap(({ cells }) => [...cells.keys()]));
  return { tiers: TIERS.filter((tier) => present.has(tier)), rows, pairs };
}

function rowOf(model: Model, failure: FailureScenario, judged: boolean): SurvivabilityRow {
  const cells = new Map(
    [...grouped(evaluate(model, failure), ({ tier }) => tier)].map(([tier, outcomes]) => [
      tier,
      cellOf(outcomes),
    ]),
  );
  return { failure, judged, verdict: worst([...cells.values()].map(({ verdict }) => verdict)), cells };
}

function cellOf(outcomes: readonly Outcome[]): Cell {
  const sorted = [...outcomes].sort(
    (one, other) =>
      SEVERITY[one.verdict] - SEVERITY[other.verdict] ||
      margin(one) - margin(other) ||
      // Of what is equally tight, people ask for what serves, and then for the nodes that it runs on.
      Number(one.unit === "node") - Number(other.unit === "node"),
  );
  const verdict = worst(outcomes.map((outcome) => outcome.verdict));
  const [shown] = sorted;
  const brief = shown?.cell ?? "";
  const text =
    verdict === "survives"
      ? brief
      : verdict === "unknown"
        ? (shown?.name ?? "")
        : `${shown?.name ?? ""}: ${brief}`;
  return { verdict, text, brief, outcomes: sorted };
}

/** How far what is left is from what is needed: of several that survive, the tightest is shown. */
function margin({ left, needed }: Outcome): number {
  return left === undefined || needed === undefined ? Number.POSITIVE_INFINITY : left.min - needed;
}

function worst(verdicts: readonly Outcome["verdict"][]): Outcome["verdict"] {
  if (verdicts.includes("lost")) return "lost";
  return verdicts.includes("unknown") ? "unknown" : "survives";
}
