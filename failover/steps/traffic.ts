import { Refused } from "../model/exit-code";
import type { AlarmSwitch, OutputRegion } from "../model/outputs";
import type { Ports } from "../model/ports";
import type { Step } from "../model/step";
import { figures } from "./figures";

/** Where a region's switch can be operated while `lost` is gone. @throws {Refused} for one that is lost with it. */
export function operatingRegion(trafficSwitch: AlarmSwitch, of: string, lost: string | undefined): string {
  const region = trafficSwitch.operatedIn.find((name) => name !== lost);
  if (region !== undefined) return region;
  throw new Refused(`the switch of ${of} can be operated in ${trafficSwitch.operatedIn.join(", ")} only`);
}

interface SwitchStep {
  readonly id: string;
  readonly of: OutputRegion;
  readonly value: "away" | "here";
  readonly trafficSwitch: AlarmSwitch;
  readonly in: string;
}

/** One datapoint, which CloudWatch's data plane takes; the alarm and the health check follow it. */
export function setSwitch({ id, of, value, trafficSwitch, in: region }: SwitchStep, ports: Ports): Step {
  const { switches } = ports.apiOf(region);
  const away = value === "away";
  return {
    id,
    what: away ? `take the traffic of ${of.name} away` : `let ${of.name} have traffic again`,
    api: "cloudwatch:PutMetricData",
    region,
    plane: "data",
    effort: "required",
    expected: figures.switch,
    timeoutSeconds: 300,
    ifItFails: `Write it by hand: aws cloudwatch put-metric-data --region ${region} --namespace ${trafficSwitch.namespace} --metric-name ${trafficSwitch.metricName} --dimensions ${dimensionsOf(trafficSwitch)} --value ${away ? 1 : 0}`,
    isDone: async () => (await switches.state(trafficSwitch, ports.clock.now())) === value,
    act: async () => {
      const state = await switches.state(trafficSwitch, ports.clock.now());
      if (state !== (away ? "leaving" : "returning")) await switches.set(trafficSwitch, value);
    },
  };
}

function dimensionsOf({ dimensions }: AlarmSwitch): string {
  return Object.entries(dimensions)
    .map(([name, value]) => `${name}=${value}`)
    .join(",");
}

/** The region answers `/ready` with 200 at its own load balancer: it takes writes. */
export function becomeReady(to: OutputRegion, url: URL, ports: Ports): Step {
  return {
    id: "ready",
    what: `wait until ${to.name} answers ${url.pathname} with 200`,
    api: `GET ${url.pathname} at ${to.loadBalancerDnsName}`,
    region: to.name,
    plane: "none",
    effort: "required",
    expected: figures.ready,
    timeoutSeconds: 600,
    ifItFails: `Look at the targets of the load balancer of ${to.name}, and at what its application logs: it answers no 200 where it cannot write.`,
    isDone: async () => (await ports.entry.status(to.loadBalancerDnsName, url)) === 200,
  };
}

/** Clients reach it under the platform's name. */
export function isFollowed(to: OutputRegion, url: URL, ports: Ports): Step {
  return {
    id: "follow",
    what: `wait until ${url.hostname} answers with 200 to everybody`,
    api: `GET ${url.href}`,
    region: to.name,
    plane: "none",
    effort: "required",
    expected: figures.follow,
    timeoutSeconds: 600,
    ifItFails: `Ask what the name answers with (dig ${url.hostname}), and whether the switch of the other region was heard: the state of its alarm in ${to.name}.`,
    isDone: async () => (await ports.entry.status(url.hostname, url)) === 200,
  };
}
