import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  defaultDailyAtUtc,
  vaultBackupStartMinutes,
  type MaintenanceWindows,
  maintenanceWindows,
} from "../../../components/data/maintenance-windows";

const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

/** Minutes of the week that a window covers, from Sunday's first; one without a day comes every day. */
function minutes(window: string): [from: number, to: number][] {
  const match = /^(?:(\w{3}):)?(\d\d):(\d\d)-(?:(\w{3}):)?(\d\d):(\d\d)$/.exec(window)!;
  const [, day, h1, m1, endDay, h2, m2] = match;
  const from = Number(h1) * 60 + Number(m1);
  const length = (Number(h2) * 60 + Number(m2) - from + dayMinutes) % dayMinutes;
  const on = day === undefined ? days.map((_, at) => at) : [days.indexOf(day)];
  return on.map((at) => {
    const begins = at * dayMinutes + from;
    if (day !== undefined) {
      expect(days[Math.floor(((begins + length) % weekMinutes) / dayMinutes)]).toBe(endDay);
    }
    return [begins, begins + length];
  });
}

/** The time in which a daily job of AWS Backup may start. */
function vault(cron: string): [from: number, to: number][] {
  const [, minute, hour] = /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(cron)!;
  const from = Number(hour) * 60 + Number(minute);
  return days.map((_, at) => [at * dayMinutes + from, at * dayMinutes + from + vaultBackupStartMinutes]);
}

const all = (windows: MaintenanceWindows) => [
  minutes(windows.databaseBackup),
  minutes(windows.cacheSnapshot),
  minutes(windows.cacheMaintenance),
  ...Object.values(windows.databaseMaintenance).map((window) => minutes(window)),
  vault(windows.vaultBackup),
];

const overlap = ([from, to]: [number, number], [start, end]: [number, number]) =>
  [-weekMinutes, 0, weekMinutes].some((week) => start + week < to && from < end + week);

const timeOfDay = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));

describe("maintenanceWindows", () => {
  test("gives windows of which none overlaps another, at whatever time the day's backups begin", () => {
    fc.assert(
      fc.property(timeOfDay, (time) => {
        const windows = all(maintenanceWindows(time)!);
        windows.forEach((one, at) => {
          for (const other of windows.slice(at + 1)) {
            expect(one.filter((a) => other.some((b) => overlap(a, b)))).toEqual([]);
          }
        });
      }),
    );
  });

  test("gives windows as long as AWS asks for", () => {
    fc.assert(
      fc.property(timeOfDay, (time) => {
        const windows = maintenanceWindows(time)!;
        const shortest = (window: string) => Math.min(...minutes(window).map(([from, to]) => to - from));
        // RDS takes backup windows of half an hour at least, ElastiCache and MemoryDB both windows of an hour.
        expect(shortest(windows.databaseBackup)).toBe(30);
        expect(shortest(windows.cacheSnapshot)).toBe(60);
        expect(shortest(windows.cacheMaintenance)).toBe(60);
      }),
    );
  });

  test("begins the day's backups with the database's, at the given time", () => {
    expect(maintenanceWindows(defaultDailyAtUtc)).toEqual({
      databaseBackup: "02:00-02:30",
      cacheSnapshot: "02:30-03:30",
      databaseMaintenance: {
        first: "sun:04:00-sun:05:00",
        others: "wed:04:00-wed:05:00",
        reader: "fri:04:00-fri:05:00",
      },
      cacheMaintenance: "tue:04:00-tue:05:00",
      vaultBackup: "cron(30 5 * * ? *)",
      restoreTest: "cron(0 10 ? * MON *)",
    });
  });

  test("goes over midnight", () => {
    expect(maintenanceWindows("21:45")).toMatchObject({
      cacheSnapshot: "22:15-23:15",
      databaseMaintenance: { first: "sun:23:45-mon:00:45" },
      vaultBackup: "cron(15 1 * * ? *)",
      restoreTest: "cron(45 5 ? * MON *)",
    });
  });

  test.each(["24:00", "2:00", "02:60", "02.00", "", "02:00Z"])("has none for %p", (time) => {
    expect(maintenanceWindows(time)).toBeUndefined();
  });
});
