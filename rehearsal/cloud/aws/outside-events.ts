/**
 * What happens to an account beside the program, in a console, by a command or by a failover service: the next
 * `pulumi refresh` shows it, and an update that has not seen it meets it.
 */
import { Refusal } from "../package";
import type { CloudObject, CloudStore } from "../store";
import type { Props } from "../wire";
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

/**
 * `FailoverGlobalReplicationGroup`: the member of a region takes the writes of its Global Datastore.
 * @throws {Refusal} where the region has no member.
 */
export function failOverDatastore(store: CloudStore, region: string): void {
  const member = [...store.all()].find((object) => isIn(object, types.replicationGroup, region));
  const datastore = [...store.all()].find(({ type }) => type === types.globalDatastore);
  if (!member || !datastore)
    throw new Refusal(`no cache in ${region} is of a Global Datastore; nothing fails over`);
  const primary: Props = { primaryReplicationGroupId: member.id };
  store.override(datastore, primary, { ...datastore.inputs, ...primary });
}

const isIn = (object: CloudObject, type: string, region: string) =>
  object.type === type && object.region === region;

function textOf({ outputs }: CloudObject, property: string): string {
  const value = outputs[property];
  return typeof value === "string" ? value : "";
}
