import { types } from "../../../../rehearsal/cloud/aws/type-tokens";
import { kubernetesPackage } from "../../../../rehearsal/cloud/kubernetes/package";
import type { CloudPackage } from "../../../../rehearsal/cloud/package";
import type { Props } from "../../../../rehearsal/cloud/wire";
import { Aws, type MadeResource } from "./aws";
import { autoModeCluster } from "./clusters";
import { regionFixture } from "./region-fixture";

export const kinds = {
  namespace: "kubernetes:core/v1:Namespace",
  serviceAccount: "kubernetes:core/v1:ServiceAccount",
  configMap: "kubernetes:core/v1:ConfigMap",
  deployment: "kubernetes:apps/v1:Deployment",
  autoscaler: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  budget: "kubernetes:policy/v1:PodDisruptionBudget",
  ingress: "kubernetes:networking.k8s.io/v1:Ingress",
  definition: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
  binding: "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding",
  theirBinding: "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding",
} as const;

/** A cluster in Auto Mode as the engine uses it, in an account with a network. */
export class ApiServer {
  readonly #package: CloudPackage;

  constructor(
    readonly aws: Aws,
    readonly cluster: MadeResource,
    /** How the provider is configured. */
    readonly config: Props = { clusterIdentifier: cluster.outputs["endpoint"] as string },
  ) {
    this.#package = kubernetesPackage(aws.store, "4.0.0", __dirname);
  }

  /** Asynchronous, as refusals are. */
  async create(type: string, object: Props): Promise<Props> {
    const { outputs } = await this.#package.create({
      ...this.#request(type),
      inputs: object,
      preview: false,
    });
    return outputs;
  }

  update(type: string, id: string, before: Props, object: Props): Promise<Props> {
    const old = { id, oldInputs: before, oldOutputs: before };
    return this.#package.update({ ...this.#request(type), ...old, inputs: object, preview: false });
  }

  delete(type: string, id: string): Promise<void> {
    const old = { id, oldInputs: {}, oldOutputs: {} };
    return Promise.resolve().then(() => {
      this.#package.delete({ ...this.#request(type), ...old });
    });
  }

  read(type: string, id: string): ReturnType<CloudPackage["read"]> {
    const old = { id, oldInputs: {}, oldOutputs: {}, inputs: {}, preview: false };
    return this.#package.read({ ...this.#request(type), ...old });
  }

  #request(type: string) {
    return { urn: `urn:pulumi:test::project::${type}::thing`, type, name: "thing", config: this.config };
  }
}

/** A cluster named `shop` with the namespace `app` in it. */
export async function apiServer(): Promise<ApiServer> {
  const aws = new Aws();
  const inputs = await autoModeCluster(aws, await regionFixture(aws));
  const server = new ApiServer(aws, await aws.create(types.cluster, { ...inputs, name: "shop" }));
  await server.create(kinds.namespace, {
    metadata: { name: "app", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
  });
  return server;
}
