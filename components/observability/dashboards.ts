import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { databaseCharts, loadBalancerCharts, regionCharts, type MonitoredRegion } from "./charts";
import { healthOf } from "./global-alarms";
import { body, type Chart } from "./widgets";

export interface RegionDashboardArgs {
  /** The dashboard's name, unique in the account: letters, digits, `-` and `_`. */
  readonly dashboardName: string;
  readonly monitored: MonitoredRegion;
}

/** One region: what enters, what serves it, and its stores of data. */
export class RegionDashboard extends Component {
  constructor(name: string, args: RegionDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:RegionDashboard", name, opts);
    const { dashboardName, monitored } = args;
    new aws.cloudwatch.Dashboard(
      this.childName("dashboard"),
      { dashboardName, dashboardBody: pulumi.jsonStringify(body(monitored.region, regionCharts(monitored))) },
      this.child(),
    );
    this.registerOutputs();
  }
}

export interface GlobalDashboardArgs {
  /** The dashboard's name, unique in the account: letters, digits, `-` and `_`. */
  readonly dashboardName: string;
  /** Every region; at least 1. */
  readonly regions: readonly MonitoredRegion[];
  /** Id of the Route 53 health check of each region. @default none: a single region has no check */
  readonly healthCheckIds?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Where Route 53 measures. */
const home = "us-east-1";

/**
 * All regions side by side: a chart for each question, a line for each region. Dashboards belong to no region, and a
 * chart's lines may come from any.
 */
export class GlobalDashboard extends Component {
  /** @throws {pulumi.ResourceError} without a region. */
  constructor(name: string, args: GlobalDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:GlobalDashboard", name, opts);
    this.require(args.regions.length >= 1, "regions must list at least 1, got 0; pass every region");
    new aws.cloudwatch.Dashboard(
      this.childName("dashboard"),
      {
        dashboardName: args.dashboardName,
        dashboardBody: pulumi.jsonStringify(body(home, globalCharts(args))),
      },
      this.child(),
    );
    this.registerOutputs();
  }
}

/** The charts of the regions, those of one title drawn into one, below who is healthy. */
export function globalCharts({
  regions,
  healthCheckIds = {},
}: Pick<GlobalDashboardArgs, "regions" | "healthCheckIds">): Chart[][] {
  const health: Chart = {
    title: "Healthy (1) or out of DNS (0)",
    lines: Object.entries(healthCheckIds).map(([region, id]) => ({
      label: region,
      metric: healthOf(id),
      region: home,
    })),
  };
  return [[health], merged(regions, loadBalancerCharts), merged(regions, databaseCharts)];
}

function merged(
  regions: readonly MonitoredRegion[],
  charts: (monitored: MonitoredRegion) => Chart[],
): Chart[] {
  const all = regions.flatMap((monitored) =>
    charts(monitored).map(({ title, lines }) => ({
      title,
      lines: lines.map((line) => ({ ...line, label: `${monitored.region}: ${line.label}` })),
    })),
  );
  return [...new Set(all.map(({ title }) => title))].map((title) => ({
    title,
    lines: all.filter((chart) => chart.title === title).flatMap(({ lines }) => lines),
  }));
}
