import type { Plan, PlannedResource } from "../../framework/planned";
import type { Model } from "../model/types";
import type { Answer, Asking } from "./types";
import type { Links } from "./links";

/** What every hop needs: the plan, its model, and what is linked to what. */
export interface Walk {
  readonly plan: Plan;
  readonly model: Model;
  readonly links: Links;
  /** What a request has been to: names and balancers that lead to each other end here. */
  readonly seen: ReadonlySet<string>;
  readonly stops: Stops;
}

/** Where hops lead on to; handed to them, because each may lead to any other. */
export interface Stops {
  readonly atName: (walk: Walk, asking: Asking) => Answer;
  readonly atEndpoint: (walk: Walk, asking: Asking, endpoint: PlannedResource) => Answer;
}

/** The same walk, one stop later; undefined where it has been there. */
export function onward(walk: Walk, stop: Pick<PlannedResource, "urn">): Walk | undefined {
  return walk.seen.has(stop.urn) ? undefined : { ...walk, seen: new Set([...walk.seen, stop.urn]) };
}
