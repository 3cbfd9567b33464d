import { resourceRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { podTemplate, selects } from "../shared/pods";
import { REPLICATED_WORKLOAD } from "../../resources";

export const k8sSpreadSelectorEffective = resourceRule({
  id: "k8s-spread-selector-effective",
  title: "Topology spread constraints count the workload's own pods",
  group: "spread",
  severity: "high",
  level: "mandatory",
  types: REPLICATED_WORKLOAD,
  rationale:
    "A constraint whose labelSelector does not match the pod is satisfied by anything, and spreads nothing.",
  link: "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#implicit-conventions",
  remediation: "Make the constraint's labelSelector match the labels of spec.template.",
  matches: { wellArchitected: ["REL10-BP01"] },
  evaluate: (workload) => {
    const constraints = podTemplate(workload).at("spec.topologySpreadConstraints");
    if (constraints.state === "unknown") return unknown(constraints.path);
    const labels = podTemplate(workload).at("metadata.labels");
    return constraints.items().map((constraint) => {
      const selector = constraint.at("labelSelector");
      switch (selects(selector, labels)) {
        case true:
          return pass;
        case "unknown":
          return unknown(`whether ${selector.path} matches the workload's own pods`);
        case false:
          return fail(
            `${selector.path} does not match the workload's own pods`,
            "make it match the labels of spec.template",
          );
      }
    });
  },
});
