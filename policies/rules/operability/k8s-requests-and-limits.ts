import { resourceRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { containersOf, nameIn } from "../shared/pods";
import { DAEMON_SET, REPLICATED_WORKLOAD } from "../../resources";

/** A CPU limit is left out on purpose: it throttles a pod that could use an idle core. */
const NEEDED = ["requests.cpu", "requests.memory", "limits.memory"] as const;

export const k8sRequestsAndLimits = resourceRule({
  id: "k8s-requests-and-limits",
  title: "A container asks for what it needs, and no more",
  group: "operability",
  severity: "medium",
  level: "advisory",
  types: [...REPLICATED_WORKLOAD, ...DAEMON_SET],
  rationale:
    "Without requests the scheduler overfills nodes; without a memory limit one pod takes its neighbours down.",
  link: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  remediation: "Set resources.requests.cpu, resources.requests.memory and resources.limits.memory.",
  matches: {
    checkov: ["CKV_K8S_10", "CKV_K8S_12", "CKV_K8S_13"],
    polaris: ["cpuRequestsMissing", "memoryRequestsMissing", "memoryLimitsMissing"],
    kubeScore: ["container-resources"],
    kyverno: ["require-requests-limits"],
  },
  evaluate: (workload) => {
    const containers = containersOf(workload);
    if (containers.state === "unknown") return unknown(containers.path);
    return containers.items().map((container) => {
      const states = NEEDED.map((name) => ({ name, field: container.at(`resources.${name}`) }));
      const missing = states.filter(({ field }) => field.state === "absent").map(({ name }) => name);
      if (missing.length > 0) {
        return fail(
          `container ${nameIn(container)} has no ${missing.join(", ")}`,
          "set them in its resources",
        );
      }
      const open = states.find(({ field }) => field.state === "unknown");
      return open === undefined ? pass : unknown(open.field.path);
    });
  },
});
