import { z } from "zod";

import { stackRule } from "../../framework/rule";
import type { PolicyVerdict } from "../../framework/verdict";
import { fail, pass, unknown } from "../../framework/verdict";
import { analyse } from "../analyse";
import { type Declared, declaredBy } from "../declared";
import { grouped } from "../graph/grouped";
import { REGION_TAG, TIER_TAG } from "../graph/reader";
import type { Graph, GraphNode, Unjudged } from "../graph/types";
import { UNKNOWN_REGION } from "../graph/types";
import type { Model } from "../model/types";

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
  settings: z.strictObject({
    onUnjudged: z
      .enum(["advisory", "mandatory"])
      .default("advisory")
      .describe("what happens where a resource may serve or keep data, and nothing looks into it"),
  }),
  evaluate: (plan, { onUnjudged }) => {
    const { model } = analyse(plan);
    const { graph } = model;
    const verdicts = [
      ...undeclared(model, declaredBy(plan)),
      ...[...graph.nodes.values()].flatMap(judge),
      ...graph.unjudged.map((each) => unjudgedVerdict(each, onUnjudged)),
      ...tornApart(graph),
    ];
    return verdicts.length > 0 ? verdicts : pass;
  },
});

function unjudgedVerdict({ urn, name, type }: Unjudged, level: "advisory" | "mandatory"): PolicyVerdict {
  return level === "advisory"
    ? unknown(`what a failure leaves of ${name} (not judged: ${type})`, { urn })
    : fail(
        `not judged: what a failure leaves of ${name} (${type})`,
        "find out by hand and exempt it, or replace it by what this pack knows",
        { urn },
      );
}

function judge({ urn, name, tier, region, facts }: GraphNode): readonly PolicyVerdict[] {
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
    ...(tier !== undefined && region === UNKNOWN_REGION ? [unknown(`the region of ${name}`, { urn })] : []),
  ];
}

/** The stack output `regions` against the regions that the plan runs the application in, and answers with. */
function undeclared(model: Model, { regions, urn }: Declared): readonly PolicyVerdict[] {
  if (!regions) return [];
  const culprit = urn === undefined ? undefined : { urn };
  const runs = (name: string): boolean =>
    model.regions.get(name)?.services.some(({ tier }) => tier === "app") === true;
  const declared = regions.flatMap(({ name, role }): readonly PolicyVerdict[] => {
    if (!runs(name)) {
      return [
        fail(
          `the output regions names ${name}, where the plan runs no application`,
          `run it in ${name}, or take ${name} from the output`,
          culprit,
        ),
      ];
    }
    const planned = model.active.includes(name) ? "active" : "standby";
    if (role === planned) return [];
    return [
      fail(
        `the output regions calls ${name} ${role}, but by the DNS records it is ${planned}`,
        `make the records or the output of ${name} say the other`,
        culprit,
      ),
    ];
  });
  const known = new Set(regions.map(({ name }) => name));
  const missing = [...model.regions.keys()].filter(
    (name) => name !== UNKNOWN_REGION && runs(name) && !known.has(name),
  );
  return [
    ...declared,
    ...missing.map((name) =>
      fail(
        `the plan runs the application in ${name}, which the output regions does not name`,
        `add ${name} to the output`,
        culprit,
      ),
    ),
  ];
}

/** Nodes whose subnets belong to another region than they do: the plan contradicts itself. */
function tornApart({ nodes, edges }: Graph): readonly PolicyVerdict[] {
  const torn = edges.flatMap(({ kind, from, to }) => {
    const [node, holder] = [nodes.get(from), nodes.get(to)];
    if (kind !== "runsIn" || !node || !holder || node.region === holder.region) return [];
    return node.region === UNKNOWN_REGION || holder.region === UNKNOWN_REGION ? [] : [{ node, holder }];
  });
  return [...grouped(torn, ({ node }) => node.urn).values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const { node, holder } = first;
    const holders = all.map((each) => each.holder.name).join(", ");
    return [
      fail(
        `${node.name} is planned in ${node.region}, but runs in ${holders} of ${holder.region}`,
        "give both the same provider",
        { urn: node.urn },
      ),
    ];
  });
}
