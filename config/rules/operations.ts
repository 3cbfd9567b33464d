import { places, regionNames, type Rule, unless } from "./draft";

const copiesLieElsewhere: Rule = (draft) => {
  if (draft.backup === undefined) return [];
  const { recoveryRegion } = draft.backup;
  const [active] = regionNames(draft);
  const at = ["backup", "recoveryRegion"];
  if (recoveryRegion !== undefined) {
    return unless(
      recoveryRegion !== active,
      at,
      "must be another region than the active one, or its loss takes the copies too; choose another",
    );
  }
  return unless(
    places(draft).length !== 1,
    at,
    "is missing; add it, because a stack of one region has no standby to keep the copies",
  );
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html */
const backupsCanBeReplicated: Rule = ({ backup, database }) =>
  unless(
    database?.deployment !== "cluster" || backup?.pointInTimeCopy !== "enabled",
    ["backup", "pointInTimeCopy"],
    'must be "disabled" with a Multi-AZ DB cluster, whose logs RDS copies nowhere; change it',
  );

const onlyWhatCanBeThrownAwaySleeps: Rule = ({ nightStop, dataProtection, database, appTier }) => {
  if (nightStop === undefined) return [];
  return [
    ...unless(
      dataProtection !== "protected",
      ["nightStop"],
      'is for stacks with dataProtection "disposable" only; remove it',
    ),
    ...unless(
      database?.deployment !== "cluster",
      ["nightStop"],
      'is for a database with deployment "instance"; remove it, because RDS stops no Multi-AZ DB cluster',
    ),
    ...unless(
      appTier?.platform !== "kubernetes",
      ["nightStop"],
      "is for an application on EC2; remove it, and let the cluster scale its nodes down",
    ),
  ];
};

/** What is wrong with how the stack is run. */
export const operationsRules: readonly Rule[] = [
  copiesLieElsewhere,
  backupsCanBeReplicated,
  onlyWhatCanBeThrownAwaySleeps,
];
