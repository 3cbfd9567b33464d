/** Judges what is left of a service against what it needs, and says so. */
import type { UnitRange } from "../arithmetic";
import type { ServiceModel } from "../model/types";
import type { Outcome } from "./types";
import { wholeOf } from "./left";

/** What a failure does to a service, with the change that would help. */
export interface CapacityLoss {
  readonly left: UnitRange;
  /** The arithmetic behind `left`, such as `of 3 instances over 2 zones, us-east-1b takes 2`. */
  readonly arithmetic: string;
  readonly fix: string;
}

/** The outcome of a service of which `left` remains. */
export function counted(service: ServiceModel, { left, arithmetic, fix }: CapacityLoss): Outcome {
  const { tier, name, urn, needed, unit, detectionSeconds } = service;
  const base = {
    tier,
    name,
    urn,
    left,
    unit,
    ...(needed !== undefined && { needed }),
    ...(detectionSeconds !== undefined && { detectionSeconds }),
  };
  if (needed === undefined || !Number.isFinite(left.max)) {
    const what = unknownsOf(service);
    return { ...base, verdict: "unknown", cell: "unknown", because: what, fix: "" };
  }
  const need = `${needed} needed`;
  if (left.min >= needed) {
    const cell = `${left.min} left, ${need}`;
    return { ...base, verdict: "survives", cell, because: `${arithmetic}: ${cell}`, fix: "" };
  }
  const many = left.min === left.max ? `${left.min}` : `${left.min} to ${left.max}`;
  const verdict = left.max < needed ? "lost" : "unknown";
  const because =
    verdict === "lost"
      ? `${arithmetic}, and ${many} of ${needed} needed ${many === "1" ? "is" : "are"} left`
      : `where ${name} runs (${many} of ${needed} needed would be left)`;
  const cell = `${many} left, ${need}`;
  return { ...base, verdict, cell, because, fix: verdict === "lost" ? fix : "" };
}

/** What a failure takes of a service: `of 3 instances over 2 zones, us-east-1b takes 2`. */
export function lossArithmetic(service: ServiceModel, by: string, left: UnitRange): string {
  const whole = wholeOf(service).min;
  const lost = whole - left.min;
  const sure = service.members.every(
    ({ zones, capacity }) =>
      zones.exact && (zones.names.length === 1 || capacity?.overZones.kind !== "together"),
  );
  const part = lost < whole || whole === 0 ? `${lost}` : whole === 1 ? "it" : `all ${whole}`;
  return `of ${described(service)}, ${by} ${sure ? "takes" : "may take"} ${part}`;
}

/** `3 instances over 2 zones`. */
export function described({ members, unit }: Pick<ServiceModel, "members" | "unit">): string {
  const units = wholeOf({ members }).min;
  const zones = new Set(members.flatMap((member) => member.zones.names)).size;
  const exact = members.every((member) => member.zones.exact);
  const apart = members.some(
    ({ capacity }) => capacity?.unit === "pod" && capacity.overZones.kind === "together",
  );
  const over =
    zones === 0
      ? ""
      : zones === 1
        ? " in 1 zone"
        : exact
          ? ` over ${zones} zones`
          : ` in one of ${zones} zones`;
  return `${units} ${plural(unit, units)}${over}${apart ? " that nothing keeps apart" : ""}`;
}

/** `zone of the load balancer` becomes `zones of the load balancer`. */
export function plural(unit: string, count: number): string {
  return count === 1 ? unit : unit.replace(/^\S+/, "$&s");
}

function unknownsOf({ name, members }: ServiceModel): string {
  const named = members.flatMap((member) =>
    member.unknowns.map((property) => `${property} of ${member.name}`),
  );
  return named.length > 0 ? [...new Set(named)].join(", ") : `where ${name} runs`;
}
