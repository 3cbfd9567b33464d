import type { Plan } from "../../framework/planned";
import { LOG_WRITERS } from "../../resources";

/** URNs of buckets that only receive logs: no data of the system, and of no use where it goes on. */
export function logBuckets(plan: Plan): ReadonlySet<string> {
  return new Set(
    plan.resources.flatMap((resource) =>
      LOG_WRITERS.filter(({ type }) => type.test(resource.type)).flatMap(({ property }) =>
        resource.dependenciesOf(property).map(({ urn }) => urn),
      ),
    ),
  );
}
