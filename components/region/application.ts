import type * as pulumi from "@pulumi/pulumi";
import { cachePort } from "../data/any-cache";
import { postgresqlPort } from "../data/postgresql";
import type { LoadBalancer } from "../edge/load-balancer";
import type { IngressArgs } from "../kubernetes/ingress";
import { KubernetesApp, type KubernetesAppArgs } from "../kubernetes/kubernetes-app";
import { AppTier, type AppTierArgs } from "../workloads/app-tier";
import { environmentIn, type ObjectStoreAccess } from "./environment";
import type { Region } from "./region";

export type Ec2Settings = Pick<
  AppTierArgs,
  "image" | "port" | "instanceType" | "minInstances" | "maxInstances"
> & {
  readonly platform: "ec2";
  readonly machineImageIds: Readonly<Record<string, string>>;
  readonly deployment:
    | { readonly mode: "rolling" }
    | { readonly mode: "blue-green"; readonly greenImage: string; readonly greenPercent: number };
};

export type KubernetesSettings = Pick<
  KubernetesAppArgs,
  | "image"
  | "port"
  | "minReplicas"
  | "maxReplicas"
  | "targetCpuPercent"
  | "cpuMillicores"
  | "memoryMiB"
  | "preStopSeconds"
  | "terminationGraceSeconds"
  | "readinessPath"
> & { readonly platform: "kubernetes"; readonly exposure: "target-group-binding" | "ingress" };

/** What the application is given, on whichever platform. */
export interface AppContext {
  readonly objects: ObjectStoreAccess;
  readonly targetTlsSecretArn: pulumi.Input<string>;
  /** The application's own secrets, beside those of the stores. */
  readonly secretArns: Readonly<Record<string, pulumi.Input<string>>>;
  readonly healthCheckPath: string;
  readonly deregistrationDelaySeconds: number;
  readonly logRetentionDays: number;
  /** Tags of what the application's groups launch, where the provider puts none. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A rollout waits until what it started serves, and nothing serves before the flows to it are open. */
const inside = (region: Region) => ({ parent: region, dependsOn: [region.firewall] });

function common(region: Region, args: AppContext) {
  return {
    ...args,
    environment: environmentIn(region, args.objects),
    secretArns: { ...region.credentialArns, ...args.secretArns },
    bucketArns: args.objects.bucketArns,
    keyArn: region.keyArn,
    otherKeyArns: args.objects.otherKeyArns,
  };
}

/** The application on EC2 instances. @param alarmNames those that end a roll-out. */
export function createEc2App(
  region: Region,
  { machineImageIds, deployment, ...settings }: Ec2Settings,
  args: AppContext,
  loadBalancer: LoadBalancer,
  alarmNames: readonly pulumi.Input<string>[],
): AppTier {
  const { blue, green } = loadBalancer.targetGroupArns;
  const { [region.name]: machineImageId } = machineImageIds;
  return new AppTier(
    `${region.name}-app`,
    {
      ...settings,
      ...common(region, args),
      subnetIds: region.network.privateSubnetIds,
      securityGroupId: region.firewall.securityGroupIds.app,
      targetGroupArns: [blue],
      alarmNames,
      ...(machineImageId !== undefined && { machineImageId }),
      ...(deployment.mode === "blue-green" &&
        green && { green: { image: deployment.greenImage, targetGroupArns: [green] } }),
    },
    inside(region),
  );
}

/** How requests come to pods: through the platform's load balancer, or one that the cluster makes. */
export type PodExposure = LoadBalancer | IngressArgs;

/** The application in pods. */
export function createKubernetesApp(
  region: Region,
  settings: KubernetesSettings,
  args: AppContext,
  exposure: PodExposure,
): KubernetesApp {
  const { cluster, network, database, cache } = region;
  if (cluster === undefined) throw new TypeError(`${region.name} has no cluster for the pods`);
  const ports = [...(database ? [postgresqlPort] : []), ...(cache ? [cachePort] : [])];
  return new KubernetesApp(
    `${region.name}-app`,
    {
      ...settings,
      ...common(region, args),
      cluster,
      zones: region.availabilityZones.length,
      livenessPath: args.healthCheckPath,
      exposure:
        "targetGroupArn" in exposure
          ? { kind: "target-group-binding", targetGroupArn: exposure.targetGroupArn }
          : { ...exposure, kind: "ingress" },
      loadBalancerCidrBlocks: network.cidrBlocks.public,
      collectorCidrBlocks: network.cidrBlocks.private,
      ...(ports.length > 0 && { dataStores: { cidrBlocks: network.cidrBlocks.data, ports } }),
    },
    inside(region),
  );
}
