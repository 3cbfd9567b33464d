import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { alarmArgs, type Watch } from "./watch";

/** Whom the alarms of a component tell. */
export interface Audience {
  /** Topic of the alarms' own region that hears of every alarm, and of its end. */
  readonly topicArn: pulumi.Input<string>;
}

/** Base class of components that are alarms about one part of the platform. */
export abstract class AlarmGroup extends Component {
  /** All of them: what a night's mute rule is about. */
  readonly alarmNames: pulumi.Output<string>[] = [];
  readonly #audience: Audience;

  protected constructor(
    kind: `observability:${string}`,
    name: string,
    audience: Audience,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(kind, name, opts);
    this.#audience = audience;
  }

  protected alarm(role: string, watch: Watch): aws.cloudwatch.MetricAlarm {
    const alarm = new aws.cloudwatch.MetricAlarm(
      this.childName(role),
      alarmArgs(watch, this.#audience.topicArn),
      this.child(),
    );
    this.alarmNames.push(alarm.name);
    return alarm;
  }
}
