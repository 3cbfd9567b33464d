import {
  choice,
  listOf,
  logRetentionDays,
  matching,
  regionName,
  section,
  timeOfDay,
  timeZone,
  whole,
} from "../fields";

export const backup = section({
  destinationRegion: regionName()
    .optional()
    .describe(
      "Region that keeps the copies. Left out: the second region. Copies of what is backed up there itself go to the first.",
    ),
  dailyAtUtc: timeOfDay().default("02:00").describe("Time of the daily backup, UTC."),
  retentionDays: whole(1, 36_500, "days").default(35).describe("Days that a backup is kept."),
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
  vaultLock: choice("governance", "compliance", "none")
    .default("governance")
    .describe(
      "Who may delete a backup early. `governance`: users with a permission of their own. `compliance`: no user, AWS included, from three days after the lock was made.",
    ),
  restoreTesting: choice("weekly", "none")
    .default("weekly")
    .describe("Whether AWS Backup proves every week that a backup can be restored."),
  automatedBackupsReplication: choice("enabled", "disabled")
    .optional()
    .describe(
      "Whether RDS copies the database's snapshots and logs to that region too, so that any second can be restored there. Left out: between the pairs of regions for which AWS documents it, and not for a cluster.",
    ),
});

const alarms = section({
  latencyP99Milliseconds: whole(10, 60_000, "milliseconds")
    .default(1000)
    .describe(
      "Milliseconds in which 99 of 100 requests must be answered. Slower for five minutes: an alarm, which also stops a roll-out.",
    ),
  errorPercent: whole(1, 99, "%")
    .default(5)
    .describe(
      "Percent of requests answered with 5xx. More in three of five minutes: an alarm, which also stops a roll-out.",
    ),
  degradedBelowTargets: whole(2, 1000, "instances or pods")
    .optional()
    .describe(
      "Healthy instances or pods of a region below which it counts as degraded. Left out: what the loss of a zone leaves of the fleet's minimum.",
    ),
  pendingObjects: whole(1, 1_000_000, "objects")
    .default(1000)
    .describe("Objects that wait for their copy in another region. More for fifteen minutes: an alarm."),
});

export const observability = section({
  notify: listOf(
    matching({
      pattern: /^[\w.%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
      rule: "be an e-mail address",
      example: "oncall@example.com",
      maxLength: 254,
    }),
    { what: "e-mail addresses", max: 20 },
  )
    .default([])
    .describe("E-mail addresses that alarms go to, each once; each has to confirm."),
  notifyEndpoints: listOf(
    matching({
      pattern: /^(https:\/\/[^\s@]+|arn:aws:(sqs|lambda):[a-z0-9-]+:\d{12}:\S+)$/,
      rule: "be an https address, or the ARN of a queue or a function",
      example: "arn:aws:sqs:us-east-1:123456789012:pager",
      more: ["https://pager.example.com/sns"],
      maxLength: 512,
    }),
    { what: "endpoints", max: 20, remedy: "write one such as [https://pager.example.com/sns]" },
  )
    .default([])
    .describe(
      "Where else alarms go, each once: an https address that confirms subscriptions of SNS by itself, or a queue of SQS or a function of Lambda, which must let the topics in. An address that holds a key belongs behind a function.",
    ),
  logRetentionDays: logRetentionDays()
    .default(30)
    .describe("Days that logs of the application and of AWS WAF are kept."),
  canaries: choice("none", "every-minute")
    .default("none")
    .describe(
      "CloudWatch Synthetics: a canary in every region that asks all of them through their public names.",
    ),
  metricPrefix: matching({
    pattern: /^(?=..)[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
    rule: "be the beginning of a metric's name, of two letters at least",
    example: "app",
    remedy: "write one such as app, without the final underscore",
    maxLength: 40,
  })
    .default("app")
    .describe("What names of the application's own metrics begin with, where Prometheus reads them."),
  objectReplicas: choice("reported", "none")
    .default("none")
    .describe(
      "Whether the application reports the health of the buckets it reads (`<prefix>_replica_health`).",
    ),
  replicationLagSeconds: whole(1, 3600, "seconds")
    .default(10)
    .describe("Seconds that a database replica or a global cache may lag before the alarm."),
  alarms: alarms.prefault({}).describe("Thresholds of the alarms."),
});

export const offHours = section({
  stopAt: timeOfDay()
    .default("20:00")
    .describe("Local time at which instances and database stop; after `startAt`."),
  startAt: timeOfDay().default("06:00").describe("Local time at which they start."),
  timezone: timeZone().default("Etc/UTC").describe("IANA time zone of both times."),
  days: matching({
    pattern: /^(SUN|MON|TUE|WED|THU|FRI|SAT)(-(SUN|MON|TUE|WED|THU|FRI|SAT))?$/,
    rule: "be a day or a range of days as cron writes them",
    example: "MON-FRI",
  })
    .default("MON-FRI")
    .describe("Days of the week on which they start, as cron writes them."),
});

export const objectives = section({
  recoveryTimeSeconds: whole(1, 604_800, "seconds")
    .default(900)
    .describe(
      "Recovery time objective: seconds until the platform answers again after the loss of a region.",
    ),
  recoveryPointSeconds: whole(0, 604_800, "seconds")
    .default(300)
    .describe("Recovery point objective: seconds of written data that the loss of a region may cost."),
});

/** Consent by name: what a region is called is written twice by whoever means it. */
export const rebuild = regionName();

export const drills = choice("forbidden", "allowed");
