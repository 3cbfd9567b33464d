import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { alarmArgs, type Stops, type Watch } from "./watch";

/** Whom the alarms of a component tell, and when silence is no bad sign. */
export interface Audience {
  /** Topic of the alarms' own region that hears of every alarm, and of its end. */
  readonly topicArn: pulumi.Input<string>;
  /** @default never */
  readonly stops?: Stops;
}

/** Base class of components that are alarms about one part of the platform. */
export abstract class AlarmGroup extends Component {
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
    const { topicArn, stops = "never" } = this.#audience;
    return new aws.cloudwatch.MetricAlarm(
      this.childName(role),
      alarmArgs(watch, topicArn, stops),
      this.child(),
    );
  }
}
