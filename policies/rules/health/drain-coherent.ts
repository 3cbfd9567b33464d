import type { Read } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { containersOf, podTemplate } from "../shared/pods";
import { INGRESS, KUBERNETES_SERVICE, REPLICATED_WORKLOAD, TARGET_GROUP } from "../../resources";

/** AWS's default, in seconds. */
const DEFAULT_DELAY = 300;
/** Kubernetes' default, in seconds. */
const DEFAULT_GRACE = 30;

export const drainCoherent = stackRule({
  id: "drain-coherent",
  title: "Pods outlive the load balancer's farewell to them",
  group: "health",
  severity: "medium",
  level: "advisory",
  types: REPLICATED_WORKLOAD,
  rationale:
    "A pod that ends before its target is deregistered drops the requests that are still sent to it.",
  link: "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/3270",
  remediation:
    "Delay the end with preStop, and set terminationGracePeriodSeconds to at least the deregistration delay.",
  matches: {},
  evaluate: (plan) => {
    const delay = longestDelay(plan);
    // Without a target group of pod addresses nothing says farewell to pods.
    if (delay === undefined) return [];
    return plan.ofType(REPLICATED_WORKLOAD).flatMap((workload) => judgeWorkload(workload, delay));
  },
});

function judgeWorkload(workload: PlannedResource, delay: Read<number>): readonly PolicyVerdict[] {
  if (delay.state !== "known") return [unknown(delay.path, workload)];
  const grace = podTemplate(workload).at("spec.terminationGracePeriodSeconds").number();
  const containers = containersOf(workload);
  const open = [grace, containers].find(({ state }) => state === "unknown");
  if (open !== undefined) return [unknown(open.path, workload)];
  const seconds = grace.state === "known" ? grace.value : DEFAULT_GRACE;
  const waits = containers.items().some((container) => container.at("lifecycle.preStop").state !== "absent");
  return [
    seconds >= delay.value
      ? pass
      : fail(
          `its pods are killed after ${seconds} s, while targets take ${delay.value} s to be deregistered`,
          `set ${grace.path} to ${delay.value} or more, or lower the deregistration delay`,
          workload,
        ),
    waits
      ? pass
      : fail(
          "none of its containers has a preStop hook, so it ends while it is still a target",
          "add one that sleeps",
          workload,
        ),
  ];
}

/** The longest time, in seconds, that a target which is a pod may still get requests; undefined without such targets. */
function longestDelay(plan: Plan): Read<number> | undefined {
  const groups = plan.ofType(TARGET_GROUP).filter(({ inputs }) => {
    const type = inputs.at("targetType").string();
    return type.state === "known" && type.value === "ip";
  });
  const annotated = plan.ofType([...INGRESS, ...KUBERNETES_SERVICE]).flatMap(({ inputs }) => {
    const annotations = inputs.at("metadata.annotations");
    return annotations
      .keys()
      .filter((key) => key.endsWith("target-group-attributes"))
      .map((key) => annotations.key(key));
  });
  const reads = [
    ...groups.map(({ inputs }) => orDefault(inputs.at("deregistrationDelay").number())),
    ...annotated.map((annotation) => orDefault(annotatedDelay(annotation.string()))),
  ];
  const open = reads.find(({ state }) => state === "unknown");
  return open ?? reads.toSorted((a, b) => valueOf(b) - valueOf(a))[0];
}

function annotatedDelay(read: Read<string>): Read<number> {
  if (read.state !== "known") return read;
  const seconds = /deregistration_delay\.timeout_seconds=(\d+)/.exec(read.value)?.[1];
  return seconds === undefined ? { state: "absent", path: read.path } : { ...read, value: Number(seconds) };
}

function orDefault(read: Read<number>): Read<number> {
  return read.state === "absent" ? { ...read, state: "known", value: DEFAULT_DELAY } : read;
}

function valueOf(read: Read<number>): number {
  return read.state === "known" ? read.value : 0;
}
