/** Alarms and dashboards of CloudWatch. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { block, blocks, isKnown, json, number, text, texts } from "../../../values";
import { regionOfArn } from "../references";

const t = {
  metricAlarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  compositeAlarm: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  dashboard: "aws:cloudwatch/dashboard:Dashboard",
} as const;

const cloudWatch = (operation: string) =>
  `https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_${operation}.html`;
const actions = ["alarmActions", "okActions", "insufficientDataActions"];

export const cloudWatchAlarms: readonly AwsRefusalRule[] = [
  {
    id: "alarm-period",
    types: [t.metricAlarm],
    when: "plan",
    property: "period",
    link: cloudWatch("PutMetricAlarm"),
    refuse: ({ inputs }) => {
      const seconds = number(inputs["period"]);
      if (seconds === undefined || [10, 20, 30].includes(seconds) || seconds % 60 === 0) return undefined;
      return `expected period to be one of [10 20 30] or divisible by 60, got ${seconds}`;
    },
  },
  {
    id: "alarm-range",
    types: [t.metricAlarm],
    when: "apply",
    code: "ValidationError",
    link: cloudWatch("PutMetricAlarm"),
    refuse: ({ inputs }) => {
      const [seconds, periods] = [number(inputs["period"]), number(inputs["evaluationPeriods"])];
      if (seconds === undefined || periods === undefined) return undefined;
      const [longest, limit]: [string, number] = seconds < 3600 ? ["a day", 86_400] : ["seven days", 604_800];
      return seconds * periods <= limit
        ? undefined
        : `Metrics cannot be checked across more than ${longest} (EvaluationPeriods * Period must be <= ${limit}).`;
    },
  },
  {
    id: "alarm-formula-metrics",
    types: [t.metricAlarm],
    when: "apply",
    code: "ValidationError",
    link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html",
    refuse: ({ inputs }) =>
      blocks(inputs["metricQueries"]).filter(({ metric }) => isKnown(metric)).length > 10
        ? "Too many metrics in the alarm's metric math expression: at most 10 are allowed."
        : undefined,
  },
  {
    id: "alarm-formula-result",
    types: [t.metricAlarm],
    when: "apply",
    code: "ValidationError",
    link: cloudWatch("MetricDataQuery"),
    refuse: ({ inputs }) => {
      const queries = blocks(inputs["metricQueries"]);
      const results = queries.filter(({ returnData }) => returnData !== undefined && returnData !== false);
      return queries.length === 0 || results.length === 1
        ? undefined
        : "Exactly one element of the metrics list should return data.";
    },
  },
  {
    id: "alarm-action-in-another-region",
    types: [t.metricAlarm, t.compositeAlarm],
    when: "apply",
    code: "ValidationError",
    link: cloudWatch("PutMetricAlarm"),
    refuse: ({ inputs, region }) => {
      const regions = actions.flatMap((list) => texts(inputs[list])).map(regionOfArn);
      const foreign = regions.find((other) => other !== undefined && other !== region);
      return foreign && `Invalid region ${foreign} specified. Only ${region} is supported.`;
    },
  },
  {
    id: "composite-alarm-rule",
    types: [t.compositeAlarm],
    when: "apply",
    code: "ValidationError",
    link: cloudWatch("PutCompositeAlarm"),
    refuse: ({ inputs }) => {
      const rule = text(inputs["alarmRule"]);
      if (rule === undefined) return undefined;
      const rest = rule
        .replaceAll(/(ALARM|OK|INSUFFICIENT_DATA)\(("[^"]+"|'[^']+'|[^()"']+)\)/g, "TRUE")
        .replaceAll(/\b(TRUE|FALSE|AND|OR|NOT|AT_LEAST)\b|[()\s]/g, "");
      return rest === "" && rule.trim() !== "" ? undefined : `Error in AlarmRule [${rest}]`;
    },
  },
  {
    id: "dashboard-name",
    types: [t.dashboard],
    when: "plan",
    property: "dashboardName",
    link: cloudWatch("PutDashboard"),
    refuse: ({ inputs }) => {
      const name = text(inputs["dashboardName"]);
      return name === undefined || /^[\w-]{1,255}$/.test(name)
        ? undefined
        : `"dashboard_name" must be 1 to 255 letters, digits, hyphens and underscores, got ${JSON.stringify(name)}`;
    },
  },
  {
    id: "dashboard-widget-without-region",
    types: [t.dashboard],
    when: "apply",
    code: "InvalidParameterInput",
    link: cloudWatch("PutDashboard"),
    refuse: ({ inputs }) => {
      const widgets = blocks(json(inputs["dashboardBody"])["widgets"]);
      const at = widgets.findIndex(
        ({ type, properties }) => type === "metric" && block(properties)["region"] === undefined,
      );
      return at < 0
        ? undefined
        : "The dashboard body is invalid, there are 1 validation errors: " +
            `[{"dataPath":"/widgets/${at}/properties","message":"Should have required property 'region'"}]`;
    },
  },
];
