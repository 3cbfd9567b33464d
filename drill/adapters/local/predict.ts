import type { Scenario, Step } from "../../model/scenario";
import { deadlineMs } from "../../clients/load";
import type { Timing } from "../../site/topology";

/** From the vote to a promoted replica that clients have found, as measured with quick settings. */
const cachePromotionMs = 1_300;
/** Promotion of a standby and the reconnection of its clients. */
const databasePromotionMs = 900;

/**
 * The longest outage that the settings predict: what each mechanism has to wait for, added up. The slowest step
 * counts where a scenario breaks several things.
 */
export function predictedOutageMs({ act }: Scenario, timing: Timing): number {
  return Math.max(0, ...act.map((step) => ofStep(step, timing)));
}

function ofStep(step: Step, timing: Timing): number {
  if (step.do === "wait") return step.seconds * 1000;
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
      return cache;
    case "database-primary":
      // A server that hangs keeps its agent waiting until the lead is gone; a dead one is noticed on the next round.
      return step.fault === "freeze" ? lead : 2 * loop + route;
    case "database-node":
      return step.fault === "fill-disk" ? 2 * loop + route : lead;
    case "quorum-leader":
      return 0;
    case "active-region":
      return step.fault === "cut-replication" ? 0 : Math.max(cache, lead);
  }
}
