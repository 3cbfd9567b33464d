/** What each failure is predicted to cost, from the planned properties and the table of figures. */
import { grouped } from "../graph/grouped";
import type { ServiceTier, SwitchPlanFacts } from "../graph/types";
import type { Model } from "../model/types";
import type { Outcome } from "../scenarios/types";
import type { AnalysisSettings, Assumptions } from "../settings";
import type { SurvivabilityRow, Survivability } from "../survivability/types";
import {
  ALIAS_TTL,
  COPIES,
  type CopyFigures,
  NODE_GRACE,
  REGION_SWITCH_START,
  SOURCES,
  TAKEOVERS,
} from "./figures";
import type { Move } from "./moving";
import { moveAway } from "./moving";
import { termOf, total } from "./terms";
import type { Prediction, Term, Unbounded } from "./types";

/** Nothing of these recovers by itself: they are there, or they are lost. */
const UNTIMED: ReadonlySet<ServiceTier> = new Set(["egress", "secrets"]);

interface Cost {
  readonly terms: readonly Term[];
  readonly lag?: Term | undefined;
  readonly unbounded?: Unbounded | undefined;
}

/** Predictions for every tier that survives; what does not survive is the affair of other rules. */
export function predict(
  model: Model,
  { rows }: Pick<Survivability, "rows">,
  { objectives, assumptions }: AnalysisSettings,
): readonly Prediction[] {
  const timed = rows.filter(
    ({ failure, judged }) => judged && failure.kind !== "drain" && failure.kind !== "pair",
  );
  const groups = grouped(timed, ({ failure }) => `${failure.region} ${failure.kind}`);
  return [...groups.values()].flatMap((group) => {
    const [row] = group;
    const kind = row?.failure.kind;
    if (!row || (kind !== "node" && kind !== "zone" && kind !== "region")) return [];
    const { region } = row.failure;
    if (kind === "region" && !model.active.includes(region)) return [];
    const move = kind === "region" ? moveAway(model, region) : undefined;
    return [...survivors(group)]
      .filter(([tier]) => !UNTIMED.has(tier))
      .map(([tier, outcomes]): Prediction => {
        const costs = outcomes.map((outcome) =>
          kind === "region" ? regionCost(outcome, move, assumptions) : localCost(outcome, kind),
        );
        const { [kind]: objective } = objectives;
        return sumUp(costs, {
          kind,
          region,
          label: kind === "zone" ? `a zone of ${region}` : row.failure.label,
          tier,
          objective: { ...objective, ...objective.tiers[tier] },
          urn: outcomes[0]?.urn,
        });
      });
  });
}

/** Outcomes by tier, of tiers that survive every row of a group; the zones of a region cost the same. */
function survivors(rows: readonly SurvivabilityRow[]): ReadonlyMap<ServiceTier, readonly Outcome[]> {
  const tiers = new Map<ServiceTier, readonly Outcome[]>();
  for (const { cells } of rows) {
    for (const [tier, { outcomes }] of cells) if (!tiers.has(tier)) tiers.set(tier, outcomes);
  }
  for (const { cells } of rows) {
    for (const [tier, { verdict }] of cells) if (verdict !== "survives") tiers.delete(tier);
  }
  return tiers;
}

/** Inside a region: the load balancer notices, or the store fails over. */
function localCost({ tier, takeover, unit, detectionSeconds }: Outcome, kind: "node" | "zone"): Cost {
  const figure = takeover === undefined ? undefined : TAKEOVERS[takeover];
  if (figure) return { terms: [termOf(figure)] };
  if (tier === "load-balancer" && kind === "zone") return { terms: [termOf(ALIAS_TTL)] };
  if (tier !== "app") return { terms: [] };
  if (unit === "pod") return { terms: [termOf(NODE_GRACE)] };
  if (detectionSeconds === undefined) return { terms: [] };
  const name = "detection by the load balancer";
  const detail = "interval × unhealthyThreshold";
  return {
    terms: [{ name, detail, seconds: detectionSeconds, basis: "planned", source: SOURCES.targetCheck }],
  };
}

/** Between regions: clients move, and data follows. Conservatively one after the other, but for a plan that does both at once. */
function regionCost({ takeover }: Outcome, move: Move | undefined, assumptions: Assumptions): Cost {
  const copy = takeover === undefined ? undefined : COPIES[takeover];
  const own = takeover === "rds-promotion";
  const promotion = copy?.takeover
    ? [termOf(copy.takeover, own ? assumptions.promotionSeconds : undefined)]
    : [];
  return {
    terms: [
      ...untilItMoves(move, assumptions),
      ...(move?.plan && takeover !== undefined
        ? orchestrated(move, move.plan, { takeover, promotion }, assumptions)
        : [...(move?.leaves ?? []), ...decisionToPromote(copy, move, assumptions), ...promotion]),
    ],
    unbounded: move?.unbounded,
    lag: copy?.lag && termOf(copy.lag, own ? assumptions.replicationLagSeconds : undefined),
  };
}

/** What notices the loss and begins to move clients; a person's decision, where none does by itself. */
function untilItMoves(move: Move | undefined, assumptions: Assumptions): readonly Term[] {
  if (!move) return [];
  return [
    ...(move.byCommand ? [decision("decision to switch", assumptions)] : []),
    ...move.begins,
    ...(move.plan ? [termOf(REGION_SWITCH_START, assumptions.regionSwitchStartSeconds)] : []),
  ];
}

/** Who decided to switch decided to promote. */
function decisionToPromote(
  copy: CopyFigures | undefined,
  move: Move | undefined,
  assumptions: Assumptions,
): readonly Term[] {
  return copy?.byCommand === true && move?.byCommand !== true
    ? [decision("decision to promote", assumptions)]
    : [];
}

function decision(name: string, { promotionDecisionSeconds: seconds }: Assumptions): Term {
  return { name, seconds, basis: "assumed", source: SOURCES.decision };
}

/** The blocks of Region switch that make a copy take writes. */
const PROMOTING: Readonly<Record<string, string>> = {
  "rds-promotion": "RdsPromoteReadReplica",
  "aurora-global": "AuroraGlobalDatabase",
  "elasticache-global": "CustomActionLambda",
};

/** A plan promotes and moves clients: side by side, unless the promotion is a stage of its own before the move. */
function orchestrated(
  { leaves, byCommand }: Move,
  { stages }: SwitchPlanFacts,
  { takeover, promotion }: { readonly takeover: string; readonly promotion: readonly Term[] },
  assumptions: Assumptions,
): readonly Term[] {
  const stageOf = (block: string | undefined): number =>
    stages.findIndex((blocks) => blocks.includes(block ?? ""));
  const [promotes, moves] = [stageOf(PROMOTING[takeover]), stageOf("Route53HealthCheck")];
  if (promotion.length === 0 || total(promotion) === 0) return leaves;
  if (promotes < 0) {
    return [...leaves, ...(byCommand ? [] : [decision("decision to promote", assumptions)]), ...promotion];
  }
  if (promotes < moves) return [...promotion, ...leaves];
  return total(promotion) > total(leaves) ? promotion : leaves;
}

function sumUp(
  costs: readonly Cost[],
  about: Pick<Prediction, "kind" | "region" | "label" | "tier" | "objective" | "urn">,
): Prediction {
  // The services of a tier recover side by side: the slowest counts.
  const [slowest] = [...costs].sort((one, other) => total(other.terms) - total(one.terms));
  const unbounded = costs.find((cost) => cost.unbounded)?.unbounded;
  const [lag] = costs.flatMap((cost) => cost.lag ?? []).sort((one, other) => other.seconds - one.seconds);
  const terms = slowest?.terms ?? [];
  const recoveryTimeSeconds = unbounded ? undefined : total(terms);
  const recoveryPointSeconds = about.kind === "region" ? lag?.seconds : keepsData(about.tier) ? 0 : undefined;
  const late = recoveryTimeSeconds !== undefined && recoveryTimeSeconds > about.objective.recoveryTimeSeconds;
  const lossy =
    recoveryPointSeconds !== undefined && recoveryPointSeconds > about.objective.recoveryPointSeconds;
  const broken = late || lossy || unbounded?.sure === true;
  const unsaid = about.kind === "region" && keepsData(about.tier) && lag === undefined;
  return {
    ...about,
    terms,
    recoveryTimeSeconds,
    recoveryPointSeconds,
    lag,
    unbounded,
    verdict: broken ? "broken" : unbounded || unsaid ? "unknown" : "kept",
  };
}

/** Whether a loss of data can be told of a tier at all; a cache may be empty. */
export function keepsData(tier: ServiceTier): boolean {
  return tier === "database" || tier === "object-store";
}
