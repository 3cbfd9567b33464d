import { stackRule } from "../../framework/rule";
import { list } from "../../framework/verdict";
import { mustBeOff, mustBeOn } from "../shared/bounds";
import { durableInstances, roleOf } from "../shared/databases";
import { DB_CLUSTER, DB_INSTANCE, DSQL_CLUSTER, TABLE, TABLE_REPLICA } from "../../resources";

/** About the stack, because only there can be seen whether a replica is a reader beside its source. */
export const dbDeletionProtection = stackRule({
  id: "db-deletion-protection",
  title: "A database refuses to be deleted, and leaves a snapshot when it is",
  group: "durability",
  severity: "high",
  level: "mandatory",
  types: [...DB_INSTANCE, ...DB_CLUSTER, ...TABLE, ...TABLE_REPLICA, ...DSQL_CLUSTER],
  rationale:
    "Deleting an instance deletes its automated backups too: one slip, and nothing is left to restore.",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
  remediation:
    "Set deletionProtection (deletionProtectionEnabled on tables, each of their replicas, and DSQL clusters), and leave skipFinalSnapshot off.",
  matches: {
    checkov: ["CKV_AWS_293", "CKV_AWS_139"],
    securityHub: ["RDS.7", "RDS.8", "DocumentDB.5", "DynamoDB.6", "Neptune.4"],
  },
  stacks: "lasting",
  evaluate: (plan) => [
    ...[...durableInstances(plan), ...plan.ofType(DB_CLUSTER)].flatMap((database) =>
      list(
        [
          ...mustBeOn(database.inputs.at("deletionProtection").boolean()),
          // AWS takes no final snapshot of a replica: its source has the data.
          ...(roleOf(database) === "primary"
            ? mustBeOff(database.inputs.at("skipFinalSnapshot").boolean())
            : []),
        ],
        database,
      ),
    ),
    ...[TABLE, TABLE_REPLICA, DSQL_CLUSTER]
      .flatMap((types) => plan.ofType(types))
      .flatMap((store) =>
        list(
          // Each replica is a table that may be deleted alone:
          // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables-bestpractices.html
          [store.inputs, ...store.inputs.at("replicas").items()].flatMap((table) =>
            mustBeOn(table.at("deletionProtectionEnabled").boolean()),
          ),
          store,
        ),
      ),
  ],
});
