import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import type { LoadBalancer } from "../edge/load-balancer";
import type { RegionEndpoint } from "../edge/region-records";
import { loadBalancerHostedZoneId } from "../kit/load-balancer-hosted-zones";
import type { KubernetesApp } from "../kubernetes/kubernetes-app";
import type { AppTier } from "../workloads/app-tier";
import { TargetTlsCertificate } from "../workloads/target-tls-certificate";
import { createAlarms, type RegionAlarms } from "./alarms";
import { type AppContext, createAppTier, createKubernetesApp } from "./application";
import {
  createIngressExposure,
  createLoadBalancer,
  createZonalAutoshift,
  type LoadBalancerContext,
} from "./load-balancer";
import type { Region } from "./region";
import type { KubernetesSettings } from "./settings";

export interface RegionalServiceArgs extends LoadBalancerContext, Omit<AppContext, "targetTlsSecretArn"> {
  /** Those of the whole stack. */
  readonly settings: Settings;
  /** Begins names that are unique in the account. */
  readonly namePrefix: string;
  /** Whether AWS Backup works in this region. */
  readonly backups: "none" | "monitored";
}

/** What serves in a region. */
export interface RegionalService {
  readonly region: Region;
  readonly endpoint: RegionEndpoint;
  /** None where the cluster makes it. */
  readonly loadBalancer: LoadBalancer | undefined;
  readonly app: AppTier | KubernetesApp;
  /** Of each colour there is; none on Kubernetes. */
  readonly autoScalingGroupNames: Readonly<Record<string, pulumi.Output<string>>>;
  readonly autoScalingGroupArns: Readonly<Record<string, pulumi.Output<string>>>;
  readonly alarms: RegionAlarms;
}

/** What makes a region serve: its load balancer, its application, and the alarms of both. */
export function createRegionalService(region: Region, args: RegionalServiceArgs): RegionalService {
  const { settings } = args;
  const { appTier } = settings;
  const app = appContext(region, args);
  if (appTier.platform === "kubernetes" && appTier.exposure === "ingress") {
    return behindIngress(region, args, appTier, app);
  }

  const loadBalancer = createLoadBalancer(region, settings, args);
  const alarms = createAlarms(region, args, loadBalancer);
  createZonalAutoshift(region, loadBalancer, alarms.alarms.outcomeAlarmArns);
  const { dnsName, hostedZoneId } = loadBalancer;
  const endpoint = { region: region.name, dnsName, hostedZoneId };
  if (appTier.platform === "kubernetes") {
    const { targetGroupArn } = loadBalancer;
    const pods = createKubernetesApp(region, settings, appTier, app, {
      kind: "target-group-binding",
      targetGroupArn,
    });
    return {
      region,
      endpoint,
      loadBalancer,
      app: pods,
      autoScalingGroupNames: {},
      autoScalingGroupArns: {},
      alarms,
    };
  }
  const { rollbackAlarmNames } = alarms.alarms;
  const instances = createAppTier(region, settings, appTier, app, loadBalancer, rollbackAlarmNames);
  const { autoScalingGroupNames, autoScalingGroupArns } = instances;
  return {
    region,
    endpoint,
    loadBalancer,
    app: instances,
    autoScalingGroupNames,
    autoScalingGroupArns,
    alarms,
  };
}

/** The cluster makes the load balancer, from an Ingress. */
function behindIngress(
  region: Region,
  args: RegionalServiceArgs,
  appTier: KubernetesSettings,
  app: AppContext,
): RegionalService {
  const exposure = createIngressExposure(region, args.settings, args);
  const pods = createKubernetesApp(region, args.settings, appTier, app, exposure);
  if (pods.hostname === undefined) throw new TypeError(`the Ingress of ${region.name} has no host name`);
  return {
    region,
    endpoint: {
      region: region.name,
      dnsName: pods.hostname,
      hostedZoneId: loadBalancerHostedZoneId(region.name),
    },
    loadBalancer: undefined,
    app: pods,
    autoScalingGroupNames: {},
    autoScalingGroupArns: {},
    alarms: createAlarms(region, args, undefined),
  };
}

function appContext(region: Region, { objects, secretArns, tags }: RegionalServiceArgs): AppContext {
  const { secretArn: targetTlsSecretArn } = new TargetTlsCertificate(
    `${region.name}-target-tls`,
    { commonName: `app.${region.name}.internal`, keyArn: region.keyArn },
    { parent: region },
  );
  return { objects, targetTlsSecretArn, secretArns, tags };
}
