import { DescribeAutoScalingGroupsCommand, type Instance } from "@aws-sdk/client-auto-scaling";
import { type Subnet, paginateDescribeSubnets } from "@aws-sdk/client-ec2";
import {
  ListTagsForResourceCommand,
  paginateDescribeReplicationGroups,
  type ReplicationGroup,
} from "@aws-sdk/client-elasticache";
import { type DBInstance, DBInstanceNotFoundFault, DescribeDBInstancesCommand } from "@aws-sdk/client-rds";
import { Refused } from "../../model/exit-code";
import type { RegionClients } from "./region-clients";
import type { StackRegion } from "./stack";

export type Tags = Readonly<Record<string, string>>;

/** A region of the stack and the clients that reach it. */
export interface TargetRegion {
  readonly clients: RegionClients;
  readonly outputs: StackRegion;
}

/** Where the parts of a region are found: by the stack's outputs, and from there. Nothing else selects targets. */

export interface DatabaseInstance {
  readonly identifier: string;
  readonly arn: string;
  /** For example `available`. */
  readonly status: string;
  /** The Availability Zone that serves now. */
  readonly zone: string;
  readonly vpcId: string;
  /** The instance that this one follows; absent for a primary. */
  readonly source?: string;
  readonly tags: Tags;
  readonly raw: DBInstance;
}

/** @throws {Refused} when the region has no such database. */
export async function findDatabase({ clients, outputs }: TargetRegion): Promise<DatabaseInstance> {
  const endpoint = outputs.databaseEndpoint;
  const [identifier] = endpoint.split(".");
  const none = new Refused(
    `no database answers to ${endpoint} in ${clients.region}; are the outputs current?`,
  );
  const found = await clients.rds
    .send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier }))
    .catch((error: unknown) => {
      throw error instanceof DBInstanceNotFoundFault ? none : error;
    });
  const raw = found.DBInstances?.find(({ Endpoint }) => Endpoint?.Address === endpoint);
  if (!raw?.DBInstanceIdentifier || !raw.DBInstanceArn) throw none;
  return {
    identifier: raw.DBInstanceIdentifier,
    arn: raw.DBInstanceArn,
    status: raw.DBInstanceStatus ?? "unknown",
    zone: raw.AvailabilityZone ?? "unknown",
    vpcId: raw.DBSubnetGroup?.VpcId ?? "unknown",
    ...(raw.ReadReplicaSourceDBInstanceIdentifier && { source: raw.ReadReplicaSourceDBInstanceIdentifier }),
    tags: tagsOf(raw.TagList),
    raw,
  };
}

export interface AutoScalingFleet {
  readonly name: string;
  readonly desired: number;
  /** Those that Auto Scaling holds for healthy and in service. */
  readonly inService: readonly (Instance & { readonly InstanceId: string })[];
  readonly tags: Tags;
  readonly targetGroupArns: readonly string[];
}

/** @throws {Refused} when the region has no such Auto Scaling group. */
export async function findFleet({ clients, outputs }: TargetRegion): Promise<AutoScalingFleet> {
  const name = outputs.autoScalingGroup;
  const answer = await clients.autoScaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  const [group] = answer.AutoScalingGroups ?? [];
  if (!group)
    throw new Refused(`no Auto Scaling group ${name} in ${clients.region}; are the outputs current?`);
  return {
    name,
    desired: group.DesiredCapacity ?? 0,
    inService: (group.Instances ?? []).flatMap((instance) => {
      const { InstanceId, LifecycleState, HealthStatus } = instance;
      return InstanceId && LifecycleState === "InService" && HealthStatus?.toLowerCase() === "healthy"
        ? [{ ...instance, InstanceId }]
        : [];
    }),
    tags: tagsOf(group.Tags),
    targetGroupArns: group.TargetGroupARNs ?? [],
  };
}

export interface Shard {
  readonly id: string;
  readonly status: string;
  readonly nodes: number;
}

export interface CacheReplicationGroup {
  readonly id: string;
  readonly arn: string;
  readonly status: string;
  readonly failover: string;
  readonly shards: readonly Shard[];
}

/** @throws {Refused} when the region has no such cache. */
export async function findCache({ clients, outputs }: TargetRegion): Promise<CacheReplicationGroup> {
  const endpoint = outputs.cacheEndpoint;
  for await (const page of paginateDescribeReplicationGroups({ client: clients.elastiCache }, {})) {
    const group = page.ReplicationGroups?.find((one) => answersTo(one, endpoint));
    if (!group?.ReplicationGroupId || !group.ARN) continue;
    return {
      id: group.ReplicationGroupId,
      arn: group.ARN,
      status: group.Status ?? "unknown",
      failover: group.AutomaticFailover ?? "unknown",
      shards: (group.NodeGroups ?? []).map(({ NodeGroupId, Status, NodeGroupMembers }) => ({
        id: NodeGroupId ?? "unknown",
        status: Status ?? "unknown",
        nodes: NodeGroupMembers?.length ?? 0,
      })),
    };
  }
  throw new Refused(`no cache answers to ${endpoint} in ${clients.region}; are the outputs current?`);
}

export async function tagsOfCache({ clients }: TargetRegion, { arn }: CacheReplicationGroup): Promise<Tags> {
  const answer = await clients.elastiCache.send(new ListTagsForResourceCommand({ ResourceName: arn }));
  return tagsOf(answer.TagList);
}

export interface TargetSubnet {
  readonly id: string;
  readonly arn: string;
  readonly zone: string;
  readonly tags: Tags;
}

/** All subnets of the network that the database lives in, of all tiers. @throws {Refused} when there is none. */
export async function findSubnets(
  { clients }: TargetRegion,
  { vpcId }: DatabaseInstance,
  zone?: string,
): Promise<readonly TargetSubnet[]> {
  const Filters = [{ Name: "vpc-id", Values: [vpcId] }];
  if (zone !== undefined) Filters.push({ Name: "availability-zone", Values: [zone] });
  const found: Subnet[] = [];
  for await (const page of paginateDescribeSubnets({ client: clients.ec2 }, { Filters })) {
    found.push(...(page.Subnets ?? []));
  }
  const nets = found.flatMap(({ SubnetId: id, SubnetArn: arn, AvailabilityZone, Tags }) =>
    id && arn && AvailabilityZone ? [{ id, arn, zone: AvailabilityZone, tags: tagsOf(Tags) }] : [],
  );
  if (nets.length === 0) throw new Refused(`${vpcId} has no subnet in ${zone ?? clients.region}`);
  return nets;
}

function answersTo(group: ReplicationGroup, endpoint: string): boolean {
  const primaries = (group.NodeGroups ?? []).map(({ PrimaryEndpoint }) => PrimaryEndpoint?.Address);
  return [group.ConfigurationEndpoint?.Address, ...primaries].includes(endpoint);
}

type AnyTag = { readonly Key?: string | undefined; readonly Value?: string | undefined };

function tagsOf(list: readonly AnyTag[] | undefined): Tags {
  return Object.fromEntries((list ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}
