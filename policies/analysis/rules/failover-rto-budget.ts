import { stackRule } from "../../framework/rule";
import type { PolicyVerdict } from "../../framework/verdict";
import { fail, pass, unknown } from "../../framework/verdict";
import { analyse } from "../analyse";
import { grouped } from "../graph/grouped";
import { keepsData } from "../prediction/predict";
import { describeSum, longestOf } from "../prediction/terms";
import type { Prediction, Term, Unbounded } from "../prediction/types";
import { analysisSettings } from "../settings";

export const failoverRtoBudget = stackRule({
  id: "failover-rto-budget",
  title: "The predicted recovery of each tier keeps its objectives for time and for data",
  group: "failover",
  severity: "high",
  level: "mandatory",
  types: [],
  rationale:
    "Detection, DNS, connections that clients keep, and the mode of the database add up; the sum is known before anything is deployed",
  link: "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
  remediation: "Shorten the dominant term, or declare an objective that the design can keep",
  matches: { wellArchitected: ["REL13-BP01", "REL13-BP02"] },
  settings: analysisSettings,
  evaluate: (plan, settings) => {
    const { predictions } = analyse(plan, settings);
    const verdicts = [...grouped(predictions, ({ label }) => label).values()].flatMap(judge);
    return verdicts.length > 0 ? verdicts : pass;
  },
});

/** What is said of one failure: a bound that is missing once, what is late by what makes it late, what loses data. */
function judge(predictions: readonly Prediction[]): readonly PolicyVerdict[] {
  const endless = grouped(
    predictions.flatMap(({ unbounded, label }) => (unbounded ? [{ ...unbounded, label }] : [])),
    ({ found }) => found,
  );
  const late = predictions.filter(isLate);
  return [
    ...[...endless.values()].flatMap(([first]) => (first ? [endlessVerdict(first)] : [])),
    ...[...grouped(late, ({ terms }) => dominant(terms)?.name).values()].flatMap(lateVerdict),
    ...predictions.flatMap(lossVerdict),
  ];
}

function isLate({ recoveryTimeSeconds, objective }: Prediction): boolean {
  return recoveryTimeSeconds !== undefined && recoveryTimeSeconds > objective.recoveryTimeSeconds;
}

function endlessVerdict({
  found,
  fix,
  urn,
  sure,
  label,
}: Unbounded & { readonly label: string }): PolicyVerdict {
  const culprit = urn === undefined ? undefined : { urn };
  return sure ? fail(`losing ${label}: ${found}`, fix, culprit) : unknown(found, culprit);
}

/** Several tiers that wait for the same thing are said once, with the slowest. */
function lateVerdict(predictions: readonly Prediction[]): readonly PolicyVerdict[] {
  const excess = ({ recoveryTimeSeconds = 0, objective }: Prediction): number =>
    recoveryTimeSeconds - objective.recoveryTimeSeconds;
  const [worst, ...others] = [...predictions].sort((one, other) => excess(other) - excess(one));
  const longest = worst && dominant(worst.terms);
  if (!worst || !longest) return [];
  const { label, tier, terms, recoveryTimeSeconds = 0, objective } = worst;
  const also = others.length > 0 ? `, as do ${others.map((other) => other.tier).join(", ")}` : "";
  const urn = longest.urn ?? worst.urn;
  return [
    fail(
      `losing ${label}: ${tier} needs ${recoveryTimeSeconds} s of ${objective.recoveryTimeSeconds} s allowed${also}: ${describeSum(terms)}; most of it is ${longest.name}`,
      `shorten ${longest.name} by ${excess(worst)} s or more`,
      urn === undefined ? undefined : { urn },
    ),
  ];
}

function lossVerdict(prediction: Prediction): readonly PolicyVerdict[] {
  const { kind, label, tier, lag, recoveryPointSeconds, objective, urn } = prediction;
  const culprit = urn === undefined ? undefined : { urn };
  if (kind === "region" && keepsData(tier) && lag === undefined) {
    return [
      unknown(`how much of ${tier} is lost with ${label} (it is replicated without a time limit)`, culprit),
    ];
  }
  if (!lag || recoveryPointSeconds === undefined || recoveryPointSeconds <= objective.recoveryPointSeconds)
    return [];
  return [
    fail(
      `losing ${label}: ${tier} may lose ${recoveryPointSeconds} s of writes of ${objective.recoveryPointSeconds} s allowed: ${describeSum([lag])}`,
      "replicate with a tighter bound, or declare the loss that is acceptable",
      culprit,
    ),
  ];
}

function dominant(terms: readonly Term[]): Term | undefined {
  return longestOf(terms)[0];
}
