/**
 * The hours in which a stack is wanted, in the forms that AWS's services take: pure arithmetic on a week.
 *
 * Every working day has one start and one stop, so what lies between a stop and the next start is off-hours, or off-hours
 * with days off around it.
 */
export interface WorkingHours {
  /** Local time of day at which everything starts, such as `06:00`; before `stopAt`. */
  readonly startAt: string;
  /** Local time of day at which everything stops, such as `20:00`. */
  readonly stopAt: string;
  /** IANA time zone, such as `Europe/Berlin`. */
  readonly timezone: string;
  /** Days of work: names and ranges with commas between them, such as `MON-FRI` or `MON,WED-FRI`. */
  readonly days: string;
}

/** A time of day at which stacks stop on some days, and how long they are then stopped. */
export interface OffHoursPeriod {
  readonly days: readonly Day[];
  readonly minutes: number;
}

const week = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
type Day = (typeof week)[number];

const minutesPerDay = 24 * 60;

/** @returns what is wrong with the hours and what to do, or undefined. */
export function workingHoursProblem({ startAt, stopAt, days }: WorkingHours): string | undefined {
  for (const [name, time] of Object.entries({ startAt, stopAt })) {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
      return `${name} must be a time such as 06:00, got ${time}; correct it`;
  }
  if (startAt >= stopAt)
    return `startAt must be before stopAt, got ${startAt} and ${stopAt}; swap or correct them`;
  const name = `(${week.join("|")})`;
  return new RegExp(`^${name}(-${name})?(,${name}(-${name})?)*$`).test(days)
    ? undefined
    : `days must be names of days or ranges of them, such as MON-FRI, got ${days}; correct it`;
}

/** The days of work in the order of the week, Sunday first. A range may go round the end of the week. */
export function workingDays({ days }: Pick<WorkingHours, "days">): readonly Day[] {
  const working = days.split(",").flatMap((part) => {
    const [from = "", to = from] = part.split("-");
    const [first, last] = [week.indexOf(from as Day), week.indexOf(to as Day)];
    const length = ((last - first + week.length) % week.length) + 1;
    return Array.from({ length }, (_, at) => week[(first + at) % week.length]);
  });
  return week.filter((day) => working.includes(day));
}

/** Of Auto Scaling: five fields, days by number. https://docs.aws.amazon.com/autoscaling/ec2/userguide/scheduled-scaling-recurring-schedules.html */
export function autoScalingCron(time: string, days: readonly Day[]): string {
  return `${clock(time)} * * ${days.map((day) => week.indexOf(day)).join(",")}`;
}

/** Of EventBridge Scheduler: six fields. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export function schedulerCron(time: string, days: readonly Day[]): string {
  return `cron(${clock(time)} ? * ${days.join(",")} *)`;
}

/** Of CloudWatch's mute rules: five fields. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html */
export function muteCron(time: string, days: readonly Day[]): string {
  return `cron(${clock(time)} * * ${days.join(",")})`;
}

/** The offHoursPeriods of a week, those of one length together: after Monday to Thursday, say, and after Friday. */
export function offHoursPeriods(hours: WorkingHours): readonly OffHoursPeriod[] {
  const working = workingDays(hours).map((day) => week.indexOf(day));
  const dayOfWork = minutesOf(hours.stopAt) - minutesOf(hours.startAt);
  const byLength = new Map<number, Day[]>();
  for (const [at, day] of working.entries()) {
    const next = working[(at + 1) % working.length] ?? day;
    // With one day of work a week, the next one is a week away.
    const daysBetween = (next - day + week.length) % week.length || week.length;
    const minutes = daysBetween * minutesPerDay - dayOfWork;
    byLength.set(minutes, [...(byLength.get(minutes) ?? []), ...week.slice(day, day + 1)]);
  }
  return [...byLength].map(([minutes, days]) => ({ days, minutes }));
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

/** Minute and hour as cron has them. */
function clock(time: string): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return `${minute} ${hour}`;
}
