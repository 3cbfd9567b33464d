/** Database instances that RDS does not delete, or not in that way. */
import { isSet } from "../../../values";
import type { AwsRefusalRule } from "../../refusal-rule";
import { types } from "../../type-tokens";
import { docs } from "../documentation";

export const databaseDeletion: readonly AwsRefusalRule[] = [
  {
    id: "database-protected",
    types: [types.dbInstance],
    when: "delete",
    code: "InvalidParameterCombination",
    link: docs.rds("DeleteDBInstance"),
    refuse: ({ self }) =>
      self?.outputs["deletionProtection"] === true
        ? "Cannot delete protected DB Instance, please disable deletion protection and try again."
        : undefined,
  },
  {
    id: "final-snapshot-missing",
    types: [types.dbInstance],
    when: "delete",
    code: "InvalidParameterCombination",
    link: docs.rds("DeleteDBInstance"),
    refuse: ({ self }) => {
      if (!self || self.outputs["skipFinalSnapshot"] === true) return undefined;
      if (isSet(self.outputs["finalSnapshotIdentifier"])) return undefined;
      return "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.";
    },
  },
  {
    id: "final-snapshot-of-replica",
    types: [types.dbInstance],
    when: "delete",
    code: "InvalidParameterCombination",
    link: docs.rds("DeleteDBInstance"),
    refuse: ({ self }) => {
      if (!self || self.outputs["skipFinalSnapshot"] === true || !isSet(self.outputs["replicateSourceDb"]))
        return undefined;
      return isSet(self.outputs["finalSnapshotIdentifier"])
        ? "FinalDBSnapshotIdentifier can not be specified when deleting a replica instance"
        : undefined;
    },
  },
];
