/** CloudWatch's dashboards as data: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
import type { Metric } from "./metric";

/** One line of a chart. */
export interface ChartLine {
  readonly label: string;
  readonly metric: Metric;
  /** Region that measures it. */
  readonly region: string;
}

export interface Chart {
  readonly title: string;
  readonly lines: readonly ChartLine[];
}

/** Columns of a dashboard, charts side by side that can still be read, and the rows that a chart is high. */
const grid = { columns: 24, charts: 3, rows: 6 };

/** The body of a dashboard with its charts in lines, each filled from edge to edge; what has no line is left out. */
export function body(region: string, groups: readonly (readonly Chart[])[]): object {
  const drawn = groups.flatMap((charts) => sideBySide(charts.filter(({ lines }) => lines.length > 0)));
  return {
    widgets: drawn.flatMap((charts, row) => {
      const width = Math.floor(grid.columns / charts.length);
      return charts.map((chart, column) => ({
        type: "metric",
        x: column * width,
        y: row * grid.rows,
        width,
        height: grid.rows,
        properties: {
          title: chart.title,
          region,
          view: "timeSeries",
          period: 60,
          // Counts and rates read from 0; otherwise 98 % and 99 % look like an outage.
          yAxis: { left: { min: 0 } },
          metrics: chart.lines.map(drawnLine),
        },
      }));
    }),
  };
}

function sideBySide(charts: readonly Chart[]): (readonly Chart[])[] {
  const count = Math.ceil(charts.length / grid.charts);
  return Array.from({ length: count }, (_, at) => charts.slice(at * grid.charts, (at + 1) * grid.charts));
}

function drawnLine({ label, metric, region }: ChartLine): unknown[] {
  const dimensions = Object.entries(metric.dimensions).flat();
  return [metric.namespace, metric.name, ...dimensions, { stat: metric.statistic, label, region }];
}
