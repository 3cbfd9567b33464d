import { describe, expect, test } from "@jest/globals";
import { GlobalDashboard, RegionDashboard } from "../../../components/observability/dashboards";
import { body } from "../../../components/observability/widgets";
import { record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const monitored = {
  region: "eu-west-1",
  loadBalancers: { application: { loadBalancer: "app/alb/1", targetGroup: "targetgroup/app/2" } },
};
const dashboard = "aws:cloudwatch/dashboard:Dashboard";

interface Widget {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly title: string; readonly region: string; readonly metrics: unknown[][] };
}
const widgetsOf = (inputs: Record<string, unknown>) =>
  (JSON.parse(inputs["dashboardBody"] as string) as { widgets: readonly Widget[] }).widgets;

describe("the body of a dashboard", () => {
  const chart = (title: string) => ({
    title,
    lines: [
      {
        label: "healthy",
        metric: { namespace: "N", name: "M", dimensions: { A: "a", B: "b" }, statistic: "Sum" },
        region: "eu-west-1",
      },
    ],
  });

  test("is as CloudWatch reads it", () => {
    expect(body("us-east-1", [[chart("one")]])).toEqual({
      widgets: [
        {
          type: "metric",
          x: 0,
          y: 0,
          width: 24,
          height: 6,
          properties: {
            title: "one",
            region: "us-east-1",
            view: "timeSeries",
            period: 60,
            yAxis: { left: { min: 0 } },
            metrics: [["N", "M", "A", "a", "B", "b", { stat: "Sum", label: "healthy", region: "eu-west-1" }]],
          },
        },
      ],
    });
  });

  test("fills its lines with three charts at most, and leaves out what shows nothing", () => {
    const empty = { title: "empty", lines: [] };
    const groups = [["a", "", "b", "c", "d"], [""], [], ["e", "f"]].map((titles) =>
      titles.map((title) => (title === "" ? empty : chart(title))),
    );
    const { widgets } = body("us-east-1", groups) as { widgets: readonly Widget[] };
    expect(widgets.map(({ x, y, width, properties }) => [properties.title, x, y, width])).toEqual([
      ["a", 0, 0, 8],
      ["b", 8, 0, 8],
      ["c", 16, 0, 8],
      ["d", 0, 6, 24],
      ["e", 0, 12, 12],
      ["f", 12, 12, 12],
    ]);
  });
});

describe("RegionDashboard", () => {
  test("draws one region, measured there", async () => {
    const run = await record(
      () => new RegionDashboard("board", { dashboardName: "shop-eu-west-1", monitored }),
    );
    expect(run.counts()).toEqual({ "standfast:observability:RegionDashboard": 1, [dashboard]: 1 });
    const { inputs } = run.one(dashboard);
    expect(inputs["dashboardName"]).toBe("shop-eu-west-1");
    expect(widgetsOf(inputs).map(({ properties }) => [properties.title, properties.region])).toEqual([
      ["Active backends", "eu-west-1"],
      ["Requests a minute", "eu-west-1"],
      ["Errors a minute", "eu-west-1"],
      ["Response time (s)", "eu-west-1"],
      ["Failovers of the load balancer", "eu-west-1"],
    ]);
  });

  test("uses the provider it is given", async () => {
    const create = (opts: object) => new RegionDashboard("board", { dashboardName: "a", monitored }, opts);
    expect(await strayResources(create)).toEqual([]);
  });
});

describe("GlobalDashboard", () => {
  const args = { dashboardName: "shop", regions: [monitored], healthCheckIds: { "eu-west-1": "check-eu" } };

  test("draws every region from one place", async () => {
    const run = await record(() => new GlobalDashboard("board", args));
    expect(run.counts()).toEqual({ "standfast:observability:GlobalDashboard": 1, [dashboard]: 1 });
    const widgets = widgetsOf(run.one(dashboard).inputs);
    expect(widgets.map(({ properties }) => properties.title)).toEqual([
      "Healthy (1) or out of DNS (0)",
      "Active backends",
      "Requests a minute",
      "Errors a minute",
      "Response time (s)",
      "Failovers of the load balancer",
    ]);
    expect(widgets[0]!.properties.metrics).toEqual([
      [
        "AWS/Route53",
        "HealthCheckStatus",
        "HealthCheckId",
        "check-eu",
        { stat: "Minimum", label: "eu-west-1", region: "us-east-1" },
      ],
    ]);
  });

  test("refuses a platform without regions", async () => {
    await expect(record(() => new GlobalDashboard("board", { ...args, regions: [] }))).rejects.toThrow(
      "regions must list at least 1, got 0; pass every region",
    );
  });

  test("uses the provider it is given", async () => {
    expect(await strayResources((opts) => new GlobalDashboard("board", args, opts))).toEqual([]);
  });
});
