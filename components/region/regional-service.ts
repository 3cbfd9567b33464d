import type * as pulumi from "@pulumi/pulumi";
import type { OriginVerification } from "../edge/forwarding";
import { LoadBalancer, type LoadBalancerArgs } from "../edge/load-balancer";
import type { RegionEndpoint } from "../edge/region-records";
import { WebFirewall, type WebFirewallArgs } from "../edge/web-firewall";
import { loadBalancerHostedZoneId } from "../kit/load-balancer-hosted-zones";
import { ZonalAutoshift } from "../operations/zonal-autoshift";
import { AppTier } from "../workloads/app-tier";
import { TargetTlsCertificate } from "../workloads/target-tls-certificate";
import type { ObjectStoreAccess } from "./environment";
import type { Region } from "./region";
import { type RegionAlarms, createAlarms, type RegionAlarmsArgs } from "./alarms";
import { type Ec2Settings, createKubernetesApp, type KubernetesSettings, createEc2App } from "./application";

type WebFirewallSettings = Omit<WebFirewallArgs, "before" | "logRetentionDays"> & {
  readonly whenUnavailable: "allow" | "block";
};

export interface RegionalServiceArgs extends RegionAlarmsArgs {
  /** An issued certificate of this region. */
  readonly certificateArn: pulumi.Input<string>;
  readonly loadBalancer: Pick<
    LoadBalancerArgs,
    | "kind"
    | "healthCheck"
    | "deregistrationDelaySeconds"
    | "stickySessionSeconds"
    | "idleTimeoutSeconds"
    | "clientKeepAliveSeconds"
    | "accessLogRetentionDays"
  >;
  /** Stands at the load balancer. @default none */
  readonly webFirewall?: WebFirewallSettings;
  /** What requests need to be let in, where something else stands in front. @default nothing */
  readonly originVerification?: OriginVerification;
  readonly appTier: Ec2Settings | KubernetesSettings;
  readonly objects: ObjectStoreAccess;
  /** The application's own secrets. */
  readonly secretArns: Readonly<Record<string, pulumi.Input<string>>>;
  readonly logRetentionDays: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** What serves in a region. */
export interface RegionalService {
  readonly region: Region;
  readonly endpoint: RegionEndpoint;
  /** None where the cluster makes it. */
  readonly loadBalancer?: LoadBalancer;
  readonly app: pulumi.Resource;
  /** Of each colour there is; none on Kubernetes. */
  readonly autoScalingGroupNames: Readonly<Record<string, pulumi.Output<string>>>;
  readonly watch: RegionAlarms;
}

/** Lets a region serve: its entry, its application, and the alarms that watch both. */
export function createRegionalService(region: Region, args: RegionalServiceArgs): RegionalService {
  const { appTier } = args;
  const secretArn = new TargetTlsCertificate(
    `${region.name}-target-tls`,
    { commonName: `app.${region.name}.internal`, keyArn: region.keyArn },
    { parent: region },
  ).secretArn;
  const workload = {
    ...args,
    ...args.loadBalancer,
    targetTlsSecretArn: secretArn,
    healthCheckPath: args.loadBalancer.healthCheck.path,
  };
  if (appTier.platform === "kubernetes" && appTier.exposure === "ingress") {
    return throughIngress(region, args, appTier, workload);
  }

  const loadBalancer = createLoadBalancer(region, args);
  const watched = createAlarms(region, args, loadBalancer);
  const { rollbackAlarmNames, outcomeAlarmArns } = watched.alarms;
  const { arn: resourceArn, dnsName, hostedZoneId } = loadBalancer;
  new ZonalAutoshift(`${region.name}-autoshift`, { resourceArn, outcomeAlarmArns }, { parent: region });
  const service = {
    region,
    endpoint: { region: region.name, dnsName, hostedZoneId },
    loadBalancer,
    watch: watched,
  };
  if (appTier.platform === "kubernetes") {
    return {
      ...service,
      app: createKubernetesApp(region, appTier, workload, loadBalancer),
      autoScalingGroupNames: {},
    };
  }
  const app = createEc2App(region, appTier, workload, loadBalancer, rollbackAlarmNames);
  return { ...service, app, autoScalingGroupNames: app.autoScalingGroupNames };
}

/** The cluster makes the load balancer, from an Ingress. */
function throughIngress(
  region: Region,
  args: RegionalServiceArgs,
  appTier: KubernetesSettings,
  workload: Parameters<typeof createKubernetesApp>[2],
): RegionalService {
  const firewall = args.webFirewall && createWebFirewall(region, args, args.webFirewall, { kind: "ingress" });
  const app = createKubernetesApp(region, appTier, workload, {
    ...args.loadBalancer,
    subnetIds: region.network.publicSubnetIds,
    certificateArn: args.certificateArn,
    protection: region.protection,
    ...(firewall && { webFirewallArn: firewall.arn }),
  });
  if (app.hostname === undefined) throw new TypeError(`the Ingress of ${region.name} has no host name`);
  return {
    region,
    endpoint: {
      region: region.name,
      dnsName: app.hostname,
      hostedZoneId: loadBalancerHostedZoneId(region.name),
    },
    app,
    autoScalingGroupNames: {},
    watch: createAlarms(region, args),
  };
}

function createLoadBalancer(region: Region, args: RegionalServiceArgs): LoadBalancer {
  const { network, firewall, availabilityZones, protection } = region;
  const { appTier, webFirewall: settings } = args;
  const loadBalancer = new LoadBalancer(
    `${region.name}-lb`,
    {
      ...args.loadBalancer,
      vpcId: network.vpcId,
      subnetIds: network.publicSubnetIds,
      availabilityZones,
      securityGroupIds: firewall.securityGroupIds,
      certificateArn: args.certificateArn,
      targets: appTier.platform === "kubernetes" ? "ip" : "instance",
      clusterName: region.cluster?.clusterName,
      targetPort: AppTier.targetTlsPort,
      protection,
      ...(args.originVerification && { originVerification: args.originVerification }),
      ...(settings && { webFirewallUnavailable: settings.whenUnavailable }),
      ...(appTier.platform === "ec2" &&
        appTier.deployment.mode === "blue-green" && {
          blueGreen: { greenPercent: appTier.deployment.greenPercent },
        }),
    },
    { parent: region },
  );
  const { applicationArn: arn } = loadBalancer;
  if (settings && arn) createWebFirewall(region, args, settings, { kind: "load-balancer", arn });
  return loadBalancer;
}

function createWebFirewall(
  region: Region,
  { logRetentionDays }: RegionalServiceArgs,
  settings: WebFirewallSettings,
  before: WebFirewallArgs["before"],
): WebFirewall {
  const name = `${region.name}-firewall`;
  return new WebFirewall(name, { ...settings, before, logRetentionDays }, { parent: region });
}
