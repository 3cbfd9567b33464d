import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import type { Complete } from "../kit/complete";
import { Cluster } from "../kubernetes/cluster";
import { Canaries, type CanariesArgs } from "../observability/canaries";
import type { MonitoredRegion } from "../observability/charts";
import { RegionDashboard } from "../observability/dashboards";
import { FleetAlarms, type FleetAlarmsArgs } from "../observability/fleet-alarms";
import {
  ObjectReplicationAlarms,
  type ObjectReplicationAlarmsArgs,
  type ReplicatedBucket,
} from "../observability/object-replication-alarms";
import { Prometheus, type PrometheusArgs } from "../observability/prometheus";
import { AppTier } from "../workloads/app-tier";
import { leftWithoutAZone } from "./alarms";
import type { Region } from "./region";
import type { RegionalService } from "./regional-service";

export interface ObservabilityArgs {
  readonly settings: Settings;
  readonly namePrefix: string;
  /** All services, this one among them. */
  readonly services: readonly RegionalService[];
}

export interface RegionalObservability {
  /** By another region: an alarm here that rings while it is lost, where a failover listens to it. */
  readonly lostAlarmArns: Readonly<Record<string, pulumi.Output<string>>>;
}

/** Shows a region to operators, and asks from there what users would ask. After all else: it names what is there. */
export function createObservability(
  service: RegionalService,
  args: ObservabilityArgs,
): RegionalObservability {
  const { settings, namePrefix, services } = args;
  const { region, alarms, autoScalingGroupNames } = service;
  const within = { parent: region };
  const others = services.filter((other) => other.region !== region).map((other) => other.region);
  const objects = others.length > 0 ? replicatedBucket(region, others) : undefined;
  if (objects) {
    new ObjectReplicationAlarms(
      `${region.name}-object-replication-alarms`,
      objectReplicationAlarmsArgs(settings, region, objects),
      within,
    );
  }
  if (Object.keys(autoScalingGroupNames).length > 0) {
    const fleet: Complete<FleetAlarmsArgs> = {
      topicArn: region.alarmTopicArn,
      groupNames: autoScalingGroupNames,
    };
    new FleetAlarms(`${region.name}-fleet-alarms`, fleet, within);
  }
  new RegionDashboard(
    `${region.name}-dashboard`,
    { dashboardName: `${namePrefix}-${region.name}`, monitored: monitoredWith(alarms.monitored, objects) },
    within,
  );
  const canaries =
    settings.observability.canaries === "every-minute"
      ? new Canaries(`${region.name}-canaries`, canariesArgs(settings, region, others), within)
      : undefined;
  if (region.cluster instanceof Cluster) {
    new Prometheus(`${region.name}-prometheus`, prometheusArgs(settings, region, region.cluster), within);
  }
  return { lostAlarmArns: canaries?.lostAlarmArns ?? {} };
}

/** Only now is it known which regions the objects are replicated to. */
function monitoredWith(
  monitored: Complete<MonitoredRegion>,
  objects: ReplicatedBucket | undefined,
): Complete<MonitoredRegion> {
  return {
    region: monitored.region,
    loadBalancers: monitored.loadBalancers,
    database: monitored.database,
    databaseRole: monitored.databaseRole,
    readers: monitored.readers,
    cache: monitored.cache,
    objects,
  };
}

function replicatedBucket({ objectStore }: Region, others: readonly Region[]): ReplicatedBucket {
  const destinations = others.map(
    ({ name, bucketName }): [string, ReplicatedBucket["destinations"][string]] => [
      name,
      { bucket: bucketName, ruleId: `to-${name}` },
    ],
  );
  return { bucket: objectStore.bucketName, destinations: Object.fromEntries(destinations) };
}

function objectReplicationAlarmsArgs(
  { observability: { alarms } }: Settings,
  { alarmTopicArn }: Region,
  { bucket, destinations }: ReplicatedBucket,
): Complete<ObjectReplicationAlarmsArgs> {
  return { topicArn: alarmTopicArn, bucket, destinations, pendingObjects: alarms.pendingObjects };
}

function canariesArgs(
  { domainName, failover, loadBalancer, contentDelivery, observability, dataProtection }: Settings,
  { alarmTopicArn }: Region,
  others: readonly Region[],
): Complete<CanariesArgs> {
  const { path } = loadBalancer.healthCheck;
  // Behind a distribution a region's own name answers nobody but the distribution and Route 53.
  const reachable = contentDelivery === "none" ? others : [];
  const urls = [
    ["public", `https://${domainName}${path}`],
    ...reachable.map(({ name }) => [name, `https://${name}.${domainName}${path}`]),
  ];
  return {
    urls: Object.fromEntries(urls) as Record<string, string>,
    failoverKeys:
      failover.mode === "region-switch" && failover.trigger === "canary"
        ? others.map(({ name }) => name)
        : undefined,
    retentionDays: observability.logRetentionDays,
    protection: dataProtection,
    topicArn: alarmTopicArn,
  };
}

function prometheusArgs(
  { appTier, observability }: Settings,
  { name, alarmTopicArn, network, availabilityZones }: Region,
  cluster: Cluster,
): Complete<PrometheusArgs> {
  return {
    region: name,
    topicArn: alarmTopicArn,
    cluster: prometheusCluster(cluster, network.privateSubnetIds),
    metricPrefix: observability.metricPrefix,
    objectReplicas: observability.objectReplicas,
    degradedBelowPods:
      observability.alarms.degradedBelowTargets ?? leftWithoutAZone(appTier, availabilityZones.length),
    failoversPerSecond: undefined,
    logRetentionDays: observability.logRetentionDays,
    job: "app",
    namespace: "app",
    app: "app",
    port: AppTier.targetTlsPort,
    scheme: "https",
  };
}

function prometheusCluster(
  cluster: Cluster,
  subnetIds: readonly pulumi.Input<string>[],
): Complete<PrometheusArgs["cluster"]> {
  return { arn: cluster.clusterResource.arn, subnetIds, securityGroupIds: undefined };
}
