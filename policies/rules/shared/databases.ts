import type { Plan, PlannedResource } from "../../framework/planned";
import { DB_INSTANCE } from "../../resources";
import { regionOfArn, sameRegion } from "./regions";

/**
 * What a database instance is there for. A reader in the region of its source holds nothing of its own and is never
 * promoted in a failover; a replica in another region is the database to be, and must be as safe as the primary.
 */
export type ReplicationRole = "primary" | "reader" | "remote replica" | "unknown";

export function roleOf(instance: PlannedResource): ReplicationRole {
  const source = instance.inputs.at("replicateSourceDb");
  if (source.state === "absent") return "primary";
  const [from, ...others] = instance
    .dependenciesOf("replicateSourceDb")
    .filter(({ type }) => (DB_INSTANCE as readonly string[]).includes(type));
  if (from !== undefined && others.length === 0) return role(sameRegion(instance, from));
  const read = source.string();
  if (read.state !== "known" || instance.region.state !== "known") return "unknown";
  // An identifier without a region means the same region.
  return role((regionOfArn(read.value) ?? instance.region.value) === instance.region.value);
}

function role(local: boolean | "unknown"): ReplicationRole {
  return local === "unknown" ? local : local ? "reader" : "remote replica";
}

/** The database instances that hold data to be kept: all but readers. One whose role is unknown counts. */
export function durableInstances(plan: Plan): readonly PlannedResource[] {
  return plan.ofType(DB_INSTANCE).filter((instance) => roleOf(instance) !== "reader");
}
