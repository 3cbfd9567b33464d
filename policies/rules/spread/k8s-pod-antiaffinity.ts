import { resourceRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { any, keepsOwnPodsApart, podTemplate, requiredAntiAffinity } from "../shared/pods";
import { REPLICATED_WORKLOAD } from "../../resources";

export const k8sPodAntiaffinity = resourceRule({
  id: "k8s-pod-antiaffinity",
  title: "Pods of a workload are required to stay off each other's node",
  group: "spread",
  severity: "high",
  level: "mandatory",
  types: REPLICATED_WORKLOAD,
  rationale:
    "The scheduler may pack all replicas on one node; a preferred rule gives way exactly when nodes are short.",
  link: "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity",
  remediation:
    "Add a requiredDuringSchedulingIgnoredDuringExecution term over kubernetes.io/hostname that selects the pod's labels.",
  matches: {
    wellArchitected: ["REL11-BP02"],
    kubeScore: ["deployment-has-host-podantiaffinity", "statefulset-has-host-podantiaffinity"],
  },
  evaluate: (workload) => {
    const required = requiredAntiAffinity(workload);
    if (required.state === "unknown") return unknown(required.path);
    const terms = required.items();
    if (terms.length === 0) {
      const preferred = podTemplate(workload).at("spec.affinity.podAntiAffinity").keys().length > 0;
      return fail(
        preferred ? "its podAntiAffinity is preferred, not required" : "it has no podAntiAffinity",
        "require podAntiAffinity over kubernetes.io/hostname for the pod's own labels",
      );
    }
    switch (any(terms.map((term) => keepsOwnPodsApart(term, workload)))) {
      case true:
        return pass;
      case "unknown":
        return unknown(`whether ${required.path} selects the workload's own pods`);
      case false:
        return fail(
          "its required podAntiAffinity does not select its own pods",
          "make labelSelector match the labels of spec.template, and leave out namespaces or name its own",
        );
    }
  },
});
