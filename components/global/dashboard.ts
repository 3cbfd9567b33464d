import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import { AlarmTopic } from "../observability/alarm-topic";
import { GlobalDashboard } from "../observability/dashboards";
import { GlobalAlarms } from "../observability/global-alarms";
import type { RegionalService } from "../region/regional-service";

export interface GlobalObservabilityArgs {
  readonly settings: Settings;
  readonly namePrefix: string;
  readonly services: readonly RegionalService[];
  /** Of each region; none with a single one. */
  readonly healthCheckIds: Readonly<Record<string, pulumi.Output<string>>>;
}

/** The dashboard over all regions, and the alarms that no region can ring: whether clients reach it. Route 53 reports to us-east-1 alone. */
export function createGlobalDashboard(
  { settings, namePrefix, services, healthCheckIds: ids }: GlobalObservabilityArgs,
  opts: pulumi.ComponentResourceOptions,
): void {
  // In the order of the settings, so that no chart or alarm changes with the roles.
  const healthCheckIds = Object.fromEntries(
    services.flatMap(({ region: { name } }) => {
      const id = ids[name];
      return id ? [[name, id] as const] : [];
    }),
  );
  const regions = services.map(({ alarms }) => alarms.monitored);
  new GlobalDashboard("global-dashboard", { dashboardName: namePrefix, regions, healthCheckIds }, opts);
  if (Object.keys(healthCheckIds).length < 2) return;
  const { notify, notifyEndpoints: endpoints } = settings.observability;
  const { arn: topicArn } = new AlarmTopic("global-alarms", { notify, endpoints }, opts);
  new GlobalAlarms("global-alarms", { topicArn, healthCheckIds }, opts);
}
