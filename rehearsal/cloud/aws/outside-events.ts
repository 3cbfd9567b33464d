/**
 * What happens to an account beside the program, in a console, by a command or by a failover service: the next
 * `pulumi refresh` shows it, and an update that has not seen it meets it.
 */
import { Refusal } from "../package";
import type { CloudObject, CloudStore } from "../store";
import { types } from "./type-tokens";

/**
 * `PromoteReadReplica` of the replica that follows another region's database: it follows nothing from now on.
 * @throws {Refusal} where the region has none.
 */
export function promoteReplica(store: CloudStore, region: string): void {
  const replica = [...store.all()].find(
    (object) => isIn(object, types.dbInstance, region) && /^arn:/.test(textOf(object, "replicateSourceDb")),
  );
  if (!replica)
    throw new Refusal(`no database in ${region} follows one of another region; nothing to promote`);
  const inputs = Object.fromEntries(
    Object.entries(replica.inputs).filter(([property]) => property !== "replicateSourceDb"),
  );
  store.override(replica, { replicateSourceDb: "" }, inputs);
}

const isIn = (object: CloudObject, type: string, region: string) =>
  object.type === type && object.region === region;

function textOf({ outputs }: CloudObject, property: string): string {
  const value = outputs[property];
  return typeof value === "string" ? value : "";
}
