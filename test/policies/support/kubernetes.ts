import { resource } from "./fixture";

const matchLabels = { app: "web" };

/** A Deployment that keeps every rule: three pods, apart by node and by zone. */
export const deployment = resource("kubernetes:apps/v1:Deployment", "web", {
  metadata: { name: "web" },
  spec: {
    replicas: 3,
    selector: { matchLabels },
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      metadata: { labels: { app: "web", tier: "front" } },
      spec: {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { labelSelector: { matchLabels }, topologyKey: "kubernetes.io/hostname" },
            ],
          },
        },
        topologySpreadConstraints: [
          {
            labelSelector: { matchLabels },
            topologyKey: "topology.kubernetes.io/zone",
            whenUnsatisfiable: "DoNotSchedule",
            maxSkew: 1,
          },
        ],
        terminationGracePeriodSeconds: 60,
        containers: [
          {
            name: "web",
            image: "registry.example/web@sha256:0123",
            resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { memory: "512Mi" } },
            lifecycle: { preStop: { sleep: { seconds: 30 } } },
            readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
            livenessProbe: { httpGet: { path: "/health", port: 8080 } },
          },
        ],
      },
    },
  },
});

export const autoscaler = resource("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "web-hpa", {
  metadata: { name: "web" },
  spec: {
    minReplicas: 3,
    maxReplicas: 9,
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
  },
});
