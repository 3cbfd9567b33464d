import { z } from "zod";

import { stackRule } from "../../framework/rule";
import { analyse } from "../analyse";
import { neededShare } from "../settings";
import { verdictsOf } from "./findings";

export const azLossSurvivable = stackRule({
  id: "az-loss-survivable",
  title: "Every tier survives the loss of any one availability zone",
  group: "failure-analysis",
  severity: "critical",
  level: "mandatory",
  types: [],
  rationale:
    "A zone is lost as a whole, and everyone who lost it asks the remaining zones for machines at once: only what already runs there counts",
  link: "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html",
  remediation:
    "Spread each tier over at least two zones, with enough in the remaining ones, and keep data in two zones synchronously",
  matches: { wellArchitected: ["REL10-BP01", "REL11-BP05"] },
  settings: z.strictObject({ neededShare }),
  evaluate: (plan, settings) => {
    const { rows } = analyse(plan, settings).survivability;
    return verdictsOf(rows.filter(({ failure }) => failure.kind === "zone"));
  },
});
