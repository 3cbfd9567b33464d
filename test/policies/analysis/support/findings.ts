/** What the rules of the analysis say of a program, one line for each finding. */
import { analysisRules } from "../../../../policies/analysis/rules";
import { list } from "../../../../policies/framework/verdict";
import type { Fixture } from "../../support/fixture";
import { previewOf } from "./plan";

/**
 * `rule | culprit | what was found | fix`, or `rule | culprit | ? what is unknown`.
 * @param configuration settings by rule, as `--policy-pack-config` has them.
 */
export function findingsOf(
  fixtures: readonly Fixture[],
  configuration: Readonly<Record<string, object>> = {},
): readonly string[] {
  const plan = previewOf(fixtures);
  return analysisRules.flatMap((rule) =>
    list(rule.evaluate(plan, configuration[rule.id])).flatMap((verdict) => {
      if (verdict.kind === "pass") return [];
      const culprit =
        verdict.urn === undefined ? "the stack" : (plan.byUrn(verdict.urn)?.name ?? verdict.urn);
      return verdict.kind === "fail"
        ? [`${rule.id} | ${culprit} | ${verdict.found} | ${verdict.fix}`]
        : [`${rule.id} | ${culprit} | ? ${verdict.what}`];
    }),
  );
}
