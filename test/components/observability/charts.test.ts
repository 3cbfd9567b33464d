import { describe, expect, test } from "@jest/globals";
import type * as pulumi from "@pulumi/pulumi";
import { regionCharts, type MonitoredRegion } from "../../../components/observability/charts";
import { globalCharts } from "../../../components/observability/dashboards";
import type { Chart } from "../../../components/observability/widgets";

const monitored: MonitoredRegion = {
  region: "us-east-1",
  loadBalancers: {
    application: { loadBalancer: "app/alb/1", targetGroup: "targetgroup/app/2" },
    network: {
      loadBalancer: "net/nlb/3",
      targetGroup: "targetgroup/net/4",
      zoneNames: { "use1-az4": "us-east-1a" },
    },
  },
  database: { deployment: "instance", identifier: "db-1" },
  databaseRole: "source",
  readers: { "reader-1": "db-2" },
  cache: { engine: "elasticache", nodes: ["node-1", "node-2"] },
  objects: {
    bucket: "bucket-us",
    destinations: { "eu-west-1": { bucket: "bucket-eu", ruleId: "to-eu-west-1" } },
  },
};
const standby: MonitoredRegion = {
  region: "eu-west-1",
  loadBalancers: { application: { loadBalancer: "app/alb/5", targetGroup: "targetgroup/app/6" } },
  database: { deployment: "instance", identifier: "db-3" },
  databaseRole: "replica",
};

/** Every value by which the lines' metrics name a thing. */
function named(rows: readonly (readonly Chart[])[]): Set<pulumi.Input<string>> {
  const lines = rows.flat().flatMap((chart) => chart.lines);
  return new Set(lines.flatMap(({ metric }) => Object.values(metric.dimensions)));
}

const titles = (rows: readonly (readonly Chart[])[]) => rows.flat().map(({ title }) => title);

describe("the charts of a region", () => {
  test("show targets, requests, errors, latency, replication and storage", () => {
    expect(titles(regionCharts(monitored))).toEqual([
      "Active backends",
      "Requests a minute",
      "Errors a minute",
      "Response time (s)",
      "Failovers of the load balancer",
      "Replication lag (s)",
      "Database connections",
      "Query performance: storage latency (s)",
      "Database processor (%)",
      "Database storage free (bytes)",
      "Cache processor (%)",
      "Cache memory (%)",
      "Cache evictions a minute",
      "Cache replication lag (s)",
      "Cache connections",
      "Time to copy objects (s)",
      "Objects waiting to be copied",
    ]);
  });

  test("name every thing that is given, and nothing else", () => {
    expect(named(regionCharts(monitored))).toEqual(
      new Set([
        "app/alb/1",
        "targetgroup/app/2",
        "net/nlb/3",
        "us-east-1a",
        "db-1",
        "db-2",
        "node-1",
        "node-2",
        "bucket-us",
        "bucket-eu",
        "to-eu-west-1",
      ]),
    );
  });

  test("show lag of what follows, and of nothing else", () => {
    const lag = (region: MonitoredRegion) =>
      regionCharts(region)
        .flat()
        .find(({ title }) => title === "Replication lag (s)")!
        .lines.map(({ label, metric }) => [label, metric.name, metric.dimensions["DBInstanceIdentifier"]]);
    expect(lag(monitored)).toEqual([["reader-1", "ReplicaLag", "db-2"]]);
    expect(lag(standby)).toEqual([["database", "ReplicaLag", "db-3"]]);
    expect(
      lag({
        ...standby,
        database: { deployment: "cluster", identifier: "c", members: ["m-1", "m-2", "m-3"] },
      }),
    ).toEqual([
      ["member 1", "ReplicaLag", "m-1"],
      ["member 2", "ReplicaLag", "m-2"],
      ["member 3", "ReplicaLag", "m-3"],
    ]);
  });

  test("of a Network Load Balancer alone count connections, for it sees no requests", () => {
    const { network } = monitored.loadBalancers;
    const charts = regionCharts({
      region: "us-east-1",
      loadBalancers: { ...(network && { network }) },
    }).flat();
    expect(
      charts.filter(({ lines }) => lines.length > 0).map(({ title, lines }) => [title, lines.length]),
    ).toEqual([
      ["Active backends", 2],
      ["Connections a minute", 1],
      ["Failovers of the load balancer", 1],
    ]);
  });
});

describe("the charts of the platform", () => {
  const charts = globalCharts({
    regions: [monitored, standby],
    healthCheckIds: { "us-east-1": "check-us", "eu-west-1": "check-eu" },
  });
  const lines = (title: string) =>
    charts
      .flat()
      .find((chart) => chart.title === title)!
      .lines.map(({ label, region }) => [label, region]);

  test("are one for each question", () => {
    const all = titles(charts);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(11);
  });

  test("show Route 53's view as us-east-1 measures it, and each region as it measures itself", () => {
    expect(lines("Healthy (1) or out of DNS (0)")).toEqual([
      ["us-east-1", "us-east-1"],
      ["eu-west-1", "us-east-1"],
    ]);
    expect(lines("Requests a minute")).toEqual([
      ["us-east-1: requests", "us-east-1"],
      ["eu-west-1: requests", "eu-west-1"],
    ]);
    expect(lines("Replication lag (s)")).toEqual([
      ["us-east-1: reader-1", "us-east-1"],
      ["eu-west-1: database", "eu-west-1"],
    ]);
  });

  test("name every thing that is given, and nothing else", () => {
    expect(named(charts)).toEqual(
      new Set([
        "check-us",
        "check-eu",
        "app/alb/1",
        "targetgroup/app/2",
        "net/nlb/3",
        "us-east-1a",
        "db-1",
        "db-2",
        "app/alb/5",
        "targetgroup/app/6",
        "db-3",
      ]),
    );
  });
});
