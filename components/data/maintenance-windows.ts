/** When AWS may touch the stores of data, all computed from one time of day. */

/** The quiet hour of both sides of the Atlantic, UTC. */
export const defaultDailyAtUtc = "02:00";

const minutesOfDay = 24 * 60;
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
type Day = (typeof days)[number];

/**
 * The windows of one region's stores, UTC. No window overlaps another, so a failover in one is never met by a copy
 * or an upgrade in the next; databases that follow each other over regions are maintained on different days.
 */
export interface MaintenanceWindows {
  /** RDS's own daily snapshot, from which point-in-time recovery starts. */
  readonly databaseBackup: string;
  readonly cacheSnapshot: string;
  readonly databaseMaintenance: {
    /** In the stack's first region, whatever its role. */
    readonly first: string;
    readonly others: string;
    readonly reader: string;
  };
  readonly cacheMaintenance: string;
  /**
   * When AWS Backup copies into the vault, as a schedule expression. Not at the time of RDS's own snapshot: where
   * the two coincide, "the data lineage of the backups can branch off into non-identical backups".
   * https://docs.aws.amazon.com/aws-backup/latest/devguide/rds-backup.html
   */
  readonly vaultBackup: string;
  /** When AWS Backup restores on trial, weekly, as a schedule expression. */
  readonly restoreTest: string;
}

/** Minutes in which a job of AWS Backup has to start, at least 60; the next window begins later. */
export const vaultBackupStartMinutes = 60;

/**
 * The windows of stores whose day's backups begin at `dailyAtUtc`, such as `02:00`: the database at once, the caches
 * half an hour later, maintenance after two hours, the vault after three and a half.
 * @returns undefined for what is no time of day
 */
export function maintenanceWindows(dailyAtUtc: string): MaintenanceWindows | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(dailyAtUtc);
  if (!match) return undefined;
  const start = Number(match[1]) * 60 + Number(match[2]);

  const clock = (after: number) => {
    const minute = (start + after) % minutesOfDay;
    return { hour: Math.floor(minute / 60), minute: minute % 60 };
  };
  const time = (after: number) => {
    const { hour, minute } = clock(after);
    return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  };
  const daily = (from: number, to: number) => `${time(from)}-${time(to)}`;
  // An hour that begins on `day`, whatever day it ends on.
  const weekly = (day: Day, from: number) => {
    const endsNextDay = clock(from + 60).hour < clock(from).hour;
    const end = endsNextDay ? days[(days.indexOf(day) + 1) % days.length] : day;
    return `${day}:${time(from)}-${end}:${time(from + 60)}`;
  };
  const cron = (after: number, on: string) => {
    const { hour, minute } = clock(after);
    return `cron(${minute} ${hour} ${on})`;
  };

  return {
    databaseBackup: daily(0, 30),
    cacheSnapshot: daily(30, 90),
    databaseMaintenance: {
      first: weekly("sun", 120),
      others: weekly("wed", 120),
      reader: weekly("fri", 120),
    },
    cacheMaintenance: weekly("tue", 120),
    vaultBackup: cron(210, "* * ? *"),
    restoreTest: cron(480, "? * MON *"),
  };
}

/** What to say of a time that is none. */
export function notATime(dailyAtUtc: string): string {
  return `dailyAtUtc must be a time of day such as 02:00, got ${dailyAtUtc}; write hours and minutes, in UTC`;
}
