import type * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "../observability/alarm-topic";
import { GlobalDashboard } from "../observability/dashboards";
import { GlobalAlarms } from "../observability/global-alarms";
import type { RegionalService } from "../region/regional-service";

export interface GlobalDashboardArgs {
  readonly namePrefix: string;
  readonly notify: readonly string[];
  readonly services: readonly RegionalService[];
  /** Of each region; none with a single one. */
  readonly healthCheckIds: Readonly<Record<string, pulumi.Output<string>>>;
}

/** What no region can say of itself: whether the world reaches it. Route 53 reports to us-east-1 alone. */
export function createGlobalDashboard(
  args: GlobalDashboardArgs,
  opts: pulumi.ComponentResourceOptions,
): void {
  const { namePrefix, healthCheckIds } = args;
  const regions = args.services.map(({ watch }) => watch.monitored);
  new GlobalDashboard("overview", { dashboardName: namePrefix, regions, healthCheckIds }, opts);
  if (Object.keys(healthCheckIds).length < 2) return;
  const { arn: topicArn } = new AlarmTopic("overview-alarms", { notify: args.notify }, opts);
  new GlobalAlarms("overview-alarms", { topicArn, healthCheckIds }, opts);
}
