/** What may serve or keep data, and that nothing in this pack looks into: better named than passed over. */
import type { Field } from "../framework/field";
import type { PlannedResource } from "../framework/planned";

/** Services of AWS without a description in the analysis. */
const SERVICES =
  /^aws:(docdb|neptune|opensearch|elasticsearch|redshift|redshiftserverless|msk|mskserverless|mq|fsx|dax|timestreaminfluxdb|timestreamwrite|dsql|keyspaces|qldb|lightsail|elasticbeanstalk|apprunner|transfer|workspaces|emr)\/\w*(cluster|domain|broker|fileSystem|instance|environment|service|collection|workgroup|server|database|ledger)\w*:|^aws:efs\/fileSystem:|^aws:opensearch\/serverlessCollection:|^aws:ecs\/capacityProvider:/i;

/** What makes objects that a plan may not show: their cluster, or their chart, is only there after the deployment. */
const CONTAINERS =
  /^kubernetes:(yaml(\/v2)?:Config(File|Group)|helm\.sh\/v\d+:Chart|kustomize(\/v2)?:Directory)$/;
const RELEASE = /^kubernetes:helm\.sh\/v\d+:Release$/;

/** Pods of which no controller that the pack knows keeps a number. */
const BARE_PODS = /^kubernetes:(core\/v1:(Pod|ReplicationController)|apps\/\w+:ReplicaSet)$/;

/** Kinds of an operator's API group, which has a dot; those of Kubernetes itself end with k8s.io. */
const CUSTOM = /^kubernetes:(?!.*k8s\.io\/)(?!helm\.sh\/)[\w-]+(\.[\w-]+)+\/\w+:\w+$/;

/** Properties by which a custom resource asks for pods. */
const ASKS_FOR_PODS = new Set(["replicas", "replicaCount", "instances", "containers", "nodeSets", "members"]);

/** Whether `resource` is such a one. @param isParent whether the plan shows what it made. */
export function isUnjudged(
  { type, inputs }: Pick<PlannedResource, "type" | "inputs">,
  isParent: boolean,
): boolean {
  if (CONTAINERS.test(type)) return !isParent;
  if (CUSTOM.test(type)) return asksForPods(inputs.at("spec"), 4);
  return SERVICES.test(type) || RELEASE.test(type) || BARE_PODS.test(type);
}

function asksForPods(field: Field, depth: number): boolean {
  if (depth === 0) return false;
  const keys = field.keys();
  return (
    keys.some((key) => ASKS_FOR_PODS.has(key)) || keys.some((key) => asksForPods(field.key(key), depth - 1))
  );
}
