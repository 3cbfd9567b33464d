import type { KubernetesRefusalRule } from "../refusal-rule";
import { bindings } from "./bindings";
import { cluster } from "./cluster";
import { limits } from "./limits";
import { podSecurity } from "./pod-security";
import { workloads } from "./workloads";

/** Every rule, in the order in which a cluster asks them: what it has no word for comes first. */
export const rules: readonly KubernetesRefusalRule[] = [
  ...cluster,
  ...workloads,
  ...limits,
  ...podSecurity,
  ...bindings,
];
