import type { Field } from "../../framework/field";
import { resourceRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { containersOf, nameIn } from "../shared/pods";
import { DAEMON_SET, REPLICATED_WORKLOAD } from "../../resources";

export const k8sProbesDistinct = resourceRule({
  id: "k8s-probes-distinct",
  title: "A container's liveness asks something else than its readiness",
  group: "health",
  severity: "medium",
  level: "advisory",
  types: [...REPLICATED_WORKLOAD, ...DAEMON_SET],
  rationale:
    "Readiness may depend on others; when liveness asks the same, a slow database restarts every pod.",
  link: "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
  remediation:
    "Let liveness ask a shallow question, such as /health, and readiness a deep one, such as /ready.",
  matches: { wellArchitected: ["REL11-BP03"], kyverno: ["validate-probes"] },
  evaluate: (workload) => {
    const containers = containersOf(workload);
    if (containers.state === "unknown") return unknown(containers.path);
    return containers.items().map(judgeContainer);
  },
});

function judgeContainer(container: Field): PolicyVerdict {
  const [liveness, readiness] = [container.at("livenessProbe"), container.at("readinessProbe")];
  if (liveness.state === "absent" || readiness.state === "absent") return pass;
  const [alive, ready] = [question(liveness), question(readiness)];
  if (alive === undefined || ready === undefined)
    return unknown(`${container.path}.livenessProbe or readinessProbe`);
  return alive !== ready
    ? pass
    : fail(
        `container ${nameIn(container)} has the same question as livenessProbe and readinessProbe`,
        "separate them",
      );
}

/** What a probe asks, as text to be compared; undefined while it is not known. */
function question(probe: Field): string | undefined {
  const parts = ["httpGet.path", "httpGet.port", "tcpSocket.port", "grpc.port", "grpc.service"].map((path) =>
    probe.at(path),
  );
  const words = [...parts, ...probe.at("exec.command").items()].map((field) => field.string());
  const handlers = [
    probe,
    ...["httpGet", "tcpSocket", "grpc", "exec", "exec.command"].map((path) => probe.at(path)),
  ];
  if ([...words, ...handlers].some(({ state }) => state === "unknown")) return undefined;
  return JSON.stringify(words.map((word) => (word.state === "known" ? word.value : null)));
}
