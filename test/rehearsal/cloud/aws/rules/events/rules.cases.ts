import { creation, type RuleCase } from "../../../support/rule-case";

export const eventRuleCases: readonly RuleCase[] = [
  creation(
    "event-pattern",
    "aws:cloudwatch/eventRule:EventRule",
    {
      code: "InvalidEventPatternException",
      quote: 'Event pattern is not valid. Reason: "source" must be an object or an array',
    },
    { eventPattern: '{"source":"aws.backup"}' },
    { eventPattern: '{"source":["aws.backup"]}' },
  ),
];
