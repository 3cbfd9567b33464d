import * as kubernetes from "@pulumi/kubernetes";
import type { AppCluster } from "../../../../components/kubernetes/app-cluster";
import type { IngressArgs } from "../../../../components/kubernetes/ingress";
import { KubernetesApp, type KubernetesAppArgs } from "../../../../components/kubernetes/kubernetes-app";
import { record, type Recording } from "../../../support/mocks";

const secretArn = (name: string) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}`;

/** The arguments of the tests, without the cluster, which needs a run to be made in. */
export const appArgs: Omit<KubernetesAppArgs, "cluster"> = {
  zones: 3,
  image: "ghcr.io/julianshen/yatagarasu:1.2.0",
  port: 8080,
  minReplicas: 3,
  maxReplicas: 20,
  cpuMillicores: 500,
  targetCpuPercent: 70,
  memoryMiB: 1024,
  livenessPath: "/health",
  readinessPath: "/ready",
  preStopSeconds: 35,
  terminationGraceSeconds: 75,
  deregistrationDelaySeconds: 30,
  environment: { CACHE_HOST: "cache.example", AWS_REGION: "us-east-1" },
  targetTlsSecretArn: secretArn("target-tls"),
  secretArns: { database: secretArn("db") },
  keyArn: "key-arn",
  exposure: { kind: "target-group-binding", targetGroupArn: "group-arn" },
  loadBalancerCidrBlocks: ["10.10.0.0/20", "10.10.16.0/20", "10.10.32.0/20"],
  egress: [{ protocol: "tcp", port: 443, cidrBlocks: ["0.0.0.0/0"], description: "AWS interfaces" }],
  dataStores: { cidrBlocks: ["10.10.96.0/22"], ports: [5432, 6379] },
};

export const ingressArgs: IngressArgs = {
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  certificateArn: "certificate-arn",
  stickySessionSeconds: 0,
  idleTimeoutSeconds: 60,
  clientKeepAliveSeconds: 60,
  healthCheck: { intervalSeconds: 5, timeoutSeconds: 2, healthyThreshold: 2, unhealthyThreshold: 2 },
  protection: "protected",
};

/** A mocked run of the application in a cluster of `loadBalancing`. */
export function appRun(
  more: Partial<KubernetesAppArgs> = {},
  loadBalancing: AppCluster["loadBalancing"] = "auto-mode",
): Promise<Recording<KubernetesApp>> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { context: "test" });
    const cluster: AppCluster = { clusterName: "shop", provider, loadBalancing };
    return new KubernetesApp("us-east-1-app", { cluster, ...appArgs, ...more });
  });
}

export type Container = Record<string, unknown> & { readonly name: string };

export interface Pod extends Record<string, unknown> {
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly Record<string, unknown>[];
}

/** The specification of the pods that a run's Deployment makes. */
export function podOf(run: Recording<unknown>): Pod {
  const { spec } = run.one("kubernetes:apps/v1:Deployment").inputs as {
    readonly spec: { readonly template: { readonly spec: Pod } };
  };
  return spec.template.spec;
}
