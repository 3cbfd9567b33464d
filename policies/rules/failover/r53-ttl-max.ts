import { z } from "zod";

import { resourceRule } from "../../framework/rule";
import { atMost } from "../shared/bounds";
import { RECORD } from "../../resources";

const POLICIES = [
  "failoverRoutingPolicies",
  "weightedRoutingPolicies",
  "latencyRoutingPolicies",
  "geolocationRoutingPolicies",
  "geoproximityRoutingPolicy",
  "cidrRoutingPolicy",
  "multivalueAnswerRoutingPolicy",
];

export const r53TtlMax = resourceRule({
  id: "r53-ttl-max",
  title: "An answer that may move is not remembered for long",
  group: "failover",
  severity: "medium",
  level: "advisory",
  types: RECORD,
  rationale: "Resolvers give the old answer until its TTL is over: it adds to every failover's time.",
  link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html",
  remediation: "Lower ttl, or use an alias, which is remembered for 60 s.",
  matches: { trustedAdvisor: ["Amazon Route 53 High TTL Resource Record Sets"] },
  settings: z.strictObject({
    seconds: z.int().min(1).default(60).describe("seconds that an answer is remembered, at most"),
  }),
  evaluate: ({ inputs }, { seconds }) => {
    const moves = POLICIES.some((policy) => inputs.at(policy).state !== "absent");
    // An alias has no TTL of its own.
    return moves ? atMost(inputs.at("ttl").number(), seconds, { otherwise: 0, unit: "s" }) : [];
  },
});
