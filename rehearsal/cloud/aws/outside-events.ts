/**
 * What happens to an account beside the program, in a console, by a command or by a failover service: the next
 * `pulumi refresh` shows it, and an update that has not seen it meets it.
 */
import { Refusal } from "../package";
import type { CloudObject, CloudStore } from "../store";
import { outputText } from "./account";
import { types } from "./type-tokens";

/**
 * `PromoteReadReplica` of the replica that follows another region's database: it follows nothing from now on.
 * @throws {Refusal} where the region has none.
 */
export function promoteReplica(store: CloudStore, region: string): void {
  const replica = inRegion(store, types.dbInstance, region).find((object) =>
    /^arn:/.test(outputText(object, "replicateSourceDb") ?? ""),
  );
  if (!replica)
    throw new Refusal(`no database in ${region} follows one of another region; nothing to promote`);
  promote(store, replica);
}

/** `PromoteReadReplica`, as the next read of the replica shows it. */
export function promote(store: CloudStore, replica: CloudObject): void {
  store.override(replica, { replicateSourceDb: "" }, without(replica, "replicateSourceDb"));
}

/**
 * `FailoverGlobalReplicationGroup`: the member of the region takes the writes, and the datastore names it its primary, which is
 * what the provider reads (https://github.com/hashicorp/terraform-provider-aws/issues/46121).
 * @throws {Refusal} where the region has no member.
 */
export function failOverGlobalDatastore(store: CloudStore, region: string): void {
  const datastores = [...store.all()].filter(({ type }) => type === types.globalDatastore);
  for (const datastore of datastores) {
    const member = inRegion(store, types.replicationGroup, region).find(
      (group) =>
        outputText(group, "globalReplicationGroupId") === datastore.id ||
        outputText(datastore, "primaryReplicationGroupId") === group.id,
    );
    if (!member) continue;
    // Whoever founded it is a member as the others are from now on.
    const former = store.catalogue.withId(
      types.replicationGroup,
      outputText(datastore, "primaryReplicationGroupId") ?? "",
    );
    for (const group of former) store.override(group, { globalReplicationGroupId: datastore.id });
    const primary = { primaryReplicationGroupId: member.id };
    store.override(datastore, primary, { ...datastore.inputs, ...primary });
    return;
  }
  throw new Refusal(`no cache in ${region} belongs to a Global Datastore; nothing to fail over`);
}

/**
 * `FailoverGlobalCluster` or `SwitchoverGlobalCluster` of Aurora: the cluster of the region follows nothing, and the others follow
 * it. The provider reads that as an argument, and its documentation has people ignore its changes:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster#replication_source_identifier-1
 * @throws {Refusal} where the region has no member.
 */
export function failOverGlobalCluster(store: CloudStore, region: string): void {
  const writer = inRegion(store, types.dbCluster, region).find((cluster) =>
    outputText(cluster, "globalClusterIdentifier"),
  );
  const global = outputText(writer, "globalClusterIdentifier");
  if (!writer || global === undefined)
    throw new Refusal(`no cluster in ${region} belongs to a global one; nothing to fail over`);
  const members = [...store.all()].filter(
    (object) => object.type === types.dbCluster && outputText(object, "globalClusterIdentifier") === global,
  );
  for (const member of members) {
    if (member === writer) {
      store.override(
        member,
        { replicationSourceIdentifier: "" },
        without(member, "replicationSourceIdentifier"),
      );
      continue;
    }
    const follows = { replicationSourceIdentifier: outputText(writer, "arn") ?? "" };
    store.override(member, follows, { ...member.inputs, ...follows });
  }
  const [globalCluster] = store.catalogue.withId(types.globalCluster, global);
  if (!globalCluster) return;
  const globalClusterMembers = members.map((member) => ({
    dbClusterArn: outputText(member, "arn") ?? "",
    isWriter: member === writer,
    readers: [],
  }));
  store.override(globalCluster, { globalClusterMembers });
}

const inRegion = (store: CloudStore, type: string, region: string) =>
  [...store.all()].filter((object) => object.type === type && object.region === region);

const without = ({ inputs }: CloudObject, property: string) =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== property));
