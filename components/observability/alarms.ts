import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import type { AlarmNotification } from "./alarm-group";
import { BackupEvents } from "./backup-events";
import { CacheAlarms, type CacheAlarmsArgs } from "./cache-alarms";
import { DatabaseAlarms, type DatabaseAlarmsArgs } from "./database-alarms";
import { LoadBalancerAlarms, type LoadBalancerAlarmsArgs } from "./load-balancer-alarms";

type About<Args extends AlarmNotification> = Omit<Args, keyof AlarmNotification>;

export interface AlarmsArgs extends AlarmNotification {
  /** Begins the names that AWS takes as they are given: unique in the account, such as `shop-prod-eu-west-1`. */
  readonly namePrefix: string;
  /** @default none: the cluster makes its load balancer, and nothing here knows its name */
  readonly loadBalancers?: About<LoadBalancerAlarmsArgs>;
  /** @default the region has none */
  readonly database?: About<DatabaseAlarmsArgs>;
  /** @default the region has none */
  readonly cache?: About<CacheAlarmsArgs>;
  /** Whether AWS Backup works in this region. @default none */
  readonly backups?: "none" | "monitored";
}

/**
 * Every alarm of one region. None depends on the fleet or the pods, so that a roll-out can name them.
 *
 * One composite alarm, `region-impaired`, says what needs a person now: nothing healthy, users served badly, or no
 * database. The alarms below it tell why, and tell by themselves too: an alarm that only fed another would be mute on
 * the day that the other one is wrong.
 */
export class Alarms extends Component {
  /** Ends a roll-out (`alarmSpecification` of an instance refresh takes up to ten). */
  readonly rollbackAlarmNames: pulumi.Output<string>[];
  /** Ends the practice of a zonal autoshift. */
  readonly outcomeAlarmArns: pulumi.Output<string>[];
  /** None where nothing can tell. */
  readonly impairedAlarmArn?: pulumi.Output<string>;
  /** All of them: what the mute rule of the off-hours schedule names. */
  readonly alarmNames: pulumi.Output<string>[];

  constructor(name: string, args: AlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:Alarms", name, opts);
    const within = { parent: this };
    const { topicArn } = args;

    const loadBalancers =
      args.loadBalancers &&
      new LoadBalancerAlarms(this.childName("load-balancers"), { ...args.loadBalancers, topicArn }, within);
    const database =
      args.database && new DatabaseAlarms(this.childName("database"), { ...args.database, topicArn }, within);
    const cache = args.cache && new CacheAlarms(this.childName("cache"), { ...args.cache, topicArn }, within);
    if (args.backups === "monitored") new BackupEvents(this.childName("backups"), { topicArn }, within);

    const outcomes = loadBalancers?.outcomes ?? [];
    const causes = [...outcomes, ...(database ? [database.down] : [])];
    const impaired = causes.length > 0 ? this.#impaired(args, causes) : undefined;

    this.rollbackAlarmNames = outcomes.map((alarm) => alarm.name);
    this.outcomeAlarmArns = outcomes.map((alarm) => alarm.arn);
    if (impaired) this.impairedAlarmArn = impaired.arn;
    this.alarmNames = [
      ...[loadBalancers, database, cache].flatMap((group) => group?.alarmNames ?? []),
      ...(impaired ? [impaired.alarmName] : []),
    ];
    this.registerOutputs({
      rollbackAlarmNames: this.rollbackAlarmNames,
      outcomeAlarmArns: this.outcomeAlarmArns,
      impairedAlarmArn: this.impairedAlarmArn,
      alarmNames: this.alarmNames,
    });
  }

  #impaired(
    { topicArn, namePrefix }: AlarmsArgs,
    causes: readonly aws.cloudwatch.MetricAlarm[],
  ): aws.cloudwatch.CompositeAlarm {
    return new aws.cloudwatch.CompositeAlarm(
      this.childName("impaired"),
      {
        alarmName: `${namePrefix}-region-impaired`,
        alarmDescription:
          "The region does not serve as it should. Decide whether to leave it: see the runbook.",
        alarmRule: anyOf(causes),
        alarmActions: [topicArn],
        okActions: [topicArn],
      },
      this.child(),
    );
  }
}

function anyOf(alarms: readonly aws.cloudwatch.MetricAlarm[]): pulumi.Output<string> {
  return pulumi
    .all(alarms.map(({ name }) => name))
    .apply((names) => names.map((name) => `ALARM("${name}")`).join(" OR "));
}
