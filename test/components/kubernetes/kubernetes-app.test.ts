import { describe, expect, test } from "@jest/globals";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Cluster } from "../../../components/kubernetes/cluster";
import { KubernetesApp, type KubernetesAppArgs } from "../../../components/kubernetes/kubernetes-app";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";
import { appArgs, appRun, ingressArgs, podOf } from "./support/app";
import { clusterArgs } from "./support/cluster";

const deploymentType = "kubernetes:apps/v1:Deployment";
const configMapType = "kubernetes:core/v1:ConfigMap";
const autoBinding = "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding";
const labels = { "app.kubernetes.io/name": "app" };

describe("KubernetesApp", () => {
  test("is a namespace with one application in it", async () => {
    const run = await appRun();
    expect(run.counts()).toEqual({
      "standfast:kubernetes:KubernetesApp": 1,
      "standfast:kubernetes:PodIdentity": 1,
      "standfast:kubernetes:AppExposure": 1,
      "pulumi:providers:kubernetes": 1,
      "standfast:aws:ServiceRole": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
      "aws:eks/podIdentityAssociation:PodIdentityAssociation": 1,
      "kubernetes:core/v1:Namespace": 1,
      "kubernetes:core/v1:ServiceAccount": 1,
      "kubernetes:core/v1:Service": 1,
      [configMapType]: 3,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy": 2,
      [autoBinding]: 1,
      [deploymentType]: 1,
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": 1,
      "kubernetes:policy/v1:PodDisruptionBudget": 1,
    });
    expect(run.result.namespace).toBe("app");
    expect(await outputOf(run.result.deploymentName)).toBe("app");
    expect(run.result.hostname).toBeUndefined();
  });

  test("keeps one pod in each zone and one on each node, and adds before it takes away", async () => {
    const { spec } = (await appRun()).one(deploymentType).inputs;
    expect(spec).toMatchObject({
      selector: { matchLabels: labels },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels },
        spec: {
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                { labelSelector: { matchLabels: labels }, topologyKey: "kubernetes.io/hostname" },
              ],
            },
          },
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              minDomains: 3,
              topologyKey: "topology.kubernetes.io/zone",
              whenUnsatisfiable: "DoNotSchedule",
              labelSelector: { matchLabels: labels },
              matchLabelKeys: ["pod-template-hash"],
            },
          ],
        },
      },
    });
  });

  test("leaves the number of pods to the autoscaler", async () => {
    const run = await appRun();
    expect(run.one(deploymentType).inputs.spec).not.toHaveProperty("replicas");
    expect(run.one("kubernetes:autoscaling/v2:HorizontalPodAutoscaler").inputs.spec).toEqual({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "app" },
      minReplicas: 3,
      maxReplicas: 20,
      metrics: [
        {
          type: "ContainerResource",
          containerResource: {
            name: "cpu",
            container: "app",
            target: { type: "Utilization", averageUtilization: 70 },
          },
        },
      ],
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          selectPolicy: "Max",
          policies: [
            { type: "Percent", value: 100, periodSeconds: 15 },
            { type: "Pods", value: 4, periodSeconds: 15 },
          ],
        },
        scaleDown: {
          stabilizationWindowSeconds: 300,
          policies: [{ type: "Pods", value: 1, periodSeconds: 60 }],
        },
      },
    });
  });

  test("lets a drain take one pod at a time, and one that does not work at once", async () => {
    const run = await appRun();
    expect(run.one("kubernetes:policy/v1:PodDisruptionBudget").inputs.spec).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: labels },
    });
  });

  test("opens to the load balancer, and out to what it needs", async () => {
    const run = await appRun();
    const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
    expect(run.one(policyType, "us-east-1-app-deny-all").inputs.spec).toEqual({
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
    });
    const block = (cidr: string) => ({ ipBlock: { cidr } });
    const tcp = (port: number) => ({ protocol: "TCP", port });
    expect(run.one(policyType, "us-east-1-app-app").inputs.spec).toEqual({
      podSelector: { matchLabels: labels },
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: ["10.10.0.0/20", "10.10.16.0/20", "10.10.32.0/20"].map(block), ports: [tcp(8443)] }],
      egress: [
        { ports: [{ protocol: "UDP", port: 53 }, tcp(53)] },
        { to: [block("169.254.170.23/32")], ports: [tcp(80)] },
        { ports: [tcp(443)] },
        { to: [block("10.10.96.0/22")], ports: [tcp(5432), tcp(6379)] },
      ],
    });
    const measured = await appRun({ collectorCidrBlocks: ["10.10.48.0/20"] });
    expect(measured.one(policyType, "us-east-1-app-app").inputs.spec).toMatchObject({
      ingress: [{ from: [{}, {}, {}, block("10.10.48.0/20")], ports: [tcp(8443)] }],
    });
    const alone = await appRun({ dataStores: undefined });
    expect(alone.one(policyType, "us-east-1-app-app").inputs.spec).toHaveProperty("egress.length", 3);
  });

  test("opens further ports to whom they are for, and out to what else is listed", async () => {
    const run = await appRun({
      additionalPorts: { statsd: { port: 8125, protocol: "udp", cidrBlocks: ["10.10.0.0/16"] } },
      egress: [{ protocol: "tcp", port: 5671, cidrBlocks: ["203.0.113.0/24"], description: "broker" }],
    });
    const traffic = run.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", "us-east-1-app-app");
    expect(traffic.inputs.spec).toMatchObject({
      ingress: [
        {},
        { from: [{ ipBlock: { cidr: "10.10.0.0/16" } }], ports: [{ protocol: "UDP", port: 8125 }] },
      ],
      egress: [
        {},
        {},
        { to: [{ ipBlock: { cidr: "203.0.113.0/24" } }], ports: [{ protocol: "TCP", port: 5671 }] },
        {},
      ],
    });
    expect(run.one("kubernetes:apps/v1:Deployment").inputs.spec).toMatchObject({
      template: {
        spec: {
          containers: [
            {
              ports: [
                { name: "http", containerPort: 8080 },
                { name: "statsd", containerPort: 8125, protocol: "UDP" },
              ],
            },
          ],
        },
      },
    });
  });

  test("gives its pods an identity with its secrets and buckets, bound to its service account", async () => {
    const run = await appRun({ bucketArns: ["arn:aws:s3:::shop"] });
    expect(run.one("aws:eks/podIdentityAssociation:PodIdentityAssociation").inputs).toEqual({
      clusterName: "shop",
      namespace: "app",
      serviceAccount: "app",
      roleArn: "arn:aws:mock:::us-east-1-app-identity-role",
    });
    expect(JSON.parse(run.one("aws:iam/role:Role").inputs.assumeRolePolicy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowAssumeRole",
          Effect: "Allow",
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Principal: { Service: "pods.eks.amazonaws.com" },
          Condition: {
            StringEquals: {
              "aws:RequestTag/kubernetes-namespace": "app",
              "aws:RequestTag/kubernetes-service-account": "app",
            },
          },
        },
      ],
    });
    expect(JSON.parse(run.one("aws:iam/rolePolicy:RolePolicy").inputs.policy as string)).toMatchObject({
      Statement: [
        { Resource: [appArgs.targetTlsSecretArn, appArgs.secretArns["database"]] },
        { Resource: "key-arn" },
        { Resource: ["arn:aws:s3:::shop"] },
        { Resource: ["arn:aws:s3:::shop/*"] },
      ],
    });
    expect(run.one("kubernetes:core/v1:ServiceAccount").inputs).toMatchObject({
      metadata: { name: "app", namespace: "app" },
      automountServiceAccountToken: false,
    });
  });

  test("starts no pod before identity, policies and target group are bound", async () => {
    const run = await appRun();
    expect(run.one(deploymentType).dependencies).toEqual(
      expect.arrayContaining([
        "us-east-1-app-account",
        "us-east-1-app-identity-association",
        "us-east-1-app-deny-all",
        "us-east-1-app-app",
        "us-east-1-app-exposure-binding",
      ]),
    );
    expect(run.one("aws:eks/podIdentityAssociation:PodIdentityAssociation").dependencies).toContain(
      "us-east-1-app-identity-policy",
    );
  });

  test("replaces its pods when a setting changes: ConfigMaps are named by their content", async () => {
    const names = async (more: Partial<KubernetesAppArgs>) => {
      const [app] = podOf(await appRun(more)).containers;
      const [source] = app?.["envFrom"] as [{ readonly configMapRef: { readonly name: string } }];
      return source.configMapRef.name;
    };
    const before = await names({});
    expect(before).toMatch(/^environment-[0-9a-f]{10}$/);
    expect(await names({ environment: { ...appArgs.environment } })).toBe(before);
    expect(await names({ environment: { ...appArgs.environment, CACHE_HOST: "other" } })).not.toBe(before);
    const run = await appRun();
    expect(run.recorded(configMapType).map(({ inputs }) => inputs.immutable as boolean)).toEqual([
      true,
      true,
      true,
    ]);
    expect(run.one(configMapType, "us-east-1-app-environment").inputs).toMatchObject({
      metadata: { name: before, namespace: "app" },
      data: appArgs.environment,
    });
  });

  test("holds every container to the level `restricted`", async () => {
    const run = await appRun();
    expect(run.one("kubernetes:core/v1:Namespace").inputs.metadata).toEqual({
      name: "app",
      labels: {
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
        "eks.amazonaws.com/pod-readiness-gate-inject": "enabled",
      },
    });
  });

  test("lives and dies with a cluster of this program", async () => {
    const goesWith: Record<string, pulumi.Resource | undefined> = {};
    const run = await record(() => {
      const cluster = new Cluster("c", clusterArgs);
      const seen: pulumi.ResourceTransformation = ({ type, name, opts }) => {
        const { deletedWith } = opts as pulumi.CustomResourceOptions;
        if (type.startsWith("kubernetes:")) goesWith[name] = deletedWith;
        return undefined;
      };
      const exposure = { kind: "ingress", ...ingressArgs } as const;
      const opts = { transformations: [seen] };
      return { cluster, app: new KubernetesApp("app", { cluster, ...appArgs, exposure }, opts) };
    });
    const staying = Object.keys(goesWith).filter(
      (name) => goesWith[name] !== run.result.cluster.clusterResource,
    );
    // The Ingress has a load balancer outside: only a cluster that is alive can delete it.
    expect(staying).toEqual(["app-exposure-ingress"]);
    expect(Object.keys(goesWith)).toHaveLength(14);
    expect(run.one("aws:eks/podIdentityAssociation:PodIdentityAssociation").dependencies).toContain(
      "c-cluster",
    );
  });

  test("stays with the providers it is given", async () => {
    const provider = () => new kubernetes.Provider("cluster", { context: "test" });
    const create = (opts: pulumi.ComponentResourceOptions) =>
      new KubernetesApp(
        "app",
        { ...appArgs, cluster: { clusterName: "shop", provider: provider(), loadBalancing: "auto-mode" } },
        opts,
      );
    expect(await strayResources(create)).toEqual([]);
    const run = await appRun();
    const elsewhere = run.resources.filter(
      ({ type, provider: used }) => type.startsWith("kubernetes:") && used !== "cluster",
    );
    expect(elsewhere).toEqual([]);
  });

  test.each<[string, Partial<KubernetesAppArgs>, string]>([
    [
      "two zones",
      { zones: 2 },
      "zones must be at least 3, got 2; give the cluster a subnet in each of three zones",
    ],
    [
      "fewer pods than zones",
      { zones: 4, minReplicas: 3 },
      "minReplicas must be at least 4, one in each zone, got 3; raise it",
    ],
    [
      "a maximum below the minimum",
      { maxReplicas: 2 },
      "maxReplicas must be at least minReplicas (3), got 2; raise it",
    ],
    ["no load", { targetCpuPercent: 0 }, "targetCpuPercent must be from 1 to 100, got 0"],
    [
      "the port where TLS ends",
      { port: 8443 },
      "port must be a whole number from 1 to 65535 and not 8443, where TLS ends, got 8443",
    ],
    [
      "a pod that ends before it is deregistered",
      { preStopSeconds: 29 },
      "preStopSeconds must be at least deregistrationDelaySeconds (30), got 29; a pod that ends earlier drops the requests that are still sent to it",
    ],
    [
      "a pod that is killed while it ends",
      { terminationGraceSeconds: 44 },
      "terminationGraceSeconds must be at least preStopSeconds + 10 (45), got 44; raise it",
    ],
    [
      "a secret that is no file name",
      { secretArns: { "../database": "arn" } },
      "secretArns must be named in lower case, digits and dashes, got ../database; it becomes the name of a file",
    ],
    [
      "pods that no load balancer reaches",
      { loadBalancerCidrBlocks: [] },
      "loadBalancerCidrBlocks must list at least 1, got 0; without one no load balancer reaches the pods",
    ],
  ])("refuses %s", async (_, more, message) => {
    await expect(appRun(more)).rejects.toThrow(message);
  });
});
