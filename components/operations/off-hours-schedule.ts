import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../aws/arn";
import { partitionFor } from "../aws/partition";
import { ServiceRole } from "../aws/service-role";
import { Component } from "../kit/component";
import {
  autoScalingCron,
  muteCron,
  offHoursPeriods,
  workingHoursProblem,
  schedulerCron,
  workingDays,
  type WorkingHours,
} from "./working-hours";

export interface OffHoursScheduleArgs extends WorkingHours {
  /**
   * Auto Scaling groups that stop, by a stable key such as the colour.
   * @example { blue: { name: "shop-blue", minInstances: 3 } }
   */
  readonly groups: Readonly<
    Record<string, { readonly name: pulumi.Input<string>; readonly minInstances: number }>
  >;
  /**
   * A database that stops: an RDS instance, Multi-AZ or not, that has no read replica and is none; RDS stops no other.
   * @default none
   */
  readonly database?: { readonly identifier: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
  /** CloudWatch alarms of this region that notify no one during off-hours. @default [] */
  readonly alarmNames?: readonly pulumi.Input<string>[];
}

/**
 * Minutes that alarms stay mute after the start. Half an hour, because a database may take that long to start; and an
 * hour, because a mute rule has a length and the off-hours in which summer time ends are longer than the others.
 */
const muteAfterStartMinutes = 30 + 60;

/**
 * Stops what can be stopped outside of working hours, for stacks without users then.
 *
 * Instances and the hours of a stopped database cost nothing; disks, backups, load balancers, NAT gateways and caches
 * go on: ElastiCache and MemoryDB cannot be stopped. RDS starts an instance by itself after seven days, longer than any
 * off-hours here. An update of the program in off-hours that changes the group's size starts it until the next stop.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_StopInstance.html
 */
export class OffHoursSchedule extends Component {
  /** @throws {pulumi.ResourceError} when the hours make no sense. */
  constructor(name: string, args: OffHoursScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("operations:OffHoursSchedule", name, opts);
    const problem = workingHoursProblem(args);
    this.require(problem === undefined, problem ?? "");
    for (const [key, group] of Object.entries(args.groups)) this.#stopGroup(key, group, args);
    if (args.database) this.#stopDatabase(args.database, args);
    const { alarmNames = [] } = args;
    if (alarmNames.length > 0) this.#mute(alarmNames, args);
    this.registerOutputs();
  }

  #stopGroup(
    key: string,
    { name, minInstances }: OffHoursScheduleArgs["groups"][string],
    hours: WorkingHours,
  ): void {
    const days = workingDays(hours);
    const action = (role: string, time: string, instances: number): void => {
      const scheduledActionName = this.childName(`${role}-${key}`);
      new aws.autoscaling.Schedule(
        scheduledActionName,
        {
          scheduledActionName,
          autoscalingGroupName: name,
          recurrence: autoScalingCron(time, days),
          timeZone: hours.timezone,
          minSize: instances,
          desiredCapacity: instances,
          // -1 leaves it as it is.
          maxSize: -1,
        },
        this.child(),
      );
    };
    action("stop", hours.stopAt, 0);
    action("start", hours.startAt, minInstances);
  }

  #stopDatabase(
    { identifier, arn }: NonNullable<OffHoursScheduleArgs["database"]>,
    hours: WorkingHours,
  ): void {
    const role = new ServiceRole(
      this.childName("database"),
      {
        service: "scheduler.amazonaws.com",
        sourceAccount: pulumi.output(arn).apply((text) => parseArn(text).account),
        statements: [
          { Effect: "Allow", Action: ["rds:StopDBInstance", "rds:StartDBInstance"], Resource: arn },
        ],
      },
      this.nested(),
    );
    const partition = partitionFor(this);
    const days = workingDays(hours);
    for (const [operation, time] of [
      ["stop", hours.stopAt],
      ["start", hours.startAt],
    ] as const) {
      new aws.scheduler.Schedule(
        this.childName(`${operation}-database`),
        {
          scheduleExpression: schedulerCron(time, days),
          scheduleExpressionTimezone: hours.timezone,
          flexibleTimeWindow: { mode: "OFF" },
          target: {
            arn: pulumi.interpolate`arn:${partition}:scheduler:::aws-sdk:rds:${operation}DBInstance`,
            roleArn: role.arn,
            // The SDK's spelling, not that of the API (`DBInstanceIdentifier`), which the scheduler refuses.
            input: pulumi.jsonStringify({ DbInstanceIdentifier: identifier }),
            // A database that is being backed up or changed cannot be stopped yet.
            retryPolicy: { maximumRetryAttempts: 12, maximumEventAgeInSeconds: 3600 },
          },
        },
        this.child({ dependsOn: [role] }),
      );
    }
  }

  /** Each length of off-hours needs a rule of its own. The alarms still evaluate; only their actions are muted. */
  #mute(alarmNames: readonly pulumi.Input<string>[], hours: WorkingHours): void {
    for (const { days, minutes } of offHoursPeriods(hours)) {
      new aws.cloudwatch.AlarmMuteRule(
        this.childName(`mute-${days.join("-").toLowerCase()}`),
        {
          muteTargets: { alarmNames: [...alarmNames] },
          rule: {
            schedule: {
              expression: muteCron(hours.stopAt, days),
              timezone: hours.timezone,
              duration: `PT${minutes + muteAfterStartMinutes}M`,
            },
          },
        },
        this.child(),
      );
    }
  }
}
