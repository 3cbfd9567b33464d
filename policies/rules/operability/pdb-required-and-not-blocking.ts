import type { Read } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, judge, list, pass, unknown, type Verdicts } from "../../framework/verdict";
import { any, autoscalersOf, namespaceOf, podTemplate, sameCluster, selects } from "../shared/pods";
import { DISRUPTION_BUDGET, REPLICATED_WORKLOAD } from "../../resources";

export const pdbRequiredAndNotBlocking = stackRule({
  id: "pdb-required-and-not-blocking",
  title: "A disruption budget limits node drains, and lets them go on",
  group: "operability",
  severity: "high",
  level: "mandatory",
  types: REPLICATED_WORKLOAD,
  rationale:
    "Without a budget an upgrade drains all nodes at once; with one that allows nothing it never ends.",
  link: "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
  remediation: "Add a PodDisruptionBudget that leaves at least one pod to be moved.",
  matches: {
    polaris: ["missingPodDisruptionBudget", "pdbDisruptionsIsZero"],
    kubeScore: ["deployment-has-poddisruptionbudget", "statefulset-has-poddisruptionbudget"],
    kyverno: ["require-pdb", "pdb-minavailable-check"],
  },
  evaluate: (plan) => [
    ...plan.ofType(REPLICATED_WORKLOAD).flatMap((workload) => {
      const budgets = plan
        .ofType(DISRUPTION_BUDGET)
        .map((budget) => ({ budget, covers: covers(budget, workload) }));
      const sure = budgets.filter(({ covers: sure }) => sure === true);
      if (sure.length > 1) {
        const names = sure.map(({ budget }) => budget.name).join(" and ");
        return [
          fail(
            `${names} both select its pods, and Kubernetes evicts no pod that several budgets select`,
            "keep one of them",
            workload,
          ),
        ];
      }
      if (sure.length > 0)
        return sure.flatMap(({ budget }) => list(allowsSome(plan, budget, workload), budget));
      return any(budgets.map(({ covers: sure }) => sure)) === "unknown"
        ? [unknown("which PodDisruptionBudget selects its pods", workload)]
        : [fail("no PodDisruptionBudget selects its pods", "add one with maxUnavailable 1", workload)];
    }),
  ],
});

function covers(budget: PlannedResource, workload: PlannedResource): boolean | "unknown" {
  if (!sameCluster(budget, workload)) return false;
  const [here, there] = [namespaceOf(budget), namespaceOf(workload)];
  if (here !== undefined && there !== undefined && here !== there) return false;
  return selects(budget.inputs.at("spec.selector"), podTemplate(workload).at("metadata.labels"));
}

function allowsSome(plan: Plan, budget: PlannedResource, workload: PlannedResource): Verdicts {
  const unavailable = budget.inputs.at("spec.maxUnavailable").string();
  const fix = "set spec.maxUnavailable to 1";
  if (unavailable.state !== "absent") {
    return judge(unavailable, {
      known: (text) =>
        ["0", "0%"].includes(text)
          ? fail(`spec.maxUnavailable is ${text}, which blocks every drain`, fix)
          : pass,
      absent: () => pass,
    });
  }
  return judge(budget.inputs.at("spec.minAvailable").string(), {
    known: (text) => leavesOne(text, podsOf(plan, workload), workload.name, fix),
    absent: () => fail("it sets neither maxUnavailable nor minAvailable", fix),
  });
}

function leavesOne(text: string, pods: Read<number>, name: string, fix: string): Verdicts {
  if (text === "100%") return fail("spec.minAvailable is 100%, which blocks every drain", fix);
  if (pods.state === "unknown") return unknown(`the number of pods of ${name}`);
  const count = pods.state === "known" ? pods.value : 1;
  // Kubernetes rounds a share up: 67% of 3 are 3.
  const kept = text.endsWith("%") ? Math.ceil((count * Number.parseFloat(text)) / 100) : Number(text);
  return kept < count
    ? pass
    : fail(`spec.minAvailable is ${text} of the ${count} pods of ${name}, which blocks every drain`, fix);
}

/** The least number of pods that a workload runs. */
function podsOf(plan: Plan, workload: PlannedResource): Read<number> {
  const [autoscaler] = autoscalersOf(plan, workload);
  return (autoscaler ?? workload).inputs.at(autoscaler ? "spec.minReplicas" : "spec.replicas").number();
}
