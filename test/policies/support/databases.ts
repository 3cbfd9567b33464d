import { ref, resource, type Fixture } from "./fixture";

const INSTANCE = "aws:rds/instance:Instance";

/** A primary, a reader beside it, and a replica in another region, which keep every rule. */
export const databases: readonly Fixture[] = [
  resource("aws:kms/key:Key", "key", { enableKeyRotation: true }, { protect: true }),
  resource(
    "aws:kms/key:Key",
    "remote-key",
    { enableKeyRotation: true },
    { region: "eu-west-1", protect: true },
  ),
  resource(
    INSTANCE,
    "primary",
    {
      multiAz: true,
      backupRetentionPeriod: 14,
      deletionProtection: true,
      skipFinalSnapshot: false,
      storageEncrypted: true,
      kmsKeyId: ref("key"),
    },
    { protect: true },
  ),
  resource(INSTANCE, "reader", {
    replicateSourceDb: ref("primary"),
    storageEncrypted: true,
    skipFinalSnapshot: true,
  }),
  resource(
    INSTANCE,
    "remote",
    {
      replicateSourceDb: ref("primary"),
      multiAz: true,
      backupRetentionPeriod: 14,
      deletionProtection: true,
      skipFinalSnapshot: true,
      storageEncrypted: true,
      kmsKeyId: ref("remote-key"),
    },
    { region: "eu-west-1", protect: true },
  ),
];
