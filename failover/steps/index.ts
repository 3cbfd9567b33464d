import type { Ports } from "../model/ports";
import { regionOf, type Situation } from "../model/situation";
import type { Step } from "../model/step";
import { fenceIfItAnswers, grow, quiesce, quiescePods } from "./fleets";
import { executePlan } from "./plan-execution";
import { awaitStandby, changeRoles } from "./roles";
import { drain, moveAurora, moveCache, promoteInstance } from "./stores";
import { becomeReady, isFollowed, operatingRegion, setSwitch } from "./traffic";

/**
 * The steps of a failover, in their order: the old region loses its traffic before the new one takes writes.
 * @param run tells this run from others.
 */
export function failoverSteps(situation: Situation, run: string, ports: Ports): readonly Step[] {
  const { mode, outputs, readyPath } = situation;
  const [from, to] = [regionOf(situation, situation.from), regionOf(situation, situation.to)];
  const url = new URL(readyPath, outputs.url);
  const planned = from.switch?.kind === "region-switch" ? from.switch : undefined;
  const leaving =
    mode === "lost"
      ? from.autoScalingGroup
        ? [fenceIfItAnswers(from, from.autoScalingGroup, ports)]
        : []
      : emptied(situation, url, ports);
  return [
    ...(planned ? [] : switchedOn(situation, ports)),
    ...leaving,
    ...(planned
      ? [executePlan(planned.planArn, situation, run, ports)]
      : [
          ...(to.autoScalingGroup && situation.instances !== undefined
            ? [grow(to, to.autoScalingGroup, situation.instances, ports)]
            : []),
          ...(mode === "lost" ? switchedOff(situation, ports) : []),
          ...promoted(situation, ports),
        ]),
    ...(situation.stores.cache === "global" && to.cacheEndpoint
      ? [moveCache(to, to.cacheEndpoint, ports)]
      : []),
    becomeReady(to, url, ports),
    isFollowed(to, url, ports),
    changeRoles(situation, ports),
    ...(planned ? [] : givenBack(situation, ports)),
  ];
}

/** The region that takes over may have been left itself before: its switch still says so. */
function switchedOn(situation: Situation, ports: Ports): readonly Step[] {
  const to = regionOf(situation, situation.to);
  const { mode, from } = situation;
  if (to.switch?.kind !== "alarm") return [];
  // Only the lost region could say it, and the last record answers whatever its switch says.
  if (mode === "lost" && to.switch.operatedIn.every((region) => region === from)) return [];
  const region = operatingRegion(to.switch, to.name, mode === "lost" ? from : undefined);
  return [setSwitch({ id: "welcome", of: to, value: "here", trafficSwitch: to.switch, in: region }, ports)];
}

function switchedOff(situation: Situation, ports: Ports): readonly Step[] {
  const from = regionOf(situation, situation.from);
  if (from.switch?.kind !== "alarm") return [];
  const region = from.switch.operatedIn.includes(situation.to)
    ? situation.to
    : operatingRegion(from.switch, from.name, from.name);
  return [setSwitch({ id: "leave", of: from, value: "away", trafficSwitch: from.switch, in: region }, ports)];
}

/** Both regions answer: nobody writes in the old one before the new one has it all. */
function emptied(situation: Situation, url: URL, ports: Ports): readonly Step[] {
  const [from, to] = [regionOf(situation, situation.from), regionOf(situation, situation.to)];
  const { autoScalingGroup: group } = from;
  return [
    ...switchedOff(situation, ports),
    group ? quiesce(from, group, ports) : quiescePods(from, url, ports),
    ...(situation.stores.database === "instance" && to.databaseEndpoint
      ? [drain({ to, endpoint: to.databaseEndpoint }, ports)]
      : []),
  ];
}

function promoted(situation: Situation, ports: Ports): readonly Step[] {
  const to = regionOf(situation, situation.to);
  const { databaseEndpoint: endpoint } = to;
  if (endpoint === undefined) return [];
  switch (situation.stores.database) {
    case "instance":
      return [promoteInstance({ to, endpoint }, ports)];
    case "aurora-global":
      return [moveAurora({ to, endpoint }, situation, ports)];
    case "none":
      return [];
  }
}

/** The old region can take over again one day: its switch must not say "away" then. */
function givenBack(situation: Situation, ports: Ports): readonly Step[] {
  const from = regionOf(situation, situation.from);
  if (from.switch?.kind !== "alarm") return [];
  const region = from.switch.operatedIn.includes(situation.to)
    ? situation.to
    : operatingRegion(from.switch, from.name, from.name);
  return [
    awaitStandby(from, ports),
    setSwitch({ id: "give-back", of: from, value: "here", trafficSwitch: from.switch, in: region }, ports),
  ];
}
