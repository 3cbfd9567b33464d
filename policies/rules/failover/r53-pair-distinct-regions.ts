import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { failoverSets, regionsBehind } from "../shared/failover";
import { RECORD } from "../../resources";

export const r53PairDistinctRegions = stackRule({
  id: "r53-pair-distinct-regions",
  title: "The answers of a failover lie in different regions",
  group: "failover",
  severity: "critical",
  level: "mandatory",
  types: RECORD,
  rationale:
    "When primary and secondary stand in one region, losing it loses both, and the failover changes nothing.",
  link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html",
  remediation: "Point the secondary at another region's load balancer.",
  matches: { wellArchitected: ["REL10-BP01", "REL11-BP02"] },
  evaluate: (plan) =>
    failoverSets(plan)
      .filter(({ members }) => members.length > 1)
      .map(({ name, members }) => {
        const behind = members.map(({ record }) => ({ record, regions: regionsBehind(plan, record) }));
        const all = new Set(behind.flatMap(({ regions }) => regions));
        if (all.size > 1) return pass;
        const open = behind.find(({ regions }) => regions.length === 0);
        const last = behind.at(-1)?.record;
        return open !== undefined
          ? unknown(`the region that it sends ${name} to`, open.record)
          : fail(
              `all answers of ${name} lie in ${[...all].join()}`,
              "point one of them to another region",
              last,
            );
      }),
});
