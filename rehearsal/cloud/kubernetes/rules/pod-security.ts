/** What a namespace asks of the pods in it. */
import { block, texts } from "../../values";
import { type PodContainer, containersOf, podOf } from "../containers";
import { at } from "../object";
import type { KubernetesChange, KubernetesRefusalRule } from "../refusal-rule";

interface Demand {
  /** The name of the violation, and what the container has to set. */
  readonly violation: string;
  readonly fix: string;
  /** Whether a container meets it; `pod` is the security context of its pod. */
  readonly met: (container: PodContainer, pod: KubernetesChange["object"]) => boolean;
}

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const restricted: readonly Demand[] = [
  {
    violation: "allowPrivilegeEscalation != false",
    fix: "securityContext.allowPrivilegeEscalation=false",
    met: (container) => context(container)["allowPrivilegeEscalation"] === false,
  },
  {
    violation: "unrestricted capabilities",
    fix: 'securityContext.capabilities.drop=["ALL"]',
    met: (container) => texts(at(context(container), "capabilities.drop")).includes("ALL"),
  },
  {
    violation: "runAsNonRoot != true",
    fix: "securityContext.runAsNonRoot=true",
    met: (container, pod) => (context(container)["runAsNonRoot"] ?? pod["runAsNonRoot"]) === true,
  },
  {
    violation: "seccompProfile",
    fix: 'securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
    met: (container, pod) => {
      const type = at(context(container), "seccompProfile.type") ?? at(pod, "seccompProfile.type");
      return type === "RuntimeDefault" || type === "Localhost";
    },
  },
];

export const podSecurity: readonly KubernetesRefusalRule[] = [
  {
    id: "pod-security",
    kinds: ["Deployment", "StatefulSet"],
    by: "admission",
    link: "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
    refuse: (change) => {
      const { find, name, namespace, object } = change;
      const labels = block(
        at(find("kubernetes:core/v1:Namespace", "", namespace)?.outputs, "metadata.labels"),
      );
      if (labels["pod-security.kubernetes.io/enforce"] !== "restricted") return undefined;
      const pod = block(podOf(object)["securityContext"]);
      const violations = restricted.flatMap(({ violation, fix, met }) => {
        const guilty = containersOf(object).find((container) => !met(container, pod));
        return guilty ? `${violation} (container "${guilty.name}" must set ${fix})` : [];
      });
      if (violations.length === 0) return undefined;
      return `pods "${name}" is forbidden: violates PodSecurity "restricted:latest": ${violations.join(", ")}`;
    },
  },
];

function context({ fields }: PodContainer): KubernetesChange["object"] {
  return block(fields["securityContext"]);
}
