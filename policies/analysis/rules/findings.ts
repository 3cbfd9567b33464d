import { fail, pass, unknown } from "../../framework/verdict";
import type { PolicyVerdict } from "../../framework/verdict";
import { grouped } from "../graph/grouped";
import type { Outcome } from "../scenarios/types";
import type { SurvivabilityRow } from "../survivability/types";

/** One verdict for each culprit, however many failures show it: the first says the arithmetic, the others are named. */
export function verdictsOf(
  rows: readonly SurvivabilityRow[],
  isJudged: (outcome: Outcome) => boolean = () => true,
): readonly PolicyVerdict[] {
  const seen = rows.flatMap(({ failure, cells }) =>
    [...cells.values()]
      .flatMap(({ outcomes }) => outcomes)
      .filter((outcome) => outcome.verdict !== "survives" && isJudged(outcome))
      .map((outcome) => ({ failure, outcome })),
  );
  // What is lost for sure is said as that, even where another failure leaves it open.
  const verdicts = [
    ...grouped(seen, ({ outcome }) => `${outcome.tier} ${outcome.urn ?? outcome.name}`).values(),
  ].map((all): PolicyVerdict => {
    const lost = all.filter(({ outcome }) => outcome.verdict === "lost");
    const told = lost.length > 0 ? lost : all;
    const [first] = told;
    if (!first) return pass;
    const { outcome, failure } = first;
    const culprit = outcome.urn === undefined ? undefined : { urn: outcome.urn };
    if (outcome.verdict === "unknown") return unknown(outcome.because, culprit);
    const others = told.slice(1).map((each) => each.failure.label);
    const same = others.length > 0 ? ` (the same holds for ${others.join(", ")})` : "";
    return fail(`${failure.event}: ${outcome.because}${same}`, outcome.fix, culprit);
  });
  return verdicts.length > 0 ? verdicts : [pass];
}
