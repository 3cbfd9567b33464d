import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { failoverSets } from "../shared/failover";
import { spansRegions } from "../shared/regions";
import { RECORD } from "../../resources";

export const r53FailoverPair = stackRule({
  id: "r53-failover-pair",
  title: "A name that fails over has another answer to fail over to",
  group: "failover",
  severity: "critical",
  level: "mandatory",
  types: RECORD,
  rationale:
    "A primary without a secondary has nowhere to fail over to: Route 53 keeps giving the dead answer.",
  link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html",
  remediation: "Make one PRIMARY and one SECONDARY record of the same name and type, or one for each region.",
  matches: {
    wellArchitected: ["REL11-BP02"],
    trustedAdvisor: ["Amazon Route 53 Failover Resource Record Sets"],
  },
  evaluate: (plan) =>
    failoverSets(plan).map(({ name, routing, members }) => {
      const [first] = members;
      if (routing !== "failover") {
        return members.length > 1 || !spansRegions(plan)
          ? pass
          : fail(`${name} has a single answer by ${routing}`, "make one for each region", first?.record);
      }
      if (members.some(({ role }) => role === undefined))
        return unknown(`the role of each record of ${name}`, first?.record);
      const count = (wanted: string): number => members.filter(({ role }) => role === wanted).length;
      const [primaries, secondaries] = [count("PRIMARY"), count("SECONDARY")];
      return primaries === 1 && secondaries === 1
        ? pass
        : fail(
            `${name} has ${primaries} PRIMARY and ${secondaries} SECONDARY`,
            "make one of each, to different regions",
            first?.record,
          );
    }),
});
