import {
  backupReplication,
  backupReplicationDestinations,
} from "../../components/kit/backup-replication-regions";
import { listedOnce, readableRegions, regionNames, type SettingsRule, unless } from "./draft";

const copiesLieElsewhere: SettingsRule = (draft) => {
  if (draft.backup === undefined) return [];
  const { destinationRegion } = draft.backup;
  const [home] = regionNames(draft);
  const at = ["backup", "destinationRegion"];
  if (destinationRegion !== undefined) {
    return unless(
      destinationRegion !== home,
      at,
      "must be another region than the first one, or its loss takes the copies too; choose another",
    );
  }
  return unless(
    readableRegions(draft).length !== 1,
    at,
    "is missing; add it, because a stack of one region has no standby to keep the copies",
  );
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html */
const backupsCanBeReplicated: SettingsRule = ({ backup, database }) =>
  unless(
    database?.deployment !== "cluster" || backup?.automatedBackupsReplication !== "enabled",
    ["backup", "automatedBackupsReplication"],
    'must be "disabled" with a Multi-AZ DB cluster, whose logs RDS copies nowhere; change it',
  );

/** A pair that AWS's table does not speak of is left to whoever asked RDS; preflight asks again. */
const backupsAreReplicatedBetweenSupportedRegions: SettingsRule = (draft) => {
  const [active, standby] = regionNames(draft);
  const destination = draft.backup?.destinationRegion ?? standby;
  if (active === undefined || destination === undefined) return [];
  return unless(
    draft.backup?.automatedBackupsReplication !== "enabled" ||
      draft.database?.deployment !== "instance" ||
      backupReplication(active, destination) !== "unsupported",
    ["backup", "automatedBackupsReplication"],
    `must be "disabled" from ${active} to ${destination}, between which RDS replicates no automated backups; change it, or keep the copies in one of ${backupReplicationDestinations(active).join(", ")}`,
  );
};

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html */
const lockedVaultsAreProtected: SettingsRule = ({ backup, dataProtection }) =>
  unless(
    backup?.vaultLock !== "compliance" || dataProtection !== "disposable",
    ["backup", "vaultLock"],
    'must be "governance" or "none" with dataProtection "disposable", because no user can lift a compliance lock; change one of the two',
  );

const addressesAreNamedOnce: SettingsRule = ({ observability }) => [
  ...listedOnce(observability?.notify, ["observability", "notify"], "remove it"),
  ...listedOnce(observability?.notifyEndpoints, ["observability", "notifyEndpoints"], "remove it"),
];

/** Times of day compare as texts. */
const theDayStartsBeforeItStops: SettingsRule = ({ offHours: { startAt, stopAt } = {} }) =>
  unless(
    startAt === undefined || stopAt === undefined || startAt < stopAt,
    ["offHours", "startAt"],
    `must be before stopAt (${String(stopAt)}); swap or correct them`,
  );

const offHoursAreForDisposableStacks: SettingsRule = ({ offHours, dataProtection, database, appTier }) => {
  if (offHours === undefined) return [];
  return [
    ...unless(
      dataProtection !== "protected",
      ["offHours"],
      'is for stacks with dataProtection "disposable" only; remove it',
    ),
    ...unless(
      database?.deployment !== "cluster",
      ["offHours"],
      'is for a database with deployment "instance"; remove it, because RDS stops no Multi-AZ DB cluster',
    ),
    ...unless(
      appTier?.platform !== "kubernetes",
      ["offHours"],
      "is for an application on EC2; remove it, and let the cluster scale its nodes down",
    ),
  ];
};

/** What is wrong with how the stack is run. */
export const operationsRules: readonly SettingsRule[] = [
  copiesLieElsewhere,
  backupsCanBeReplicated,
  backupsAreReplicatedBetweenSupportedRegions,
  lockedVaultsAreProtected,
  addressesAreNamedOnce,
  theDayStartsBeforeItStops,
  offHoursAreForDisposableStacks,
];
