/** Objects of Kubernetes, in every API version that the provider has known. */
export const DEPLOYMENT = kubernetes(
  "Deployment",
  "apps/v1",
  "apps/v1beta2",
  "apps/v1beta1",
  "extensions/v1beta1",
);
export const STATEFUL_SET = kubernetes("StatefulSet", "apps/v1", "apps/v1beta2", "apps/v1beta1");
export const DAEMON_SET = kubernetes("DaemonSet", "apps/v1", "apps/v1beta2", "extensions/v1beta1");
/** What keeps a number of equal pods running. */
export const REPLICATED_WORKLOAD = [...DEPLOYMENT, ...STATEFUL_SET] as const;
export const POD_AUTOSCALER = kubernetes(
  "HorizontalPodAutoscaler",
  "autoscaling/v2",
  "autoscaling/v1",
  "autoscaling/v2beta2",
  "autoscaling/v2beta1",
);
/** KEDA's autoscaler, which unlike Kubernetes' own may go down to no pod. */
export const SCALED_OBJECT = kubernetes("ScaledObject", "keda.sh/v1alpha1");
/** Karpenter's, and EKS Auto Mode's, description of the nodes that may be started. */
export const NODE_POOL = kubernetes("NodePool", "karpenter.sh/v1", "karpenter.sh/v1beta1");
export const DISRUPTION_BUDGET = kubernetes("PodDisruptionBudget", "policy/v1", "policy/v1beta1");
export const INGRESS = kubernetes(
  "Ingress",
  "networking.k8s.io/v1",
  "networking.k8s.io/v1beta1",
  "extensions/v1beta1",
);
export const CONFIG_MAP = kubernetes("ConfigMap", "core/v1");
export const KUBERNETES_SERVICE = kubernetes("Service", "core/v1");
/** Settings of the load balancers of a class of Ingresses: by the controller's own resource, or that of EKS Auto Mode. */
export const INGRESS_CLASS_PARAMETERS = kubernetes(
  "IngressClassParams",
  "elbv2.k8s.aws/v1beta1",
  "eks.amazonaws.com/v1",
);
/** Pods as the targets of a load balancer that is made outside of the cluster. */
export const TARGET_GROUP_BINDING = kubernetes(
  "TargetGroupBinding",
  "elbv2.k8s.aws/v1beta1",
  "eks.amazonaws.com/v1",
);

function kubernetes(kind: string, ...versions: readonly string[]): readonly string[] {
  return versions.map((version) => `kubernetes:${version}:${kind}`);
}
