import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import { creation, type RuleCase } from "../../../support/rule-case";

export const kmsKeyCases: readonly RuleCase[] = [
  creation(
    "key-deletion-window",
    types.key,
    { property: "deletionWindowInDays" },
    { deletionWindowInDays: 6 },
    { deletionWindowInDays: 7 },
  ),
];
