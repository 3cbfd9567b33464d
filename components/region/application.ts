import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import { cachePort, postgresqlPort } from "../kit/ports";
import type { LoadBalancer } from "../edge/load-balancer";
import type { AppPermission } from "../kit/app-permissions";
import type { Complete } from "../kit/complete";
import type { Exposure } from "../kubernetes/exposure";
import { KubernetesApp, type KubernetesAppArgs } from "../kubernetes/kubernetes-app";
import { AppTier, type AppTierArgs } from "../workloads/app-tier";
import { environmentIn, type ObjectStoreAccess } from "./environment";
import { additionalPorts, egressRule } from "./network";
import type { Region } from "./region";
import type { Ec2Settings, KubernetesSettings } from "./settings";

/** What the application of a region is given beside the settings, on whichever platform. */
export interface AppContext {
  readonly objects: ObjectStoreAccess;
  readonly targetTlsSecretArn: pulumi.Input<string>;
  /** The application's own secrets, beside those of the stores. */
  readonly secretArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Tags of what the application's groups launch, where the provider puts none. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A rollout waits until what it started serves, and nothing serves before the flows to it are open. */
const optionsIn = (region: Region) => ({ parent: region, dependsOn: [region.firewall] });

/** The application on EC2 instances. @param alarmNames those that end a roll-out. */
export function createAppTier(
  region: Region,
  settings: Settings,
  appTier: Ec2Settings,
  app: AppContext,
  loadBalancer: LoadBalancer,
  alarmNames: readonly pulumi.Input<string>[],
): AppTier {
  const args = appTierArgs(settings, appTier, region, app, loadBalancer, alarmNames);
  return new AppTier(`${region.name}-app`, args, optionsIn(region));
}

function appTierArgs(
  settings: Settings,
  appTier: Ec2Settings,
  region: Region,
  app: AppContext,
  { targetGroupArns }: LoadBalancer,
  alarmNames: readonly pulumi.Input<string>[],
): Complete<AppTierArgs> {
  const { loadBalancer, observability } = settings;
  return {
    image: imageIn(region, appTier),
    targetGroupArns: [targetGroupArns.blue],
    subnetIds: region.network.privateSubnetIds,
    securityGroupId: region.firewall.securityGroupIds.app,
    port: appTier.port,
    instanceType: appTier.instanceType,
    minInstances: appTier.minInstances,
    maxInstances: appTier.maxInstances,
    state: stateOf(region),
    environment: environmentIn(region, app.objects, loadBalancer, appTier.environment),
    targetTlsSecretArn: app.targetTlsSecretArn,
    secretArns: secretArns(region, app),
    bucketArns: app.objects.bucketArns,
    keyArn: region.keyArn,
    otherKeyArns: app.objects.otherKeyArns,
    additionalPorts: additionalPorts(settings, region),
    permissions: appTier.permissions.map(permission),
    machineImageId: appTier.machineImageIds[region.name],
    healthCheckPath: loadBalancer.healthCheck.path,
    alarmNames: appTier.rolloutAlarms === "stop" ? alarmNames : [],
    logRetentionDays: observability.logRetentionDays,
    tags: app.tags,
    green: greenRelease(appTier, targetGroupArns.green),
  };
}

function permission({
  actions,
  resources,
  conditions,
}: Settings["appTier"]["permissions"][number]): Complete<AppPermission> {
  return { actions, resources, conditions };
}

function greenRelease(
  { deployment }: Ec2Settings,
  targetGroupArn: pulumi.Input<string> | undefined,
): AppTierArgs["green"] {
  if (deployment.mode !== "blue-green" || targetGroupArn === undefined) return undefined;
  return { image: deployment.greenImage, targetGroupArns: [targetGroupArn] };
}

/** The application in pods. */
export function createKubernetesApp(
  region: Region,
  settings: Settings,
  appTier: KubernetesSettings,
  app: AppContext,
  exposure: Exposure,
): KubernetesApp {
  const args = kubernetesAppArgs(settings, appTier, region, app, exposure);
  return new KubernetesApp(`${region.name}-app`, args, optionsIn(region));
}

function kubernetesAppArgs(
  settings: Settings,
  appTier: KubernetesSettings,
  region: Region,
  app: AppContext,
  exposure: Exposure,
): Complete<KubernetesAppArgs> {
  const { loadBalancer } = settings;
  const { cluster, network, availabilityZones } = region;
  if (cluster === undefined) throw new TypeError(`${region.name} has no cluster for the pods`);
  return {
    cluster,
    namespace: undefined,
    zones: availabilityZones.length,
    image: imageIn(region, appTier),
    port: appTier.port,
    minReplicas: appTier.minReplicas,
    maxReplicas: appTier.maxReplicas,
    state: stateOf(region),
    targetCpuPercent: appTier.targetCpuPercent,
    cpuMillicores: appTier.cpuMillicores,
    memoryMiB: appTier.memoryMiB,
    livenessPath: loadBalancer.healthCheck.path,
    readinessPath: podReadinessPath(settings, appTier),
    readinessToleranceSeconds: undefined,
    preStopSeconds: appTier.preStopSeconds,
    terminationGraceSeconds: appTier.terminationGraceSeconds,
    deregistrationDelaySeconds: loadBalancer.deregistrationDelaySeconds,
    environment: environmentIn(region, app.objects, loadBalancer, appTier.environment),
    targetTlsSecretArn: app.targetTlsSecretArn,
    secretArns: secretArns(region, app),
    bucketArns: app.objects.bucketArns,
    keyArn: region.keyArn,
    otherKeyArns: app.objects.otherKeyArns,
    additionalPorts: additionalPorts(settings, region),
    permissions: appTier.permissions.map(permission),
    exposure,
    loadBalancerCidrBlocks: network.cidrBlocks.public,
    collectorCidrBlocks: network.cidrBlocks.private,
    dataStores: dataStoresOf(region),
    egress: settings.network.egress.map(egressRule),
    haproxyImage: undefined,
    fetchImage: undefined,
  };
}

/**
 * Whether a region serves, writes included, is one question; whether a pod can serve is another. A standby answers no
 * to the first, and a Deployment whose pods answered so would never be complete there.
 */
function podReadinessPath(
  { database, regions, loadBalancer: { healthCheck } }: Settings,
  { podReadinessPath: own, readinessPath }: KubernetesSettings,
): string {
  return own ?? (database && regions.length > 1 ? healthCheck.path : readinessPath);
}

/** From a registry of the region itself, where one is named. */
const imageIn = ({ name }: Region, { image, imageByRegion }: Ec2Settings | KubernetesSettings) =>
  imageByRegion[name] ?? image;

/** A fenced region has all that it needs to serve, and does not. */
const stateOf = ({ role }: Region) => (role === "fenced" ? "fenced" : "serving");

function dataStoresOf({ network, database, cache }: Region): KubernetesAppArgs["dataStores"] {
  const ports = [...(database ? [postgresqlPort] : []), ...(cache ? [cachePort] : [])];
  return ports.length > 0 ? { cidrBlocks: network.cidrBlocks.data, ports } : undefined;
}

/** Those of the stores, and the application's own. */
function secretArns(region: Region, app: AppContext): Record<string, pulumi.Input<string>> {
  return Object.fromEntries([...Object.entries(region.credentialArns), ...Object.entries(app.secretArns)]);
}
