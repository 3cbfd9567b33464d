/** Keys of KMS. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { number } from "../../../values";
import { types } from "../../type-tokens";

export const kmsKeys: readonly AwsRefusalRule[] = [
  {
    id: "key-deletion-window",
    types: [types.key],
    when: "plan",
    property: "deletionWindowInDays",
    link: docs.kms("ScheduleKeyDeletion"),
    refuse: ({ inputs }) => {
      const days = number(inputs["deletionWindowInDays"]);
      if (days === undefined || (days >= 7 && days <= 30)) return undefined;
      return `expected deletion_window_in_days to be in the range (7 - 30), got ${days}`;
    },
  },
];
