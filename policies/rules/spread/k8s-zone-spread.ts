import { z } from "zod";

import type { Field, Read } from "../../framework/field";
import { resourceRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import {
  any,
  every,
  keepsOwnPodsApart,
  podTemplate,
  requiredAntiAffinity,
  ZONE_KEYS,
  type TruthValue,
} from "../shared/pods";
import { REPLICATED_WORKLOAD } from "../../resources";

export const k8sZoneSpread = resourceRule({
  id: "k8s-zone-spread",
  title: "Pods of a workload are required to spread over zones",
  group: "spread",
  severity: "critical",
  level: "mandatory",
  types: REPLICATED_WORKLOAD,
  rationale: "Without DoNotSchedule all replicas may land in one zone, and losing it loses the workload.",
  link: "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
  remediation:
    "Add a topologySpreadConstraint over topology.kubernetes.io/zone with DoNotSchedule and a small maxSkew.",
  matches: {
    wellArchitected: ["REL10-BP01"],
    polaris: ["topologySpreadConstraint"],
    kubeScore: ["pod-topology-spread-constraints"],
    kyverno: ["topologyspreadconstraints-policy"],
  },
  settings: z.strictObject({
    maximumSkew: z.int().min(1).default(1).describe("pods that one zone may have more than another"),
  }),
  evaluate: (workload, { maximumSkew }) => {
    const constraints = podTemplate(workload).at("spec.topologySpreadConstraints");
    const apart = requiredAntiAffinity(workload);
    const spread = any([
      constraints.state === "unknown" || apart.state === "unknown" ? "unknown" : false,
      ...constraints.items().map((constraint) => spreads(constraint, maximumSkew)),
      // At most one pod in a zone is stricter still.
      ...apart
        .items()
        .map((term) =>
          every([among(term.at("topologyKey").string(), ZONE_KEYS), keepsOwnPodsApart(term, workload)]),
        ),
    ]);
    switch (spread) {
      case true:
        return pass;
      case "unknown":
        return unknown(constraints.path);
      case false:
        return fail(
          constraints.items().length === 0
            ? "it has no topologySpreadConstraints"
            : "none of its topologySpreadConstraints holds pods apart by zone",
          `constrain topology.kubernetes.io/zone with whenUnsatisfiable DoNotSchedule and maxSkew ${maximumSkew}`,
        );
    }
  },
});

function spreads(constraint: Field, maximumSkew: number): TruthValue {
  const skew = constraint.at("maxSkew").number();
  const parts: readonly TruthValue[] = [
    among(constraint.at("topologyKey").string(), ZONE_KEYS),
    among(constraint.at("whenUnsatisfiable").string(), ["DoNotSchedule"]),
    skew.state === "unknown" ? "unknown" : skew.state === "known" && skew.value <= maximumSkew,
  ];
  return parts.includes(false) ? false : parts.includes("unknown") ? "unknown" : true;
}

function among(read: Read<string>, values: readonly string[]): TruthValue {
  return read.state === "unknown" ? "unknown" : read.state === "known" && values.includes(read.value);
}
