import { z } from "zod";

import { stackRule } from "../../framework/rule";
import { pass } from "../../framework/verdict";
import { analyse } from "../analyse";
import { neededShare, regions } from "../settings";
import { verdictsOf } from "./findings";

export const regionLossSurvivable = stackRule({
  id: "region-loss-survivable",
  title: "A program that claims several regions survives the loss of any one of them",
  group: "failure-analysis",
  severity: "critical",
  level: "mandatory",
  types: [],
  rationale:
    "A second region helps only when clients are sent there, it has the capacity, a copy of the data, and what opens it",
  link: "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/multi-region-services.html",
  remediation:
    "Answer with a health-checked record of another region, keep capacity and a usable copy of each dataset there, and replicate secrets",
  matches: { wellArchitected: ["REL10-BP01", "REL13-BP02"] },
  settings: z.strictObject({ neededShare, regions }),
  evaluate: (plan, settings) => {
    const { survivability, claimsRegions } = analyse(plan, settings);
    if (!claimsRegions) return pass;
    return verdictsOf(survivability.rows.filter(({ failure }) => failure.kind === "region"));
  },
});
