import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** One metric of CloudWatch. Its dimensions are outputs of planned resources, so that it measures what is planned. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  /** `Sum`, `Minimum`, `Maximum`, `Average`, or a percentile such as `p99`. */
  readonly statistic: string;
}

/** A value computed from metrics, each called by its key in `expression`. */
export interface Formula {
  readonly expression: string;
  /** What the value is, as charts and messages call it. */
  readonly label: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

/**
 * Metrics that an alarm's formula may have.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html
 */
export const metricsPerFormula = 10;

export function isFormula(measured: Metric | Formula): measured is Formula {
  return "expression" in measured;
}

/** `extreme` of one metric over several resources; a single one needs no formula. */
export function over(
  extreme: "MIN" | "MAX",
  label: string,
  [only, ...others]: readonly [Metric, ...Metric[]],
): Metric | Formula {
  if (others.length === 0) return only;
  const metrics = Object.fromEntries([only, ...others].map((metric, at) => [`m${at}`, metric]));
  return { expression: `${extreme}([${Object.keys(metrics).join(", ")}])`, label, metrics };
}

/** `measured` as the queries of an alarm: the formula's value decides, its metrics only feed it. */
export function queries(
  { expression, label, metrics }: Formula,
  periodSeconds: number,
): aws.types.input.cloudwatch.MetricAlarmMetricQuery[] {
  return [
    { id: "value", expression, label, returnData: true },
    ...Object.entries(metrics).map(([id, { namespace, name, dimensions, statistic }]) => ({
      id,
      metric: { namespace, metricName: name, dimensions, stat: statistic, period: periodSeconds },
    })),
  ];
}
