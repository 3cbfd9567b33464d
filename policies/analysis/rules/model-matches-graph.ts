import type { Plan } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import type { Verdict } from "../../framework/verdict";
import { fail, pass, unknown } from "../../framework/verdict";
import { analyse } from "../analyse";
import { REGION_TAG, TIER_TAG } from "../graph/reader";
import type { Node } from "../graph/types";
import { NOWHERE } from "../graph/types";

export const modelMatchesGraph = stackRule({
  id: "model-matches-graph",
  title: "What the program says about itself agrees with its plan, and all of it can be placed",
  group: "failure-analysis",
  severity: "medium",
  level: "mandatory",
  types: [],
  rationale:
    "Drills and people find things by tags: a resource tagged with another region is shaken, or spared, by mistake; and what the analysis cannot place it cannot vouch for",
  link: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  remediation: "Let the tags say the region and the tier that the resource is planned in",
  matches: {},
  evaluate: (plan) => {
    const { graph } = analyse(plan).model;
    const verdicts = [
      ...[...graph.nodes.values()].flatMap(judge),
      ...graph.unmodelled.map(({ urn, type }) =>
        unknown(`what a failure leaves of ${plan.byUrn(urn)?.name ?? urn} (${type} is not modelled)`, {
          urn,
        }),
      ),
      ...tornApart(plan),
    ];
    return verdicts.length > 0 ? verdicts : pass;
  },
});

function judge({ urn, name, tier, region, facts }: Node): readonly Verdict[] {
  const { claimedRegion, claimedTier } = facts;
  return [
    ...(claimedRegion !== undefined && claimedRegion !== region && tier !== "dns"
      ? [
          fail(
            `the tag ${REGION_TAG} of ${name} is ${claimedRegion}, but it is planned in ${region}`,
            `set it to ${region}`,
            { urn },
          ),
        ]
      : []),
    ...(claimedTier !== undefined && tier !== undefined && claimedTier !== tier
      ? [
          fail(
            `the tag ${TIER_TAG} of ${name} is ${claimedTier}, but it serves as ${tier}`,
            `set it to ${tier}`,
            { urn },
          ),
        ]
      : []),
    ...(tier !== undefined && region === NOWHERE ? [unknown(`the region of ${name}`, { urn })] : []),
  ];
}

/** Nodes whose subnets belong to another region than they do: the plan contradicts itself. */
function tornApart(plan: Plan): readonly Verdict[] {
  const { graph } = analyse(plan).model;
  return graph.edges.flatMap(({ kind, from, to }): readonly Verdict[] => {
    const [node, holder] = [graph.nodes.get(from), graph.nodes.get(to)];
    if (kind !== "runsIn" || !node || !holder) return [];
    if (node.region === holder.region || node.region === NOWHERE || holder.region === NOWHERE) return [];
    return [
      fail(
        `${node.name} is planned in ${node.region}, but runs in ${holder.name} of ${holder.region}`,
        `give both the same provider`,
        { urn: node.urn },
      ),
    ];
  });
}
