import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { DB_INSTANCE, isOneOf, RECORD } from "../../resources";
import { roleOf } from "../shared/databases";
import { failoverSets, regionsBehind, type FailoverSet } from "../shared/failover";
import { staysAway } from "../shared/takeover-switches";

/** Judges names that fail over between regions one of which follows the other's database. */
export const r53FailbackBySwitch = stackRule({
  id: "r53-failback-by-switch",
  title: "Traffic does not go back by itself to a region whose database was left behind",
  group: "failover",
  severity: "high",
  level: "advisory",
  types: RECORD,
  rationale:
    "A replica that was promoted is followed by nobody. A region that comes back healthy takes the traffic back with its old primary, writable and without what was written meanwhile: two histories, of which one is lost.",
  link: "https://aws.amazon.com/blogs/networking-and-content-delivery/creating-disaster-recovery-mechanisms-using-amazon-route-53/",
  remediation:
    "Let the PRIMARY depend on a switch outside its region: a plan of ARC Region switch, a routing control, or a check of an alarm (LastKnownStatus) or an inverted check of an object in the standby.",
  matches: { wellArchitected: ["REL11-BP02", "REL13-BP02"] },
  evaluate: (plan) =>
    failoverSets(plan)
      .filter(({ routing }) => routing === "failover")
      .flatMap((set) => judgeSet(plan, set)),
});

function judgeSet(plan: Plan, { name, members }: FailoverSet): readonly PolicyVerdict[] {
  const primary = members.find(({ role }) => role === "PRIMARY")?.record;
  if (!primary) return [];
  const regions = regionsBehind(plan, primary);
  const replica = replicaOf(plan, regions);
  if (!replica) return [];
  const stays = staysAway(plan, primary);
  if (stays === "unknown") return [unknown("what healthCheckId follows", primary)];
  if (stays) return [pass];
  return [
    fail(
      `${name} goes back to ${regions.join(", ")} as soon as that answers, although ${replica.name} was promoted elsewhere`,
      "let its health check be a switch that is operated outside that region",
      primary,
    ),
  ];
}

/** A database in another region that follows one in `regions`, and has to be promoted to take writes. */
function replicaOf(plan: Plan, regions: readonly string[]): PlannedResource | undefined {
  return plan
    .ofType(DB_INSTANCE)
    .filter((instance) => roleOf(instance) === "remote replica")
    .find((instance) =>
      instance
        .dependenciesOf("replicateSourceDb")
        .some(
          ({ type, region }) =>
            isOneOf(DB_INSTANCE, type) && region.state === "known" && regions.includes(region.value),
        ),
    );
}
