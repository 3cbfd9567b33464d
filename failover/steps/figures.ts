import type { Expected } from "../model/step";

/** How long each step takes, and who says so. */

const rds = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";

export const figures = {
  /** One call that is not waited for longer than this. */
  bestEffort: { seconds: 10, source: "its own time-out" },
  /** The datapoint is in an alarm's period of a minute, which is evaluated when it is over. */
  switch: {
    seconds: 90,
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html",
  },
  call: { seconds: 5, source: "one call; what it starts is waited for at the end" },
  /** No figure of AWS: "several minutes"; the analysis of the policies assumes the same. */
  promoteInstance: { seconds: 300, source: `assumed; AWS says several minutes: ${rds}/USER_ReadRepl.html` },
  moveAurora: {
    seconds: 60,
    source: "under a minute, as AWS has it: https://aws.amazon.com/rds/aurora/global-database/",
  },
  moveCache: {
    seconds: 60,
    source:
      "under a minute, as AWS has it: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html",
  },
  /** "a PostgreSQL read replica reports a replication lag of up to five minutes" without transactions, and one period. */
  drain: { seconds: 360, source: `${rds}/USER_PostgreSQL.Replication.ReadReplicas.html` },
  stopFleet: { seconds: 300, source: "the deregistration and the hook of Auto Scaling that waits for it" },
  regionSwitch: { seconds: 330, source: "30 s to start, and the promotion, its longest block" },
  ready: { seconds: 30, source: "three looks of the load balancer at 10 s" },
  /** TTL of ELB's names. */
  follow: {
    seconds: 60,
    source:
      "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html",
  },
  person: { seconds: 0, source: "after clients are served" },
} as const satisfies Readonly<Record<string, Expected>>;
