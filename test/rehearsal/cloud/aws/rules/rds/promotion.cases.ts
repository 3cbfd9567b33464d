import { promoteReplica } from "../../../../../../rehearsal/cloud/aws/outside-events";
import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws, MadeResource } from "../../../support/aws";
import { abroad, type RuleCase } from "../../../support/rule-case";

/** A replica in Europe of a database in Virginia. */
async function follower(aws: Aws): Promise<MadeResource> {
  const { outputs } = await aws.create(types.dbInstance, {
    engine: "postgres",
    engineVersion: "17",
    instanceClass: "db.m7g.large",
    allocatedStorage: 100,
    username: "platform",
    dbName: "app",
    backupRetentionPeriod: 7,
    storageEncrypted: true,
  });
  const { keyArn } = await abroad(aws);
  const inputs = {
    instanceClass: "db.m7g.large",
    skipFinalSnapshot: true,
    replicateSourceDb: outputs["arn"] ?? "",
    kmsKeyId: keyArn,
  };
  return aws.create(types.dbInstance, inputs, { region: "eu-west-1" });
}

/** As the program has it that no longer names a source. */
const promoted = { replicateSourceDb: null };

/** As the engine knows it after a refresh. */
function refreshed(aws: Aws, made: MadeResource): MadeResource {
  const { inputs, outputs } = aws.store.get(made.type, made.id, made.region) ?? made;
  return { ...made, inputs, outputs };
}

export const databasePromotionCases: readonly RuleCase[] = [
  {
    rule: "promotion-sets-password",
    expected: {
      code: "InvalidParameterCombination",
      quote:
        "Cannot change master user password on an RDS postgres Read Replica because it uses physical replication and therefore cannot differ from its parent.",
    },
    breaks: async (aws) => {
      const made = await follower(aws);
      await aws.update(made, { ...promoted, password: "hunter2hunter2" });
    },
    passes: async (aws) => {
      const primary = await aws.update(await follower(aws), promoted);
      await aws.update(primary, { password: "hunter2hunter2" });
    },
  },
  {
    rule: "promotion-of-no-replica",
    expected: { code: "InvalidDBInstanceState" },
    breaks: async (aws) => {
      const made = await follower(aws);
      promoteReplica(aws.store, "eu-west-1");
      await aws.update(made, promoted);
    },
    passes: async (aws) => {
      const made = await follower(aws);
      promoteReplica(aws.store, "eu-west-1");
      await aws.update(refreshed(aws, made), promoted);
    },
  },
  {
    rule: "promotion-while-backing-up",
    expected: { code: "InvalidDBInstanceState" },
    breaks: async (aws) => {
      const made = await follower(aws);
      const stored = aws.store.get(types.dbInstance, made.id, made.region)!;
      aws.store.override(stored, { status: "backing-up" });
      await aws.update(made, promoted);
    },
    passes: async (aws) => {
      await aws.update(await follower(aws), promoted);
    },
  },
];
