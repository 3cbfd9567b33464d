import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { alarmArgs, type AlarmDefinition } from "./alarm-args";

/** Whom the alarms of a component tell. */
export interface AlarmNotification {
  /** Topic of the alarms' own region that hears of every alarm, and of its end. */
  readonly topicArn: pulumi.Input<string>;
}

/** Base class of components that are alarms about one part of the platform. */
export abstract class AlarmGroup extends Component {
  /** All of them: what the mute rule of the off-hours schedule names. */
  readonly alarmNames: pulumi.Output<string>[] = [];
  readonly #notification: AlarmNotification;

  protected constructor(
    kind: `observability:${string}`,
    name: string,
    notification: AlarmNotification,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(kind, name, opts);
    this.#notification = notification;
  }

  protected alarm(role: string, definition: AlarmDefinition): aws.cloudwatch.MetricAlarm {
    const alarm = new aws.cloudwatch.MetricAlarm(
      this.childName(role),
      alarmArgs(definition, this.#notification.topicArn),
      this.child(),
    );
    this.alarmNames.push(alarm.name);
    return alarm;
  }
}
