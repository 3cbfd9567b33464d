// A sound workload with the newer settings of spread, affinity, budget and autoscaler.
const { cluster, workload, overZones, disruptionBudget, k8s } = require("../lib/kubernetes");

const { on } = cluster();
const byExpression = { matchExpressions: [{ key: "app", operator: "In", values: ["web"] }] };
const matchLabelKeys = ["pod-template-hash"];
workload("web", on, {
  budget: false,
  spread: overZones(
    { matchLabels: { app: "web" } },
    { minDomains: 3, matchLabelKeys, nodeTaintsPolicy: "Honor" },
  ),
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: "kubernetes.io/hostname", labelSelector: byExpression, matchLabelKeys },
      ],
    },
  },
});
disruptionBudget("web", on, {
  maxUnavailable: "20%",
  unhealthyPodEvictionPolicy: "AlwaysAllow",
  selector: byExpression,
});
new k8s.autoscaling.v2.HorizontalPodAutoscaler(
  "web",
  {
    metadata: { namespace: "shop" },
    spec: {
      minReplicas: 6,
      maxReplicas: 20,
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } },
        },
      ],
    },
  },
  on,
);
