/** Two services on Kubernetes: one that is scaled, behind a target group, and one with a fixed number of pods. */
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { NeighbourContext } from "./context";

export function onKubernetes({ name, subnetIds, vpcId, here }: NeighbourContext): void {
  const role = (service: string) =>
    new aws.iam.Role(
      name(`role-${service}`),
      {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: `${service}.amazonaws.com` },
              Action: ["sts:AssumeRole", "sts:TagSession"],
            },
          ],
        }),
      },
      here,
    ).arn;
  const cluster = new aws.eks.Cluster(
    name("cluster"),
    {
      roleArn: role("eks"),
      vpcConfig: { subnetIds: [...subnetIds] },
      zonalShiftConfig: { enabled: true },
    },
    here,
  );
  new aws.eks.NodeGroup(
    name("nodes"),
    {
      clusterName: cluster.name,
      nodeRoleArn: role("ec2"),
      subnetIds: [...subnetIds],
      scalingConfig: { minSize: 6, maxSize: 9, desiredSize: 6 },
    },
    here,
  );
  new aws.lb.TargetGroup(
    name("pods"),
    {
      targetType: "ip",
      port: 8080,
      protocol: "HTTP",
      vpcId,
      deregistrationDelay: 30,
      healthCheck: { path: "/health", interval: 10, unhealthyThreshold: 2 },
    },
    here,
  );
  const provider = new kubernetes.Provider(name("kubernetes"), {
    kubeconfig: pulumi.jsonStringify({
      clusters: [{ name: cluster.name, cluster: { server: cluster.endpoint } }],
    }),
  });
  const inCluster = { provider };
  new kubernetes.apps.v1.Deployment(
    name("web"),
    {
      metadata: { name: "web" },
      spec: {
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        ...podsOf("web"),
      },
    },
    inCluster,
  );
  new kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
    name("scaling"),
    {
      metadata: { name: "web" },
      spec: {
        minReplicas: 3,
        maxReplicas: 9,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      },
    },
    inCluster,
  );
  new kubernetes.apps.v1.StatefulSet(
    name("queue"),
    { metadata: { name: "queue" }, spec: { replicas: 3, serviceName: "queue", ...podsOf("queue") } },
    inCluster,
  );
  for (const app of ["web", "queue"]) {
    new kubernetes.policy.v1.PodDisruptionBudget(
      name(`budget-${app}`),
      { metadata: { name: app }, spec: { maxUnavailable: 1, selector: { matchLabels: { app } } } },
      inCluster,
    );
  }
}

function podsOf(app: string) {
  const selector = { matchLabels: { app } };
  const ask = (path: string) => ({ httpGet: { path, port: 8080 } });
  return {
    selector,
    template: {
      metadata: { labels: { app } },
      spec: {
        terminationGracePeriodSeconds: 60,
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: "kubernetes.io/hostname", labelSelector: selector },
            ],
          },
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: "topology.kubernetes.io/zone",
            whenUnsatisfiable: "DoNotSchedule",
            labelSelector: selector,
          },
        ],
        containers: [
          {
            name: app,
            image: `public.ecr.aws/team/${app}:1.0.0`,
            readinessProbe: ask("/ready"),
            livenessProbe: ask("/health"),
            lifecycle: { preStop: { sleep: { seconds: 35 } } },
            resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { memory: "512Mi" } },
          },
        ],
      },
    },
  };
}
