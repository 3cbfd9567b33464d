/** What Kubernetes workloads have in common: their pod template, their autoscaler, and label selectors. */
import type { Field } from "../../framework/field";
import type { Plan, PlannedResource, Resource } from "../../framework/planned";
import { POD_AUTOSCALER } from "../../resources";

/** Labels of a node by which pods are kept apart: the zone's name, by its older name too, and on AWS its id. */
export const ZONE_KEYS: readonly string[] = [
  "topology.kubernetes.io/zone",
  // https://github.com/kubernetes/cloud-provider-aws/issues/300
  "topology.k8s.aws/zone-id",
  "failure-domain.beta.kubernetes.io/zone",
];

/** The template from which a workload makes its pods. */
export function podTemplate(workload: Resource): Field {
  return workload.inputs.at("spec.template");
}

/** The containers of the template; init containers are not among them. */
export function containersOf(workload: Resource): Field {
  return podTemplate(workload).at("spec.containers");
}

/** The name of a container, or where it stands while the name is not known. */
export function nameIn(container: Field): string {
  const name = container.at("name").string();
  return name.state === "known" ? name.value : container.path;
}

/** The template's required anti-affinity terms. */
export function requiredAntiAffinity(workload: Resource): Field {
  return podTemplate(workload).at(
    "spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution",
  );
}

/** True, false, or not to be told before deployment. */
export type TruthValue = boolean | "unknown";

/** Whether any is true; unknown when only unknown ones could be. */
export function any(truths: readonly TruthValue[]): TruthValue {
  return truths.includes(true) ? true : truths.includes("unknown") ? "unknown" : false;
}

export function every(truths: readonly TruthValue[]): TruthValue {
  return truths.includes(false) ? false : truths.includes("unknown") ? "unknown" : true;
}

/**
 * Whether a label selector picks pods with these labels. An empty selector picks all pods, a missing one none:
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/
 */
export function selects(selector: Field, labels: Field): TruthValue {
  if (selector.state !== "known") return selector.state === "unknown" && "unknown";
  const expected = selector.at("matchLabels");
  const expressions = selector.at("matchExpressions");
  return every([
    expected.state !== "unknown" || "unknown",
    expressions.state !== "unknown" || "unknown",
    ...expected.keys().map((key) => equal(expected.key(key), labels.key(key))),
    ...expressions.items().map((expression) => satisfies(expression, labels)),
  ]);
}

/**
 * Whether an anti-affinity term keeps the workload's own pods apart: it selects them, and looks where they are. Left out,
 * that is their own namespace; https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#namespace-selector
 */
export function keepsOwnPodsApart(term: Field, workload: Resource): TruthValue {
  return every([
    selects(term.at("labelSelector"), podTemplate(workload).at("metadata.labels")),
    looksIntoOwnNamespace(term, workload),
  ]);
}

function looksIntoOwnNamespace(term: Field, workload: Resource): TruthValue {
  const [listed, selector] = [term.at("namespaces"), term.at("namespaceSelector")];
  if (listed.state === "absent" && selector.state === "absent") return true;
  const own = namespaceOf(workload);
  const names = listed.items().map((name) => name.string());
  return any([
    listed.state === "unknown" || selector.state === "unknown" ? "unknown" : false,
    ...names.map((name) =>
      name.state === "known" && own !== undefined ? name.value === own : ("unknown" as const),
    ),
    // An empty selector means every namespace; of others only the cluster knows the labels.
    selector.state === "known" && (selector.keys().length === 0 || "unknown"),
  ]);
}

/** Whether labels are those that a node selector, `{label: value}`, asks for. */
export function hasLabels(wanted: Field, labels: Field, keys = wanted.keys()): TruthValue {
  return every(keys.map((key) => equal(wanted.key(key), labels.key(key))));
}

function equal(expected: Field, label: Field): TruthValue {
  const [left, right] = [expected.string(), label.string()];
  if (right.state === "absent") return false;
  return left.state === "known" && right.state === "known" ? left.value === right.value : "unknown";
}

export function satisfies(expression: Field, labels: Field): TruthValue {
  const [key, operator] = [expression.at("key").string(), expression.at("operator").string()];
  if (key.state !== "known" || operator.state !== "known") return "unknown";
  const label = labels.key(key.value);
  if (label.state === "unknown") return "unknown";
  const listed = any(
    expression
      .at("values")
      .items()
      .map((value) => equal(value, label)),
  );
  switch (operator.value) {
    case "In":
      return listed;
    case "NotIn":
      return listed === "unknown" ? listed : !listed;
    case "Exists":
      return label.state === "known";
    case "DoesNotExist":
      return label.state === "absent";
    default:
      return "unknown";
  }
}

/** The autoscalers that aim at a workload, found by name and namespace, or by what their `spec` was computed from. */
export function autoscalersOf(
  plan: Plan,
  workload: PlannedResource,
  types: readonly string[] = POD_AUTOSCALER,
): readonly PlannedResource[] {
  const kind = workload.type.split(":").at(-1);
  const name = nameOf(workload);
  return plan.ofType(types).filter((autoscaler) => {
    if (!sameCluster(autoscaler, workload)) return false;
    const target = autoscaler.inputs.at("spec.scaleTargetRef");
    const [aimedKind, aimedName] = [target.at("kind").string(), target.at("name").string()];
    if (aimedKind.state === "known" && aimedKind.value !== kind) return false;
    if (aimedName.state !== "known" || name === undefined) {
      return autoscaler.dependenciesOf("spec").includes(workload);
    }
    return aimedName.value === name && namespaceOf(autoscaler) === namespaceOf(workload);
  });
}

/** Whether two objects are made by one provider, and so in one cluster: names are only distinct within it. */
export function sameCluster(one: Resource, other: Resource): boolean {
  return one.provider?.urn === other.provider?.urn;
}

/** The name in the cluster; undefined while it is not known. */
function nameOf({ inputs, props }: PlannedResource): string | undefined {
  // Before deployment the provider may not say yet what the program says itself.
  const [declared, given] = [inputs, props].map((field) => field.at("metadata.name").string());
  const name = declared?.state === "known" ? declared : given;
  return name?.state === "known" ? name.value : undefined;
}

/** The namespace; undefined while it is not known. */
export function namespaceOf(object: Resource): string | undefined {
  const namespace = object.inputs.at("metadata.namespace").string();
  if (namespace.state === "absent") return "default";
  return namespace.state === "known" ? namespace.value : undefined;
}
