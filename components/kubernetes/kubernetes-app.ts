import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { autoscaler } from "./autoscaling";
import { type ConfigMapContent, configMapName } from "./config-map-name";
import { AppExposure, readinessGateLabel } from "./exposure";
import { targetTlsPort } from "../kit/contract";
import { haproxyConfiguration } from "./target-tls";
import {
  type CompleteKubernetesAppArgs,
  complete,
  conditions,
  type KubernetesAppArgs,
} from "./kubernetes-app-args";
import { appNetworkPolicy, denyAll } from "./network-policies";
import { PodIdentity } from "./pod-identity";
import { podSpec } from "./pod";
import { fetchScript } from "./secret-files";

export type { KubernetesAppArgs } from "./kubernetes-app-args";

/** Of the pods, and of nothing else in their namespace. It cannot change while they run. */
const labels = { "app.kubernetes.io/name": "app" };

/**
 * The application on Kubernetes, with the contract that it has on EC2: it serves HTTP on `PORT`, finds its settings in
 * the environment and its secrets as `<name>.json` in `SECRETS_FOLDER`, and its load balancer reaches it over TLS.
 *
 * What is asked of it: `readinessPath` by Kubernetes, which lets a pod join; `livenessPath` by the load balancer every
 * few seconds, which takes out a pod that does not answer. The load balancer does not ask whether the pod is ready:
 * that depends on what all pods share, and the day the database is slow it would be left with no target at all.
 */
export class KubernetesApp extends Component {
  /** The port on which pods serve TLS to their load balancer. */
  static readonly targetTlsPort = targetTlsPort;

  readonly namespace: string;
  readonly deploymentName: pulumi.Output<string>;
  /** Of the Ingress's load balancer; undefined where pods join a target group. */
  readonly hostname?: pulumi.Output<string>;
  /** The role of the pods, for permissions beside those of the platform. */
  readonly roleName: pulumi.Output<string>;
  readonly #args: CompleteKubernetesAppArgs;

  /** @throws {pulumi.ResourceError} for arguments that would lose requests or cannot survive the loss of a zone. */
  constructor(name: string, args: KubernetesAppArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kubernetes:KubernetesApp", name, opts);
    this.#args = complete(args);
    for (const [holds, message] of conditions(this.#args)) this.require(holds, message);
    this.namespace = this.#args.namespace;

    const { association: identity, roleName } = this.#identity();
    this.roleName = roleName;
    const namespace = this.#namespace();
    const inside = this.#inside({ dependsOn: [namespace] });
    const account = new kubernetes.core.v1.ServiceAccount(
      this.childName("account"),
      { metadata: this.#metadata("app"), automountServiceAccountToken: false },
      inside,
    );
    const policies = this.#networkPolicies(inside);
    const service = new kubernetes.core.v1.Service(
      this.childName("service"),
      {
        metadata: this.#metadata("app"),
        spec: {
          type: "ClusterIP",
          selector: labels,
          ports: [{ name: "target-tls", port: targetTlsPort, targetPort: "target-tls" }],
        },
      },
      inside,
    );
    const exposure = new AppExposure(
      this.childName("exposure"),
      { ...this.#args, service: service.metadata.name, labels },
      { parent: this },
    );
    const before = [namespace, account, identity, ...policies, ...exposure.beforePods];
    const deployment = this.#deployment(before, inside);
    this.#availability(deployment, inside);

    this.deploymentName = deployment.metadata.name;
    if (args.exposure.kind === "ingress") this.hostname = exposure.ingress(args.exposure, deployment);
    this.registerOutputs({
      namespace: this.namespace,
      deploymentName: this.deploymentName,
      hostname: this.hostname,
      roleName: this.roleName,
    });
  }

  #namespace(): kubernetes.core.v1.Namespace {
    return new kubernetes.core.v1.Namespace(
      this.childName("namespace"),
      {
        metadata: {
          name: this.namespace,
          labels: {
            "pod-security.kubernetes.io/enforce": "restricted",
            "pod-security.kubernetes.io/warn": "restricted",
            ...readinessGateLabel(this.#args.cluster.loadBalancing),
          },
        },
      },
      this.#inside(),
    );
  }

  #identity(): PodIdentity {
    const { cluster, secretArns, targetTlsSecretArn, bucketArns, keyArn, otherKeyArns } = this.#args;
    const { permissions } = this.#args;
    return new PodIdentity(
      this.childName("identity"),
      {
        clusterName: cluster.clusterName,
        namespace: this.namespace,
        serviceAccount: "app",
        secretArns: [targetTlsSecretArn, ...Object.values(secretArns)],
        keyArn,
        bucketArns,
        otherKeyArns,
        permissions,
        ...(cluster.clusterResource && { clusterResource: cluster.clusterResource }),
      },
      { parent: this },
    );
  }

  #networkPolicies(inside: pulumi.CustomResourceOptions): pulumi.Resource[] {
    const traffic = appNetworkPolicy({ labels, ...this.#args });
    return Object.entries({ "deny-all": denyAll, app: traffic }).map(
      ([role, spec]) =>
        new kubernetes.networking.v1.NetworkPolicy(
          this.childName(role),
          { metadata: this.#metadata(role), spec },
          inside,
        ),
    );
  }

  #deployment(
    dependsOn: pulumi.Resource[],
    inside: pulumi.CustomResourceOptions,
  ): kubernetes.apps.v1.Deployment {
    const args = this.#args;
    const secretFiles = pulumi.all([args.targetTlsSecretArn, pulumi.all(args.secretArns)]);
    const fetch = secretFiles.apply(([targetTlsSecretArn, secretArns]) => ({
      "fetch.sh": fetchScript({ targetTlsSecretArn, secretArns }),
    }));
    const configMaps = {
      environment: this.#configMap("environment", pulumi.all(args.environment), inside),
      haproxy: this.#configMap("haproxy", { "haproxy.cfg": haproxyConfiguration(args.port) }, inside),
      fetch: this.#configMap("fetch", fetch, inside),
    };
    return new kubernetes.apps.v1.Deployment(
      this.childName("deployment"),
      {
        metadata: this.#metadata("app"),
        // No `replicas`: they are the autoscaler's alone, and an update of the program never touches them. With none it
        // stops: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#implicit-maintenance-mode-deactivation
        spec: {
          ...(args.state === "fenced" && { replicas: 0 }),
          selector: { matchLabels: labels },
          strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
          template: {
            metadata: { labels },
            spec: podSpec({ ...args, labels, serviceAccountName: "app", configMaps }),
          },
        },
      },
      this.#inside({ dependsOn }),
    );
  }

  /** How many there are, and how many may be away at a time. */
  #availability(deployment: kubernetes.apps.v1.Deployment, inside: pulumi.CustomResourceOptions): void {
    const { minReplicas, maxReplicas, targetCpuPercent } = this.#args;
    new kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
      this.childName("autoscaler"),
      {
        metadata: this.#metadata("app"),
        spec: autoscaler({
          deployment: deployment.metadata.name,
          minReplicas,
          maxReplicas,
          targetCpuPercent,
        }),
      },
      inside,
    );
    new kubernetes.policy.v1.PodDisruptionBudget(
      this.childName("budget"),
      {
        metadata: this.#metadata("app"),
        // One at a time, however many there are: two of three stay, and nineteen of twenty.
        spec: {
          maxUnavailable: 1,
          // A pod that does not work must not keep its node from being drained.
          unhealthyPodEvictionPolicy: "AlwaysAllow",
          selector: { matchLabels: labels },
        },
      },
      inside,
    );
  }

  #configMap(
    role: string,
    content: pulumi.Input<ConfigMapContent>,
    inside: pulumi.CustomResourceOptions,
  ): pulumi.Output<string> {
    const data = pulumi.output(content);
    const metadata = this.#metadata(data.apply((known) => configMapName(role, known)));
    return new kubernetes.core.v1.ConfigMap(this.childName(role), { metadata, data, immutable: true }, inside)
      .metadata.name;
  }

  #metadata(name: pulumi.Input<string>): kubernetes.types.input.meta.v1.ObjectMeta {
    return { name, namespace: this.namespace, labels };
  }

  /** Options of what lives in the cluster. */
  #inside(extra: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
    const { provider, clusterResource } = this.#args.cluster;
    return this.child({ provider, ...(clusterResource && { deletedWith: clusterResource }), ...extra });
  }
}
