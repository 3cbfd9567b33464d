import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AlarmGroup, type AlarmNotification } from "./alarm-group";
import { ofInstance } from "./database-metrics";
import { over } from "./metric";

/** One instance with its standby, or three instances of which one takes the writes. */
export type MonitoredDatabase =
  | { readonly deployment: "instance"; readonly identifier: pulumi.Input<string> }
  | {
      readonly deployment: "cluster";
      readonly identifier: pulumi.Input<string>;
      /** Its three instances. */
      readonly members: readonly [pulumi.Input<string>, ...pulumi.Input<string>[]];
    };

export interface DatabaseAlarmsArgs extends AlarmNotification {
  readonly database: MonitoredDatabase;
  /**
   * `source`: others follow it, in this region or another. `replica`: it follows one in another region, and is a source
   * once it is promoted.
   */
  readonly role: "alone" | "source" | "replica";
  /** Identifiers of the readers in this region, by a stable key. @default none */
  readonly readers?: Readonly<Record<string, pulumi.Input<string>>>;
  readonly allocatedStorageGiB: number;
  /** `max_connections`, as the parameter group or the class has it. @default no alarm about connections */
  readonly maxConnections?: pulumi.Input<number>;
  /**
   * Seconds that a replica may be behind.
   *
   * PostgreSQL measures lag since the last write that was replayed, and an idle one writes a checkpoint only every five
   * minutes. So this is only honest with a heartbeat: the platform's contract is that `/ready`, which Route 53 and the
   * load balancers ask all the time, writes a row in the active region.
   */
  readonly replicationLagSeconds: number;
}

const bytesInGiB = 1024 ** 3;

/**
 * The alarms about a region's database, and RDS's own events about it.
 *
 * There is no metric "down": a database that works reports every minute, so the sign is missing data. Three minutes of it,
 * because a failover to the standby (60 to 120 s) passes by itself; that one is told by RDS's event.
 */
export class DatabaseAlarms extends AlarmGroup {
  readonly down: aws.cloudwatch.MetricAlarm;

  constructor(name: string, args: DatabaseAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:DatabaseAlarms", name, args, opts);
    const { database, readers = {} } = args;
    const { replicationLagSeconds } = args;
    this.require(
      replicationLagSeconds > 0,
      `replicationLagSeconds must be above 0, got ${replicationLagSeconds}; a replica is always a little behind`,
    );

    this.down = this.alarm("down", {
      description:
        "The database has reported nothing for three minutes: it is down or cut off. See the runbook of region loss.",
      measured: of(database, "MAX", "CPUUtilization"),
      comparison: "<",
      // Never true: what alarms is missing data.
      threshold: 0,
      evaluationPeriods: 3,
      treatMissingData: "breaching",
    });
    this.#lag(args, replicationLagSeconds);
    if (args.role !== "alone") this.#slots(args);
    this.#capacity(args);
    this.#events(args, Object.values(readers));
    this.registerOutputs();
  }

  #lag({ database, role, readers = {} }: DatabaseAlarmsArgs, seconds: number): void {
    const followers = {
      // Of a cluster the two readers: the writer reports no lag.
      ...((role === "replica" || database.deployment === "cluster") && {
        lag: of(database, "MAX", "ReplicaLag"),
      }),
      ...Object.fromEntries(
        Object.entries(readers).map(([key, id]) => [`lag-${key}`, ofInstance(id, "ReplicaLag", "Maximum")]),
      ),
    };
    for (const [alarm, measured] of Object.entries(followers)) {
      this.alarm(alarm, {
        description: `A replica is more than ${seconds} s behind: a failover to it now loses that much.`,
        measured,
        comparison: ">",
        threshold: seconds,
        // One slow minute is a checkpoint or a vacuum.
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
        // A replica whose replication broke reports no lag.
        treatMissingData: "breaching",
      });
    }
  }

  /** A replica out of reach holds back its source's log, up to a quarter of the storage; from then on it is lost. */
  #slots({ database, allocatedStorageGiB }: DatabaseAlarmsArgs): void {
    this.alarm("slot-lag", {
      description:
        "A replica has not fetched an eighth of the storage's worth of log: at a quarter it is given up.",
      measured: of(database, "MAX", "OldestReplicationSlotLag"),
      comparison: ">",
      threshold: (allocatedStorageGiB * bytesInGiB) / 8,
      evaluationPeriods: 5,
      treatMissingData: "notBreaching",
    });
    this.alarm("log-disk", {
      description: "The transaction log fills a quarter of the storage: something holds it back.",
      measured: of(database, "MAX", "TransactionLogsDiskUsage"),
      comparison: ">",
      threshold: (allocatedStorageGiB * bytesInGiB) / 4,
      evaluationPeriods: 5,
      treatMissingData: "notBreaching",
    });
  }

  #capacity({ database, allocatedStorageGiB, maxConnections }: DatabaseAlarmsArgs): void {
    this.alarm("storage", {
      description: "Less than a tenth of the database's storage is free. A full disk stops it.",
      measured: of(database, "MIN", "FreeStorageSpace"),
      comparison: "<",
      threshold: (allocatedStorageGiB * bytesInGiB) / 10,
      evaluationPeriods: 5,
      treatMissingData: "notBreaching",
    });
    this.alarm("cpu", {
      description: "The database has used more than 80 % of its processors for ten of fifteen minutes.",
      measured: of(database, "MAX", "CPUUtilization"),
      comparison: ">",
      threshold: 80,
      evaluationPeriods: 15,
      datapointsToAlarm: 10,
      treatMissingData: "notBreaching",
    });
    if (maxConnections === undefined) return;
    this.alarm("connections", {
      description: "More than 80 % of the database's connections are taken. At 100 % it refuses the next.",
      measured: of(database, "MAX", "DatabaseConnections"),
      comparison: ">",
      threshold: pulumi.output(maxConnections).apply((most) => Math.floor(most * 0.8)),
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
    });
  }

  /** What no metric tells: that the standby took over, and why. */
  #events({ database, topicArn }: DatabaseAlarmsArgs, readers: readonly pulumi.Input<string>[]): void {
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
    const [sourceType, eventCategories] =
      database.deployment === "cluster"
        ? ["db-cluster", ["failover", "failure", "notification"]]
        : ["db-instance", ["availability", "failover", "failure", "low storage", "read replica", "recovery"]];
    new aws.rds.EventSubscription(
      this.childName("events"),
      { snsTopic: topicArn, sourceType, sourceIds: [database.identifier, ...readers], eventCategories },
      this.child(),
    );
  }
}

function of(
  database: MonitoredDatabase,
  extreme: "MIN" | "MAX",
  metric: Parameters<typeof ofInstance>[1],
): ReturnType<typeof over> {
  const statistic = extreme === "MIN" ? "Minimum" : "Maximum";
  const [first, ...others] = database.deployment === "cluster" ? database.members : [database.identifier];
  return over(extreme, metric, [
    ofInstance(first, metric, statistic),
    ...others.map((member) => ofInstance(member, metric, statistic)),
  ]);
}
