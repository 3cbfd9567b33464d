/** When traffic that follows a switch begins to move: once an alarm rings, or once somebody operates it. */
import type { CheckTiming, GraphNode, SwitchPlanFacts } from "../graph/types";
import type { Model } from "../model/types";
import { SOURCES } from "./figures";
import { longestOf } from "./terms";
import type { Term } from "./types";

export interface RecoveryStart {
  readonly byCommand: boolean;
  readonly plan: SwitchPlanFacts | undefined;
  readonly terms: readonly Term[];
}

/**
 * How what a record depends on is switched off when `region` is lost: by a plan of Region switch, by a routing control, by an
 * alarm outside the region, or by what is made there for an inverted check to find. Undefined for a check that finds out by itself, and where the plan does not say.
 */
export function startsOf(model: Model, urn: string | undefined, region: string): RecoveryStart | undefined {
  const node = urn === undefined ? undefined : model.graph.nodes.get(urn);
  if (!node) return undefined;
  const { switchPlan: plan, healthCheck } = node.facts;
  if (plan) {
    const alarms = askedBy(model, node.urn).filter((alarm) => alarm.region !== region);
    const terms = plan.isTriggered ? longestOf(alarms.flatMap(ringing)) : [];
    return { byCommand: terms.length === 0, plan, terms };
  }
  if (healthCheck?.kind === "routing-control") return { byCommand: true, plan: undefined, terms: [] };
  const asked = askedBy(model, node.urn);
  const isInverted = healthCheck?.kind === "endpoint" && healthCheck.inverted === "yes";
  if (isInverted && asked.length > 0 && asked.every((target) => target.region !== region)) {
    return { byCommand: true, plan: undefined, terms: heard(node) };
  }
  const alarms = alarmsBelow(model, node.urn).filter((alarm) => alarm.region !== region);
  const terms = longestOf(alarms.flatMap(ringing));
  if (terms.length === 0) return undefined;
  return { byCommand: alarms.some(({ facts }) => facts.rings === "by-hand"), plan: undefined, terms };
}

/** The alarms that a check follows, directly or through what it is calculated from. */
function alarmsBelow(model: Model, urn: string, seen: ReadonlySet<string> = new Set()): readonly GraphNode[] {
  if (seen.has(urn)) return [];
  const deeper = new Set([...seen, urn]);
  return askedBy(model, urn).flatMap((asked) =>
    asked.facts.rings !== undefined
      ? [asked]
      : asked.facts.healthCheck
        ? alarmsBelow(model, asked.urn, deeper)
        : [],
  );
}

function askedBy({ graph }: Model, urn: string): readonly GraphNode[] {
  return graph.edges
    .filter(({ kind, from }) => kind === "checks" && from === urn)
    .flatMap(({ to }) => graph.nodes.get(to) ?? []);
}

function ringing({ urn, facts: { check, rings } }: GraphNode): readonly Term[] {
  const name = rings === "by-hand" ? "the switch is heard" : "detection by an alarm";
  return checking(name, urn, check);
}

function heard({ urn, facts: { check } }: GraphNode): readonly Term[] {
  return checking("the switch is heard", urn, check);
}

function checking(name: string, urn: string, check: CheckTiming | undefined): readonly Term[] {
  if (!check) return [];
  const { intervalSeconds, threshold } = check;
  return [
    {
      name,
      detail: `${intervalSeconds} s × ${threshold}`,
      seconds: intervalSeconds * threshold,
      basis: "planned",
      source: SOURCES.alarm,
      urn,
    },
  ];
}
