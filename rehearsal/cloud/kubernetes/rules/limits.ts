/** How many pods there are, and how many may be away. */
import { block, isSet, number, text } from "../../values";
import { containersOf } from "../containers";
import { at, specOf } from "../object";
import type { KubernetesChange, KubernetesRefusalRule } from "../refusal-rule";

const docs = "https://kubernetes.io/docs";

export const limits: readonly KubernetesRefusalRule[] = [
  {
    id: "autoscaler-bounds",
    kinds: ["HorizontalPodAutoscaler"],
    by: "validation",
    link: `${docs}/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/`,
    refuse: ({ object }) => {
      const [min, max] = ["minReplicas", "maxReplicas"].map((key) => number(specOf(object)[key]));
      if (max === undefined || max >= (min ?? 1)) return undefined;
      return `spec.maxReplicas: Invalid value: ${max}: must be greater than or equal to \`minReplicas\``;
    },
  },
  {
    id: "autoscaler-without-requests",
    kinds: ["HorizontalPodAutoscaler"],
    by: "controller",
    link: `${docs}/tasks/run-application/horizontal-pod-autoscale/#algorithm-details`,
    refuse: (change) => {
      const target = scaled(change);
      if (!target) return undefined;
      const bare = containersOf(target.outputs).find(
        ({ path, fields }) => path.includes(".containers[") && !isSet(at(fields, "resources.requests.cpu")),
      );
      if (!bare) return undefined;
      return (
        "the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in " +
        `container ${bare.name} of Pod ${target.id.split("/")[1] ?? ""}`
      );
    },
  },
  {
    id: "budget-with-two-bounds",
    kinds: ["PodDisruptionBudget"],
    by: "validation",
    link: `${docs}/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget`,
    refuse: ({ object }) => {
      const { maxUnavailable, minAvailable } = specOf(object);
      if (!isSet(maxUnavailable) || !isSet(minAvailable)) return undefined;
      const both = JSON.stringify({ maxUnavailable, minAvailable });
      return `spec: Invalid value: ${both}: minAvailable and maxUnavailable cannot be both set`;
    },
  },
];

/** The Deployment that an autoscaler is for, when this account made it. */
function scaled({ find, namespace, object }: KubernetesChange) {
  const { kind, name } = block(at(object, "spec.scaleTargetRef"));
  return kind === "Deployment"
    ? find("kubernetes:apps/v1:Deployment", namespace, text(name) ?? "")
    : undefined;
}
