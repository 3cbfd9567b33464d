import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import { PrivateBucket } from "../aws/private-bucket";
import type { HostedZone } from "../edge/hosted-zone";
import type { Complete } from "../kit/complete";
import type { SwitchedRegion } from "../operations/region-switch/region";
import { RegionSwitch, type RegionSwitchArgs } from "../operations/region-switch/region-switch";
import type { RegionalObservability } from "../region/observability";
import type { RegionalService } from "../region/regional-service";
import type { Switching, TrafficSwitch } from "./switching";

export interface WatchingService {
  readonly service: RegionalService;
  readonly watch: RegionalObservability;
}

export interface RegionSwitchContext {
  readonly settings: Settings;
  readonly zone: HostedZone;
  readonly services: readonly WatchingService[];
}

type PlanSettings = Extract<Settings["failover"], { readonly mode: "region-switch" }>;

/** A plan of ARC Region switch, and the health checks that it vends: one for each region, of which one is healthy. */
export function switchedByPlan(
  context: RegionSwitchContext,
  failover: PlanSettings,
  opts: pulumi.ComponentResourceOptions,
): Switching {
  const names = context.services.map(({ service }) => service.region.name);
  const plan = new RegionSwitch("region-switch", regionSwitchArgs(context, failover), opts);
  const { planArn } = plan;
  const healthChecks = vendedChecks(planArn, failover.healthCheckIds, plan);
  // With the plan named: while it is unknown, the answer forgets what it was asked about, and policies could not tell.
  const checkOf = (region: string) =>
    pulumi.all([planArn, healthChecks]).apply(([, vended]) => checkIn(vended, region));
  const ids = names.map((name): [string, pulumi.Output<string>] => [name, checkOf(name)]);
  return {
    records: { healthCheckIds: Object.fromEntries(ids), last: "switched" },
    byRegion: Object.fromEntries(
      ids.map(([name, healthCheckId]): [string, TrafficSwitch] => [
        name,
        {
          kind: "region-switch",
          healthCheckId,
          planArn,
          operatedIn: names.filter((other) => other !== name),
        },
      ]),
    ),
  };
}

interface VendedCheck {
  readonly region: string;
  readonly healthCheckId: string;
}

/** Those that the settings name, for AWS lists them in us-east-1 alone; else asks for them. */
function vendedChecks(
  planArn: pulumi.Output<string>,
  known: Readonly<Record<string, string>>,
  parent: pulumi.Resource,
): pulumi.Input<readonly VendedCheck[]> {
  const named = Object.entries(known).map(([region, healthCheckId]) => ({ region, healthCheckId }));
  if (named.length > 0) return named;
  return aws.arcregionswitch.getRoute53HealthChecksOutput({ planArn }, { parent }).healthChecks;
}

/** AWS vends them some time after the plan. Records without them would never fail over, and say so to nobody. */
function checkIn(vended: readonly VendedCheck[], region: string): string {
  const id = vended.find((check) => check.region === region)?.healthCheckId ?? "";
  if (id === "") {
    throw new pulumi.RunError(
      `the plan of Region switch has no health check for ${region} yet: AWS vends it a few minutes after the plan; run pulumi up again`,
    );
  }
  return id;
}

function regionSwitchArgs(
  { settings, zone, services }: RegionSwitchContext,
  { trigger, minutesBetweenExecutions, timeoutMinutes, rebuild }: PlanSettings,
): Complete<RegionSwitchArgs> {
  const serving = services.find(({ service }) => service.region.role === "active") ?? services[0];
  const reports = createReports(settings, services);
  return {
    regions: services.map((each, at) => switchedRegion(each, services[1 - at])),
    servingRegion: serving?.service.region.name ?? "",
    hostedZoneId: zone.zoneId,
    hostedZoneArn: zone.arn,
    recordName: settings.contentDelivery === "none" ? settings.domainName : `origin.${settings.domainName}`,
    recoveryTimeObjectiveSeconds: settings.objectives.recoveryTimeSeconds,
    trigger,
    minutesBetweenExecutions,
    timeoutMinutes,
    rebuild,
    reports,
  };
}

/** Where executions are reported: in the last region of the list, which outlives the one that is lost first. */
function createReports(
  { dataProtection: protection, observability }: Settings,
  services: readonly WatchingService[],
): PrivateBucket | undefined {
  const home = services.at(-1)?.service.region;
  if (!home) return undefined;
  const lifecycleRules = [
    {
      id: "reports",
      status: "Enabled",
      filter: {},
      expiration: { days: observability.logRetentionDays },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
    },
  ];
  return new PrivateBucket(
    `${home.name}-region-switch-reports`,
    { protection, lifecycleRules },
    { parent: home },
  );
}

function switchedRegion(
  { service, watch }: WatchingService,
  other: WatchingService | undefined,
): Complete<SwitchedRegion> {
  const { region, alarms, autoScalingGroupArns } = service;
  return {
    name: region.name,
    // The records are called by their place: see FailoverRecords.
    recordSetIdentifier: region.role === "active" ? "primary" : "secondary",
    databaseArn: region.database?.arn,
    keyArn: region.keyArn,
    autoScalingGroupArns: Object.values(autoScalingGroupArns),
    // A fenced region is not rebuilt yet: no alarm may send clients back to what it has.
    otherLostAlarmArn:
      region.role === "standby" ? watch.lostAlarmArns[other?.service.region.name ?? ""] : undefined,
    impairedAlarmArn: alarms.alarms.impairedAlarmArn,
  };
}
