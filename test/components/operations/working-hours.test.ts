import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  autoScalingCron,
  muteCron,
  offHoursPeriods,
  workingHoursProblem,
  schedulerCron,
  workingDays,
  type WorkingHours,
} from "../../../components/operations/working-hours";

const office: WorkingHours = {
  startAt: "06:00",
  stopAt: "20:00",
  timezone: "Europe/Berlin",
  days: "MON-FRI",
};

describe("workingHoursProblem", () => {
  test("finds none in office hours", () => {
    expect(workingHoursProblem(office)).toBeUndefined();
  });

  test.each<[Partial<WorkingHours>, string]>([
    [{ startAt: "6:00" }, "startAt must be a time such as 06:00, got 6:00; correct it"],
    [{ stopAt: "24:00" }, "stopAt must be a time such as 06:00, got 24:00; correct it"],
    [{ startAt: "20:00" }, "startAt must be before stopAt, got 20:00 and 20:00; swap or correct them"],
    [
      { days: "Mo-Fr" },
      "days must be names of days or ranges of them, such as MON-FRI, got Mo-Fr; correct it",
    ],
    [{ days: "" }, "days must be names of days or ranges of them, such as MON-FRI, got ; correct it"],
  ])("%j", (more, problem) => {
    expect(workingHoursProblem({ ...office, ...more })).toBe(problem);
  });
});

describe("workingDays", () => {
  test.each([
    ["MON-FRI", ["MON", "TUE", "WED", "THU", "FRI"]],
    ["WED", ["WED"]],
    ["WED-THU,MON", ["MON", "WED", "THU"]],
    ["FRI-MON", ["SUN", "MON", "FRI", "SAT"]],
    ["SUN-SAT", ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]],
  ])("%s", (days, expected) => {
    expect(workingDays({ days })).toEqual(expected);
  });
});

test("each service gets its own cron", () => {
  const days = workingDays(office);
  expect(autoScalingCron("06:05", days)).toBe("5 6 * * 1,2,3,4,5");
  expect(schedulerCron("06:05", days)).toBe("cron(5 6 ? * MON,TUE,WED,THU,FRI *)");
  expect(muteCron("20:00", days)).toBe("cron(0 20 * * MON,TUE,WED,THU,FRI)");
});

describe("offHoursPeriods", () => {
  test("of a working week are four of ten hours and a weekend", () => {
    expect(offHoursPeriods(office)).toEqual([
      { days: ["MON", "TUE", "WED", "THU"], minutes: 10 * 60 },
      { days: ["FRI"], minutes: 58 * 60 },
    ]);
  });

  test("of a whole week are all the same", () => {
    expect(offHoursPeriods({ ...office, days: "SUN-SAT" })).toEqual([
      { days: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"], minutes: 600 },
    ]);
  });

  test("of one day a week is one of six days and ten hours", () => {
    expect(offHoursPeriods({ ...office, days: "WED" })).toEqual([
      { days: ["WED"], minutes: (6 * 24 + 10) * 60 },
    ]);
  });

  test("and the days of work fill the week, whatever the hours", () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const text = (minutes: number): string =>
      [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
    const day = fc.constantFrom("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    fc.assert(
      fc.property(
        fc.uniqueArray(minute, { minLength: 2, maxLength: 2 }),
        fc.uniqueArray(day, { minLength: 1 }),
        (times, days) => {
          const [start = 0, stop = 0] = times.toSorted((one, other) => one - other);
          const hours = { ...office, startAt: text(start), stopAt: text(stop), days: days.join(",") };
          expect(workingHoursProblem(hours)).toBeUndefined();
          const still = offHoursPeriods(hours).reduce(
            (sum, period) => sum + period.days.length * period.minutes,
            0,
          );
          expect(still + days.length * (stop - start)).toBe(7 * 24 * 60);
        },
      ),
    );
  });
});
