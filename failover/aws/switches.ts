import {
  DescribeAlarmsForMetricCommand,
  GetMetricStatisticsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import type { SwitchApi, SwitchState } from "../model/aws";
import type { AlarmSwitch } from "../model/outputs";
import type { RegionClients } from "./clients";

/** After that many seconds an alarm has heard of a datapoint: its period of a minute, and what CloudWatch takes. */
const heardAfterSeconds = 180;

/** Switches as docs/decisions/007-traffic-follows-a-switch.md has them: an alarm on a metric that only operators write. */
export class Switches implements SwitchApi {
  readonly #clients: RegionClients;

  constructor(clients: RegionClients) {
    this.#clients = clients;
  }

  /** Without data the alarm says nothing, and Route 53 keeps what it was: the last datapoint. */
  state = async (trafficSwitch: AlarmSwitch, now: Date): Promise<SwitchState> => {
    const { MetricAlarms: [alarm] = [] } = await this.#clients.cloudWatch.send(
      new DescribeAlarmsForMetricCommand(metricOf(trafficSwitch)),
    );
    if (!alarm) return "missing";
    const last =
      (await this.#last(trafficSwitch, now, 60, 1)) ?? (await this.#last(trafficSwitch, now, 3600, 60));
    const says = { ALARM: "away", OK: "here", INSUFFICIENT_DATA: undefined } as const;
    const heard = says[alarm.StateValue ?? "INSUFFICIENT_DATA"];
    if (!last) return heard ?? "here";
    const isOld = now.getTime() - last.at.getTime() >= heardAfterSeconds * 1000;
    if (heard === last.value || isOld) return last.value;
    return last.value === "away" ? "leaving" : "returning";
  };

  set = async (trafficSwitch: AlarmSwitch, value: "away" | "here"): Promise<void> => {
    const { Namespace, MetricName, Dimensions } = metricOf(trafficSwitch);
    await this.#clients.cloudWatch.send(
      new PutMetricDataCommand({
        Namespace,
        MetricData: [{ MetricName, Dimensions, Value: value === "away" ? 1 : 0 }],
      }),
    );
  };

  /** CloudWatch keeps minutes for 15 days and hours for 455, and gives 1,440 points at once. */
  async #last(trafficSwitch: AlarmSwitch, now: Date, Period: number, days: number) {
    const { Datapoints = [] } = await this.#clients.cloudWatch.send(
      new GetMetricStatisticsCommand({
        ...metricOf(trafficSwitch),
        StartTime: new Date(now.getTime() - days * 86_400_000),
        EndTime: new Date(now.getTime() + 60_000),
        Period,
        Statistics: ["Maximum"],
      }),
    );
    const points = Datapoints.flatMap(({ Timestamp: at, Maximum }) =>
      at && Maximum !== undefined
        ? [{ at, value: Maximum >= 1 ? ("away" as const) : ("here" as const) }]
        : [],
    );
    return points.sort((one, other) => one.at.getTime() - other.at.getTime()).at(-1);
  }
}

function metricOf({ namespace, metricName, dimensions }: AlarmSwitch) {
  return {
    Namespace: namespace,
    MetricName: metricName,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  };
}
