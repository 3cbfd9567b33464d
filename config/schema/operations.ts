import { choice, listOf, logRetentionDays, matching, regionName, section, whole } from "../fields";

const timeOfDay = () =>
  matching(/^([01]\d|2[0-3]):[0-5]\d$/, "be a time of day in quotes", 'write one such as "02:00"');

/** AWS Backup of database and objects, with copies in another region. */
export const backup = section({
  /** Where the copies are. @default the first standby */
  destinationRegion: regionName().optional(),
  /** Time of the daily backup, UTC. @default 02:00 */
  dailyAtUtc: timeOfDay().default("02:00"),
  /** Days a backup is kept, 1 to 36500. @default 35 */
  retentionDays: whole(1, 36_500).default(35),
  /**
   * Who may delete a backup early: `governance`, people with a permission of their own; `compliance`, no user, AWS
   * included, three days after the lock was made.
   * https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
   * @default governance
   */
  vaultLock: choice("governance", "compliance", "none").default("governance"),
  /** Whether AWS Backup proves every week that a backup can be restored. @default weekly */
  restoreTesting: choice("weekly", "none").default("weekly"),
  /** Whether the database's snapshots and logs are copied, so that any second can be restored there. @default enabled */
  automatedBackupsReplication: choice("enabled", "disabled").default("enabled"),
});

export const observability = section({
  /** E-mail addresses that alarms go to; each has to confirm. @default none */
  notify: listOf(
    matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "be an e-mail address", "write one such as oncall@example.com"),
  ).default([]),
  /** Days that logs of the application and of AWS WAF are kept. @default 30 */
  logRetentionDays: logRetentionDays().default(30),
  /** A canary in every region that asks all of them through their public names. @default none */
  canaries: choice("none", "every-minute").default("none"),
  /** What the application's own metrics begin with, where Prometheus reads them. @default app */
  metricPrefix: matching(
    /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
    "be the beginning of a metric's name",
    "write one such as app, without the final underscore",
  ).default("app"),
  /** Whether the application reports the health of the buckets it reads (`<prefix>_replica_health`). @default none */
  objectReplicas: choice("reported", "none").default("none"),
  /** Seconds a replica may lag before the alarm, 1 to 3600. @default 10 */
  replicationLagSeconds: whole(1, 3600).default(10),
});

/** Hours at which a stack that is not for production is stopped. */
export const offHours = section({
  /** Local time at which instances and database stop. @default 20:00 */
  stopAt: timeOfDay().default("20:00"),
  /** Local time at which they start. @default 06:00 */
  startAt: timeOfDay().default("06:00"),
  /** IANA time zone of both. @default Etc/UTC */
  timezone: matching(
    /^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/,
    "be an IANA time zone",
    "write one such as Europe/Berlin",
  ).default("Etc/UTC"),
  /** Days of the week on which they start, as cron writes them. @default MON-FRI */
  days: matching(
    /^(SUN|MON|TUE|WED|THU|FRI|SAT)(-(SUN|MON|TUE|WED|THU|FRI|SAT))?$/,
    "be a day or a range of days as cron writes them",
    "write one such as MON-FRI",
  ).default("MON-FRI"),
});

/** What losing a region may cost. Predictions and drills are held against it. */
export const objectives = section({
  /** Seconds until service is back. @default 900 */
  recoveryTimeSeconds: whole(1, 604_800).default(900),
  /** Seconds of written data that may be lost. @default 300 */
  recoveryPointSeconds: whole(0, 604_800).default(300),
});

/** Whether `npm run drill -- --site aws` may break parts of the stack. @default forbidden */
export const drills = choice("forbidden", "allowed");
