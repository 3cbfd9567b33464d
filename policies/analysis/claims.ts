import { UNKNOWN_REGION } from "./graph/types";
import { isRouted } from "./model/dns";
import type { Model } from "./model/types";
import type { AnalysisSettings } from "./settings";

/**
 * Whether the program promises to outlive a region. `auto` takes it at its word: it does when the application runs in
 * two regions or more, or when a Route 53 record routes by failover, latency or weight. A staging stack of one region
 * with a plain record promises nothing, and is not held to it.
 */
export function claimsRegions(model: Model, regions: AnalysisSettings["regions"]): boolean {
  if (regions !== "auto") return regions === "required";
  // What cannot be placed may well be in a region that is counted already.
  const running = [...model.regions.values()].filter(
    ({ name, services }) => name !== UNKNOWN_REGION && services.some(({ tier }) => tier === "app"),
  );
  const routed = [...model.dns.groups.values()].some(({ records }) =>
    records.some(({ node }) => isRouted(node)),
  );
  return running.length >= 2 || routed;
}
