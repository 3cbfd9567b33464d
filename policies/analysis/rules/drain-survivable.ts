import { z } from "zod";

import { stackRule } from "../../framework/rule";
import { analyse } from "../analyse";
import { neededShare } from "../settings";
import { verdictsOf } from "./findings";

export const drainSurvivable = stackRule({
  id: "drain-survivable",
  title: "The application survives the loss or the drain of any one node",
  group: "failure-analysis",
  severity: "high",
  level: "mandatory",
  types: [],
  rationale:
    "Nodes die every week and are drained for every upgrade: the pods or instances on one of them must not be all there are",
  link: "https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/",
  remediation:
    "Run at least two units on different hosts, and let a disruption budget or a rolling update keep enough of them",
  matches: { wellArchitected: ["REL11-BP05"] },
  settings: z.strictObject({ neededShare }),
  evaluate: (plan, settings) => {
    const { rows } = analyse(plan, settings).survivability;
    // Stores fail over by the same switches for a node as for a zone: az-loss-survivable judges them.
    return verdictsOf(
      rows.filter(({ failure }) => failure.kind === "node" || failure.kind === "drain"),
      ({ tier }) => tier === "app",
    );
  },
});
