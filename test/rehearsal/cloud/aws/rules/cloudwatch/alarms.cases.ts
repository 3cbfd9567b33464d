import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { creation, type RuleCase } from "../../../support/rule-case";

const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const composite = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const dashboard = "aws:cloudwatch/dashboard:Dashboard";
const topicIn = (region: string) => `arn:aws:sns:${region}:123456789012:alarms`;
const measured: Props = { comparisonOperator: "LessThanThreshold", evaluationPeriods: 2 };
const formulaOf = (metrics: number, results: number): Props => ({
  ...measured,
  metricQueries: [
    ...Array.from({ length: metrics }, (_, at) => ({ id: `m${at}`, metric: { metricName: "M" } })),
    ...Array.from({ length: results }, (_, at) => ({ id: `e${at}`, expression: "m0", returnData: true })),
  ],
});
const widgetsWith = (properties: Props) =>
  JSON.stringify({
    widgets: [
      { type: "text", properties: { markdown: "hello" } },
      { type: "metric", properties },
    ],
  });
export const cloudWatchAlarmCases: readonly RuleCase[] = [
  creation(
    "alarm-period",
    alarm,
    { property: "period" },
    { ...measured, period: 45 },
    { ...measured, period: 120 },
  ),
  creation(
    "alarm-range",
    alarm,
    {
      code: "ValidationError",
      quote:
        "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).",
    },
    { ...measured, period: 300, evaluationPeriods: 289 },
    { ...measured, period: 300, evaluationPeriods: 288 },
  ),
  creation("alarm-formula-metrics", alarm, { code: "ValidationError" }, formulaOf(11, 1), formulaOf(10, 1)),
  creation("alarm-formula-result", alarm, { code: "ValidationError" }, formulaOf(1, 2), formulaOf(1, 1)),
  creation(
    "alarm-action-in-another-region",
    alarm,
    { code: "ValidationError", quote: "Invalid region eu-west-1 specified. Only us-east-1 is supported." },
    { ...measured, alarmActions: [topicIn("us-east-1")], okActions: [topicIn("eu-west-1")] },
    { ...measured, alarmActions: [topicIn("us-east-1")], okActions: [topicIn("us-east-1")] },
  ),
  creation(
    "composite-alarm-rule",
    composite,
    { code: "ValidationError" },
    { alarmName: "all", alarmRule: 'ALERT(down) OR ALARM("slow")' },
    { alarmName: "all", alarmRule: "NOT (ALARM(down) OR ALARM(\"slow, very\")) AND OK('other')" },
  ),
  creation(
    "dashboard-name",
    dashboard,
    { property: "dashboardName" },
    { dashboardName: "my board", dashboardBody: "{}" },
    { dashboardName: "my-board", dashboardBody: "{}" },
  ),
  creation(
    "dashboard-widget-without-region",
    dashboard,
    {
      code: "InvalidParameterInput",
      quote:
        'The dashboard body is invalid, there are 1 validation errors: [{"dataPath":"/widgets/1/properties","message":"Should have required property \'region\'"}]',
    },
    { dashboardName: "board", dashboardBody: widgetsWith({}) },
    { dashboardName: "board", dashboardBody: widgetsWith({ region: "us-east-1" }) },
  ),
];
