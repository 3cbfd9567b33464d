import { readableRegions, regionNames, type SettingsRule, unless } from "./draft";

const copiesLieElsewhere: SettingsRule = (draft) => {
  if (draft.backup === undefined) return [];
  const { destinationRegion } = draft.backup;
  const [active] = regionNames(draft);
  const at = ["backup", "destinationRegion"];
  if (destinationRegion !== undefined) {
    return unless(
      destinationRegion !== active,
      at,
      "must be another region than the active one, or its loss takes the copies too; choose another",
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
  offHoursAreForDisposableStacks,
];
