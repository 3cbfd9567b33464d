import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import { creation, type RuleCase } from "../../../support/rule-case";

export const logGroupCases: readonly RuleCase[] = [
  creation(
    "log-retention",
    types.logGroup,
    { property: "retentionInDays" },
    { retentionInDays: 10 },
    { retentionInDays: 14 },
  ),
];
