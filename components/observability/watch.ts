import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { isFormula, type Formula, type Metric, queries } from "./metric";

/** What an alarm waits for. */
export interface Watch {
  /** What happened, and what to do: the person who reads it was just woken. */
  readonly description: string;
  readonly measured: Metric | Formula;
  readonly when: "<" | "<=" | ">" | ">=";
  readonly threshold: pulumi.Input<number>;
  /** Seconds that one datapoint covers. @default 60, as often as AWS's services report */
  readonly periodSeconds?: number;
  /** Datapoints that are looked at. */
  readonly periods: number;
  /** How many of them must be beyond the threshold. @default all */
  readonly breaching?: number;
  /**
   * What silence means: `down` where something that works always reports, `fine` where only trouble reports or
   * nothing has happened yet.
   */
  readonly silence: "down" | "fine";
}

const operators = {
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
} as const;

/** The arguments of an alarm that tells `topicArn` when it begins and when it is over. */
export function alarmArgs(watch: Watch, topicArn: pulumi.Input<string>): aws.cloudwatch.MetricAlarmArgs {
  const period = watch.periodSeconds ?? 60;
  return {
    alarmDescription: watch.description,
    ...measuredBy(watch.measured, period),
    comparisonOperator: operators[watch.when],
    threshold: watch.threshold,
    evaluationPeriods: watch.periods,
    datapointsToAlarm: watch.breaching ?? watch.periods,
    treatMissingData: watch.silence === "down" ? "breaching" : "notBreaching",
    alarmActions: [topicArn],
    okActions: [topicArn],
  };
}

function measuredBy(measured: Metric | Formula, period: number): aws.cloudwatch.MetricAlarmArgs {
  if (isFormula(measured)) return { metricQueries: queries(measured, period) };
  const { namespace, name, dimensions, statistic } = measured;
  return {
    namespace,
    metricName: name,
    dimensions,
    period,
    ...(/^p\d/.test(statistic)
      ? // A percentile of a handful of requests is a guess: such minutes change nothing.
        { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "ignore" }
      : { statistic }),
  };
}
