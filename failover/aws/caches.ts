import {
  DescribeGlobalReplicationGroupsCommand,
  FailoverGlobalReplicationGroupCommand,
  paginateDescribeReplicationGroups,
  type ReplicationGroup,
} from "@aws-sdk/client-elasticache";
import type { CacheApi, GlobalCache } from "../model/aws";
import type { RegionClients } from "./clients";

export class Caches implements CacheApi {
  readonly #clients: RegionClients;

  constructor(clients: RegionClients) {
    this.#clients = clients;
  }

  findGlobal = async (endpoint: string): Promise<GlobalCache | undefined> => {
    const { elastiCache: client } = this.#clients;
    for await (const { ReplicationGroups = [] } of paginateDescribeReplicationGroups({ client }, {})) {
      const group = ReplicationGroups.find((one) => answersTo(one, endpoint));
      const replicationGroup = group?.ReplicationGroupId;
      const globalIdentifier = group?.GlobalReplicationGroupInfo?.GlobalReplicationGroupId;
      if (!replicationGroup) continue;
      return globalIdentifier ? await this.#inGlobal(globalIdentifier, replicationGroup) : undefined;
    }
    return undefined;
  };

  /** "The Amazon region of the primary cluster" is the one that shall be it. */
  moveGlobal = async ({ globalIdentifier, replicationGroup }: GlobalCache): Promise<void> => {
    await this.#clients.elastiCache.send(
      new FailoverGlobalReplicationGroupCommand({
        GlobalReplicationGroupId: globalIdentifier,
        PrimaryRegion: this.#clients.region,
        PrimaryReplicationGroupId: replicationGroup,
      }),
    );
  };

  async #inGlobal(globalIdentifier: string, replicationGroup: string): Promise<GlobalCache> {
    const { GlobalReplicationGroups: [found] = [] } = await this.#clients.elastiCache.send(
      new DescribeGlobalReplicationGroupsCommand({
        GlobalReplicationGroupId: globalIdentifier,
        ShowMemberInfo: true,
      }),
    );
    const me = found?.Members?.find(
      (member) =>
        member.ReplicationGroupId === replicationGroup &&
        member.ReplicationGroupRegion === this.#clients.region,
    );
    return {
      replicationGroup,
      globalIdentifier,
      isPrimary: me?.Role?.toUpperCase() === "PRIMARY",
      status: found?.Status ?? "unknown",
    };
  }
}

function answersTo({ ConfigurationEndpoint, NodeGroups = [] }: ReplicationGroup, endpoint: string): boolean {
  const primaries = NodeGroups.map(({ PrimaryEndpoint }) => PrimaryEndpoint?.Address);
  return [ConfigurationEndpoint?.Address, ...primaries].includes(endpoint);
}
