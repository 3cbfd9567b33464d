import type { Scenario, Step } from "../../model/scenario";
import { deadlineMs } from "../../clients/load";
import type { SiteTiming } from "../../site/topology";

/** From the vote to a promoted replica that clients have found, as measured with quick settings. */
const cachePromotionMs = 1_300;
/** Promotion of a standby and the reconnection of its clients. */
const databasePromotionMs = 900;

/** What hangs costs more than what dies: a request that is on its way waits until the application gives up on it. */
const patienceMs = 800;

/**
 * The longest outage that the settings predict: what each mechanism has to wait for, added up. Where a scenario
 * breaks several things, the slowest counts, after the time that it lets pass in between.
 */
export function predictedOutageMs({ act }: Scenario, timing: SiteTiming): number {
  const waits = act.map((step) => (step.do === "wait" ? step.seconds * 1000 : 0));
  const mechanisms = act.map((step) => (step.do === "break" ? ofStep(step, timing) : 0));
  return waits.reduce((sum, one) => sum + one, 0) + Math.max(0, ...mechanisms);
}

function ofStep(step: Extract<Step, { do: "break" }>, timing: SiteTiming): number {
  const hang = step.fault === "freeze" ? patienceMs : 0;
  const cache = timing.cacheDownAfterMs + cachePromotionMs;
  const route = timing.databaseCheckMs + databasePromotionMs;
  const loop = timing.databaseLoopSeconds * 1000;
  // The lead runs out, and the standby notices on its next round.
  const lead = timing.databaseLeadSeconds * 1000 + loop + route;
  switch (step.target) {
    // The balancer sends the request to another application; a client sends it to another balancer.
    case "application":
      return 0;
    case "load-balancer":
      return step.fault === "freeze" ? deadlineMs : 0;
    case "cache-primary":
      return cache + hang;
    case "database-primary":
      // A server that hangs keeps its agent waiting until the lead is gone; a dead one is noticed on the next round.
      return hang > 0 ? lead + hang : 2 * loop + route;
    case "database-node":
      return step.fault === "fill-disk" ? 2 * loop + route : lead + hang;
    case "quorum-leader":
    // Not of this site: see possible.ts.
    case "zone":
      return 0;
    case "active-region":
      return step.fault === "cut-replication" ? 0 : Math.max(cache, lead);
  }
}
