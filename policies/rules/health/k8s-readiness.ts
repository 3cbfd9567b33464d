import { resourceRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { containersOf, nameIn } from "../shared/pods";
import { DAEMON_SET, REPLICATED_WORKLOAD } from "../../resources";

export const k8sReadiness = resourceRule({
  id: "k8s-readiness",
  title: "Every container says when it is ready",
  group: "health",
  severity: "high",
  level: "mandatory",
  types: [...REPLICATED_WORKLOAD, ...DAEMON_SET],
  rationale:
    "Without a readiness probe a pod gets traffic before it can serve, and a rolling update replaces all of them.",
  link: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
  remediation: "Give each container a readinessProbe.",
  matches: {
    wellArchitected: ["REL11-BP01"],
    checkov: ["CKV_K8S_9"],
    polaris: ["readinessProbeMissing"],
    kubeScore: ["pod-probes"],
    kyverno: ["require-pod-probes"],
  },
  evaluate: (workload) => {
    const containers = containersOf(workload);
    if (containers.state === "unknown") return unknown(containers.path);
    return containers.items().map((container) => {
      const probe = container.at("readinessProbe");
      if (probe.state === "unknown") return unknown(probe.path);
      return probe.state === "known"
        ? pass
        : fail(`container ${nameIn(container)} has no readinessProbe`, "add a readinessProbe to it");
    });
  },
});
