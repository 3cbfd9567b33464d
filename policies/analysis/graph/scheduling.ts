/**
 * Where the scheduler may put a workload's pods: its node selector, required node affinity and tolerations, against the
 * labels and taints of the node groups and node pools of its cluster.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
import type { Field } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { EKS_CLUSTER, isOneOf, NODE_GROUP, NODE_POOL } from "../../resources";
import {
  any,
  every,
  hasLabels,
  podTemplate,
  sameCluster,
  satisfies,
  ZONE_KEYS,
  type TruthValue,
} from "../../rules/shared/pods";
import { valueOf } from "./reader";

/** Labels that every node has, whose values the plan does not show: they narrow nothing that could be told here. */
const GIVEN_LABELS =
  /^(kubernetes\.io\/(arch|os|hostname)|node\.kubernetes\.io\/instance-type|beta\.kubernetes\.io\/.*|topology\.kubernetes\.io\/region|karpenter\.(sh|k8s\.aws)\/.*|eks\.amazonaws\.com\/.*)$/;

const AFFINITY =
  "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms";

/** A kind of node: what its labels and taints are. */
interface NodeKind {
  readonly labels: Field;
  readonly taints: Field;
}

/**
 * What holds a workload of `cluster`: the cluster, or those of its node groups that its pods may run on, where they may
 * not run on all.
 */
export function hostsOf(
  plan: Plan,
  workload: PlannedResource,
  cluster: PlannedResource,
): readonly PlannedResource[] {
  if (!isOneOf(EKS_CLUSTER, cluster.type)) return [cluster];
  const groups = plan
    .ofType(NODE_GROUP)
    .filter((group) => group.dependenciesOf("clusterName").includes(cluster));
  const suitable = groups.filter(({ inputs }) =>
    maySchedule(workload, { labels: inputs.at("labels"), taints: inputs.at("taints") }),
  );
  return suitable.length === 0 || suitable.length === groups.length ? [cluster] : suitable;
}

/** The zones that the pods of a workload are kept to, by a label or by the node pools that suit them; undefined for any. */
export function zonesAllowed(plan: Plan, workload: PlannedResource): readonly string[] | undefined {
  const pinned = pinnedZones(workload);
  if (pinned !== undefined) return pinned;
  const pools = plan.ofType(NODE_POOL).filter((pool) => sameCluster(pool, workload));
  const suitable = pools.filter(({ inputs }) =>
    maySchedule(workload, {
      labels: inputs.at("spec.template.metadata.labels"),
      taints: inputs.at("spec.template.spec.taints"),
    }),
  );
  // Nodes of a group are there already, and pools come beside them.
  if (suitable.length === 0 || hasSuitableGroup(plan, workload)) return undefined;
  const zones = suitable.map((pool) => zonesOfPool(pool));
  return zones.includes(undefined) ? undefined : [...new Set(zones.flatMap((each) => each ?? []))].sort();
}

function hasSuitableGroup(plan: Plan, workload: PlannedResource): boolean {
  const provider = workload.provider && plan.byUrn(workload.provider.urn);
  const clusters = provider?.dependencies.filter(({ type }) => isOneOf(EKS_CLUSTER, type)) ?? [];
  return plan
    .ofType(NODE_GROUP)
    .some(
      (group) =>
        group.dependenciesOf("clusterName").some((cluster) => clusters.includes(cluster)) &&
        maySchedule(workload, { labels: group.inputs.at("labels"), taints: group.inputs.at("taints") }),
    );
}

/** The zones of a node selector, or of an affinity of which every alternative names some. */
function pinnedZones(workload: PlannedResource): readonly string[] | undefined {
  const selector = podTemplate(workload).at("spec.nodeSelector");
  const selected = ZONE_KEYS.flatMap((key) => valueOf(selector.key(key).string()) ?? []);
  if (selected.length > 0) return selected;
  const terms = podTemplate(workload).at(AFFINITY).items();
  const zones = terms.map((term) => zonesIn(term.at("matchExpressions")));
  if (zones.length === 0 || zones.includes(undefined)) return undefined;
  return [...new Set(zones.flatMap((each) => each ?? []))].sort();
}

function zonesOfPool(pool: PlannedResource): readonly string[] | undefined {
  return zonesIn(pool.inputs.at("spec.template.spec.requirements"));
}

/** The zones that a list of requirements names; undefined where it leaves them open, or they are not known. */
function zonesIn(requirements: Field): readonly string[] | undefined {
  const named = requirements
    .items()
    .filter(
      (requirement) =>
        ZONE_KEYS.includes(valueOf(requirement.at("key").string()) ?? "") &&
        valueOf(requirement.at("operator").string()) === "In",
    )
    .flatMap((requirement) => valueOf(requirement.at("values").strings()) ?? []);
  return named.length > 0 ? named : undefined;
}

/** Whether pods may run on such nodes, for all that is known. */
function maySchedule(workload: PlannedResource, node: NodeKind): boolean {
  const pod = podTemplate(workload).at("spec");
  const isTold = (key: string): boolean => !ZONE_KEYS.includes(key) && !GIVEN_LABELS.test(key);
  const selector = pod.at("nodeSelector");
  const terms = podTemplate(workload).at(AFFINITY).items();
  const suits = every([
    hasLabels(selector, node.labels, selector.keys().filter(isTold)),
    terms.length === 0 ||
      any(
        terms.map((term) =>
          every(
            term
              .at("matchExpressions")
              .items()
              .filter((expression) => isTold(valueOf(expression.at("key").string()) ?? ""))
              .map((expression) => satisfies(expression, node.labels)),
          ),
        ),
      ),
    ...node.taints.items().map((taint) => isTolerated(taint, pod.at("tolerations"))),
  ]);
  return suits !== false;
}

/** EKS writes `NO_SCHEDULE` what Kubernetes writes `NoSchedule`. */
function isTolerated(taint: Field, tolerations: Field): TruthValue {
  const effect = plain(taint.at("effect"));
  if (effect === "prefernoschedule") return true;
  if (tolerations.state === "unknown") return "unknown";
  return tolerations.items().some((toleration) => {
    const [key, operator] = [valueOf(toleration.at("key").string()), plain(toleration.at("operator"))];
    const ofEffect = toleration.at("effect").state === "absent" || plain(toleration.at("effect")) === effect;
    if (!ofEffect) return false;
    if (operator === "exists") return key === undefined || key === valueOf(taint.at("key").string());
    return (
      key === valueOf(taint.at("key").string()) &&
      (valueOf(toleration.at("value").string()) ?? "") === (valueOf(taint.at("value").string()) ?? "")
    );
  });
}

function plain(field: Field): string {
  return (valueOf(field.string()) ?? "").replaceAll("_", "").toLowerCase();
}
