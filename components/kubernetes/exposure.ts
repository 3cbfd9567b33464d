import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import type { AppCluster, LoadBalancing } from "./app-cluster";
import { targetTlsPort } from "../kit/contract";
import { type IngressArgs, ingressAnnotations, ingressClassParams } from "./ingress";

/**
 * How requests come to the pods.
 *
 * - `target-group-binding`: pods join a target group of the platform's own load balancer. It must be of type `ip`, in
 *   the cluster's VPC, in use by a listener, and, for Auto Mode, tagged `eks:eks-cluster-name` with the cluster's
 *   name: the permissions of Auto Mode end where that tag does;
 * - `ingress`: the cluster's controller makes a load balancer of its own.
 */
export type Exposure =
  | { readonly kind: "target-group-binding"; readonly targetGroupArn: pulumi.Input<string> }
  | ({ readonly kind: "ingress" } & IngressArgs);

export interface PodExposureArgs {
  readonly cluster: AppCluster;
  readonly exposure: Exposure;
  readonly namespace: string;
  readonly service: pulumi.Input<string>;
  readonly labels: Readonly<Record<string, string>>;
  readonly livenessPath: string;
  readonly deregistrationDelaySeconds: number;
}

const controllers = {
  "auto-mode": {
    api: "eks.amazonaws.com/v1",
    ingress: "eks.amazonaws.com/alb",
    readinessGate: "eks.amazonaws.com/pod-readiness-gate-inject",
  },
  "aws-load-balancer-controller": {
    api: "elbv2.k8s.aws/v1beta1",
    ingress: "ingress.k8s.aws/alb",
    readinessGate: "elbv2.k8s.aws/pod-readiness-gate-inject",
  },
} as const satisfies Record<LoadBalancing, unknown>;

/**
 * The label that makes the controller hold a new pod back until its load balancer finds it healthy: only then does a
 * rolling update take the next old one away.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/
 */
export function readinessGateLabel(loadBalancing: LoadBalancing): Record<string, string> {
  return { [controllers[loadBalancing].readinessGate]: "enabled" };
}

/** What binds the pods to a load balancer. */
export class AppExposure extends Component {
  /** What has to be there before the first pod, which is held back for it only then. */
  readonly beforePods: readonly pulumi.Resource[];
  readonly #args: PodExposureArgs;
  readonly #inside: pulumi.CustomResourceOptions;

  constructor(name: string, args: PodExposureArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kubernetes:AppExposure", name, opts);
    const { provider, clusterResource } = args.cluster;
    this.#args = args;
    this.#inside = this.child({ provider, ...(clusterResource && { deletedWith: clusterResource }) });
    this.beforePods = args.exposure.kind === "ingress" ? [] : [this.#binding(args.exposure.targetGroupArn)];
    this.registerOutputs({});
  }

  #binding(targetGroupArn: pulumi.Input<string>): pulumi.Resource {
    const { cluster, service } = this.#args;
    return new kubernetes.apiextensions.CustomResource(
      this.childName("binding"),
      {
        apiVersion: controllers[cluster.loadBalancing].api,
        kind: "TargetGroupBinding",
        metadata: this.#metadata(),
        spec: {
          targetGroupARN: targetGroupArn,
          targetType: "ip",
          serviceRef: { name: service, port: targetTlsPort },
        },
      },
      this.#inside,
    );
  }

  /**
   * An Application Load Balancer that the controller makes. It comes after the pods, because Pulumi waits for it to
   * have pods behind it.
   * @returns its host name.
   */
  ingress(args: IngressArgs, pods: pulumi.Resource): pulumi.Output<string> {
    const { cluster, service, livenessPath, deregistrationDelaySeconds, namespace } = this.#args;
    const { api, ingress: controller } = controllers[cluster.loadBalancing];
    // Such objects are the whole cluster's: the namespace in the name keeps those of others apart.
    const name = `${namespace}-alb`;
    const params = new kubernetes.apiextensions.CustomResource(
      this.childName("params"),
      {
        apiVersion: api,
        kind: "IngressClassParams",
        metadata: { name, labels: this.#args.labels },
        spec: ingressClassParams(args, cluster.loadBalancing, namespace),
      },
      this.#inside,
    );
    const ingressClass = new kubernetes.networking.v1.IngressClass(
      this.childName("class"),
      {
        metadata: { name, labels: this.#args.labels },
        spec: {
          controller,
          parameters: { apiGroup: api.split("/")[0], kind: "IngressClassParams", name: params.metadata.name },
        },
      },
      this.#inside,
    );
    const ingress = new kubernetes.networking.v1.Ingress(
      this.childName("ingress"),
      {
        metadata: {
          ...this.#metadata(),
          annotations: ingressAnnotations({ ...args, livenessPath, deregistrationDelaySeconds }),
        },
        spec: {
          ingressClassName: ingressClass.metadata.name,
          rules: [
            {
              http: {
                paths: [
                  {
                    path: "/",
                    pathType: "Prefix",
                    backend: { service: { name: service, port: { number: targetTlsPort } } },
                  },
                ],
              },
            },
          ],
        },
      },
      // Not `deletedWith` the cluster: only while that is alive does the controller delete its load balancer.
      this.child({ provider: cluster.provider, dependsOn: [pods] }),
    );
    return ingress.status.loadBalancer.ingress.apply(([front]) => {
      if (front === undefined) throw new Error(`Ingress ${namespace}/app has no load balancer`);
      return front.hostname;
    });
  }

  #metadata(): kubernetes.types.input.meta.v1.ObjectMeta {
    return { name: "app", namespace: this.#args.namespace, labels: this.#args.labels };
  }
}
