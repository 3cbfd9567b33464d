/** Log groups of CloudWatch Logs. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { number } from "../../../values";
import { types } from "../../type-tokens";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const logGroups: readonly AwsRefusalRule[] = [
  {
    id: "log-retention",
    types: [types.logGroup],
    when: "plan",
    property: "retentionInDays",
    link: docs.logs("PutRetentionPolicy"),
    refuse: ({ inputs }) => {
      const days = number(inputs["retentionInDays"]);
      if (days === undefined || retentionDays.includes(days)) return undefined;
      return `expected retention_in_days to be one of [${retentionDays.join(" ")}], got ${days}`;
    },
  },
];
