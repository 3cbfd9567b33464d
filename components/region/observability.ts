import type * as pulumi from "@pulumi/pulumi";
import { Cluster } from "../kubernetes/cluster";
import { Canaries } from "../observability/canaries";
import { RegionDashboard } from "../observability/dashboards";
import { ObjectReplicationAlarms } from "../observability/object-replication-alarms";
import { Prometheus } from "../observability/prometheus";
import { AppTier } from "../workloads/app-tier";
import type { RegionalService } from "./regional-service";

export interface ObservabilityArgs {
  readonly namePrefix: string;
  /** The name the world uses. */
  readonly domainName: string;
  /** All services, this one among them. */
  readonly services: readonly RegionalService[];
  readonly healthCheckPath: string;
  readonly canaries: "none" | "every-minute";
  readonly logRetentionDays: number;
  /** What the application's own metrics begin with, such as `app`. */
  readonly metricPrefix: string;
  /** Whether it reports the health of the buckets it reads. */
  readonly objectReplicas: "reported" | "none";
}

/** Shows a region to people, and asks from there what users would ask. After all else: it names what is there. */
export function createObservability(service: RegionalService, args: ObservabilityArgs): void {
  const { region, watch } = service;
  const within = { parent: region };
  const objects = replicationOf(service, args.services);
  const { alarmTopicArn: topicArn } = region;
  if (objects) new ObjectReplicationAlarms(`${region.name}-copies`, { ...objects, topicArn }, within);
  new RegionDashboard(
    `${region.name}-dashboard`,
    {
      dashboardName: `${args.namePrefix}-${region.name}`,
      monitored: { ...watch.monitored, ...(objects && { objects }) },
    },
    within,
  );
  if (args.canaries === "every-minute") createCanaries(service, args, within);
  if (region.cluster instanceof Cluster) createPrometheus(service, region.cluster, args, within);
}

/** The buckets that this region's objects are copied to. */
function replicationOf({ region }: RegionalService, services: readonly RegionalService[]) {
  const others = services.filter((service) => service.region !== region);
  if (others.length === 0) return undefined;
  const destinations = others.map(({ region: { name, bucketName } }) => [
    name,
    { bucket: bucketName, ruleId: `to-${name}` },
  ]);
  return {
    bucket: region.objectStore.bucketName,
    destinations: Object.fromEntries(destinations) as Record<
      string,
      { readonly bucket: pulumi.Input<string>; readonly ruleId: string }
    >,
  };
}

function createCanaries(
  { region }: RegionalService,
  { domainName, healthCheckPath, services, logRetentionDays }: ObservabilityArgs,
  within: pulumi.ComponentResourceOptions,
): void {
  const others = services
    .filter((service) => service.region !== region)
    .map((service) => service.region.name);
  const urls = {
    public: `https://${domainName}${healthCheckPath}`,
    ...Object.fromEntries(others.map((name) => [name, `https://${name}.${domainName}${healthCheckPath}`])),
  };
  const { name, protection } = region;
  new Canaries(
    `${name}-canaries`,
    { urls, topicArn: region.alarmTopicArn, protection, retentionDays: logRetentionDays },
    within,
  );
}

function createPrometheus(
  { region }: RegionalService,
  cluster: Cluster,
  { metricPrefix, objectReplicas, logRetentionDays }: ObservabilityArgs,
  within: pulumi.ComponentResourceOptions,
): void {
  new Prometheus(
    `${region.name}-prometheus`,
    {
      region: region.name,
      topicArn: region.alarmTopicArn,
      cluster: { arn: cluster.clusterResource.arn, subnetIds: region.network.privateSubnetIds },
      metricPrefix,
      objectReplicas,
      logRetentionDays,
      job: "app",
      namespace: "app",
      app: "app",
      port: AppTier.targetTlsPort,
      scheme: "https",
    },
    within,
  );
}
