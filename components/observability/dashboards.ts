import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { databaseCharts, entryCharts, regionCharts, type WatchedRegion } from "./charts";
import { healthOf } from "./global-alarms";
import { body, type Chart } from "./widgets";

export interface RegionDashboardArgs {
  /** The dashboard's name, unique in the account: letters, digits, `-` and `_`. */
  readonly dashboardName: string;
  readonly watched: WatchedRegion;
}

/** One region: what enters, what serves it, and its stores of data. */
export class RegionDashboard extends Component {
  constructor(name: string, args: RegionDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:RegionDashboard", name, opts);
    const { dashboardName, watched } = args;
    new aws.cloudwatch.Dashboard(
      this.childName("dashboard"),
      { dashboardName, dashboardBody: pulumi.jsonStringify(body(watched.region, regionCharts(watched))) },
      this.child(),
    );
    this.registerOutputs();
  }
}

export interface PlatformDashboardArgs {
  /** The dashboard's name, unique in the account: letters, digits, `-` and `_`. */
  readonly dashboardName: string;
  /** Every region; at least 1. */
  readonly regions: readonly WatchedRegion[];
  /** Id of the Route 53 health check of each region. @default none: a single region has no check */
  readonly healthCheckIds?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Where Route 53 measures. */
const home = "us-east-1";

/**
 * All regions side by side: a chart for each question, a line for each region. Dashboards belong to no region, and a
 * chart's lines may come from any.
 */
export class PlatformDashboard extends Component {
  /** @throws {pulumi.ResourceError} without a region. */
  constructor(name: string, args: PlatformDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:PlatformDashboard", name, opts);
    this.require(args.regions.length >= 1, "regions must list at least 1, got 0; pass every region");
    new aws.cloudwatch.Dashboard(
      this.childName("dashboard"),
      {
        dashboardName: args.dashboardName,
        dashboardBody: pulumi.jsonStringify(body(home, platformCharts(args))),
      },
      this.child(),
    );
    this.registerOutputs();
  }
}

/** The charts of the regions, those of one title drawn into one, below who is healthy. */
export function platformCharts({
  regions,
  healthCheckIds = {},
}: Pick<PlatformDashboardArgs, "regions" | "healthCheckIds">): Chart[][] {
  const health: Chart = {
    title: "Healthy for the world (1) or left (0)",
    lines: Object.entries(healthCheckIds).map(([region, id]) => ({
      label: region,
      metric: healthOf(id),
      region: home,
    })),
  };
  return [[health], merged(regions, entryCharts), merged(regions, databaseCharts)];
}

function merged(regions: readonly WatchedRegion[], charts: (watched: WatchedRegion) => Chart[]): Chart[] {
  const all = regions.flatMap((watched) =>
    charts(watched).map(({ title, lines }) => ({
      title,
      lines: lines.map((line) => ({ ...line, label: `${watched.region}: ${line.label}` })),
    })),
  );
  return [...new Set(all.map(({ title }) => title))].map((title) => ({
    title,
    lines: all.filter((chart) => chart.title === title).flatMap(({ lines }) => lines),
  }));
}
