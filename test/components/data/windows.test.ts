import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { windows } from "../../../components/data/windows";

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Minutes of the week that a window covers; a window without a day comes every day. */
function minutes(window: string): [from: number, to: number][] {
  const match = /^(?:(\w{3}):)?(\d\d):(\d\d)-(?:\w{3}:)?(\d\d):(\d\d)$/.exec(window)!;
  const [, day, ...clock] = match;
  const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = clock.map(Number);
  const on = day === undefined ? days.map((_, at) => at) : [days.indexOf(day)];
  return on.map((at) => [(at * 24 + h1) * 60 + m1, (at * 24 + h2) * 60 + m2]);
}

const all = [
  windows.databaseBackup,
  windows.cacheSnapshot,
  windows.cacheMaintenance,
  ...Object.values(windows.databaseMaintenance),
];

test("no window of work on the stores overlaps another", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(all.length - 1), { minLength: 2, maxLength: 2 }), ([one, other]) => {
      for (const [from, to] of minutes(all[one!]!)) {
        expect(minutes(all[other!]!).filter(([start, end]) => start < to && from < end)).toEqual([]);
      }
    }),
  );
});

test.each([
  ["RDS takes backup windows of half an hour at least", windows.databaseBackup, 30],
  ["ElastiCache takes snapshot windows of an hour at least", windows.cacheSnapshot, 60],
  ["ElastiCache takes maintenance windows of an hour at least", windows.cacheMaintenance, 60],
])("%s", (_, window, atLeast) => {
  for (const [from, to] of minutes(window)) expect(to - from).toBeGreaterThanOrEqual(atLeast);
});
