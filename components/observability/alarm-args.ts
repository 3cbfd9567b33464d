import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { isFormula, type Formula, type Metric, queries } from "./metric";

/** What an alarm waits for. */
export interface AlarmDefinition {
  /** What happened, and what to do: the person who reads it was just woken. */
  readonly description: string;
  readonly measured: Metric | Formula;
  readonly comparison: "<" | "<=" | ">" | ">=";
  readonly threshold: pulumi.Input<number>;
  /** Seconds that one datapoint covers. @default 60, as often as AWS's services report */
  readonly periodSeconds?: number;
  /** Datapoints that are looked at. */
  readonly evaluationPeriods: number;
  /** How many of them must be beyond the threshold. @default all */
  readonly datapointsToAlarm?: number;
  /**
   * What missing data means: `breaching` where something that works always reports, `notBreaching` where only trouble reports or
   * nothing has happened yet, `missing` where it says nothing at all.
   */
  readonly treatMissingData: "breaching" | "notBreaching" | "missing";
}

const operators = {
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
} as const;

/** The arguments of an alarm that tells `topicArn` when it begins and when it is over. */
export function alarmArgs(
  definition: AlarmDefinition,
  topicArn: pulumi.Input<string>,
): aws.cloudwatch.MetricAlarmArgs {
  const period = definition.periodSeconds ?? 60;
  return {
    alarmDescription: definition.description,
    ...measuredBy(definition.measured, period),
    comparisonOperator: operators[definition.comparison],
    threshold: definition.threshold,
    evaluationPeriods: definition.evaluationPeriods,
    datapointsToAlarm: definition.datapointsToAlarm ?? definition.evaluationPeriods,
    treatMissingData: definition.treatMissingData,
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
