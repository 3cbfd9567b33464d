/** Rules of EventBridge. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { json } from "../../../values";

const t = {
  eventRule: "aws:cloudwatch/eventRule:EventRule",
} as const;

export const eventRules: readonly AwsRefusalRule[] = [
  {
    id: "event-pattern",
    types: [t.eventRule],
    when: "apply",
    code: "InvalidEventPatternException",
    link: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html",
    refuse: ({ inputs }) => {
      const plain = Object.entries(json(inputs["eventPattern"])).find(
        ([, value]) => typeof value !== "object",
      );
      return plain && `Event pattern is not valid. Reason: "${plain[0]}" must be an object or an array`;
    },
  },
];
