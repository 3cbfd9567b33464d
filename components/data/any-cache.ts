import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { cachePort } from "../kit/ports";
import type { Protection } from "../kit/protection";
import type { ActivePassword } from "./credential";
import {
  defaultDailyAtUtc,
  notATime,
  type MaintenanceWindows,
  maintenanceWindows,
} from "./maintenance-windows";

/** The user that the application is of an ElastiCache cluster. */
export const cacheUserName = "app";

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html (maxmemory-policy) */
const maxmemoryPolicies = [
  "volatile-lru",
  "allkeys-lru",
  "volatile-lfu",
  "allkeys-lfu",
  "volatile-random",
  "allkeys-random",
  "volatile-ttl",
  "noeviction",
] as const;

export interface CommonCacheArgs {
  /** Subnets of the data tier, one a zone; at least two. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
  /** Key of this region: it encrypts what is written to disk, and the credential. */
  readonly keyArn: pulumi.Input<string>;
  /** Major and minor version of Valkey, such as `8.0`; patches come by themselves. */
  readonly engineVersion: string;
  /** For example `cache.m7g.large` of ElastiCache, or `db.r7g.large` of MemoryDB. */
  readonly nodeType: string;
  /** Parts over which the keys are spread, at least 1. */
  readonly shards: number;
  /** Nodes beside each shard's primary, 1 to 5: without one, losing a node loses its keys. */
  readonly replicasPerShard: number;
  /** What to drop when memory is full, for example `allkeys-lru`; `noeviction` refuses writes instead. */
  readonly maxmemoryPolicy: string;
  /** Days that daily snapshots are kept, 1 to 35. */
  readonly snapshotRetentionDays: number;
  /** What the application's user may do, such as `on ~* &* +@all -@admin -@dangerous`. */
  readonly accessString: string;
  /** Which of the user's two passwords the secret tells; both are valid. */
  readonly activePassword: ActivePassword;
  /** SNS topic, unencrypted, that hears of failovers and replaced nodes. @default no topic */
  readonly notificationTopicArn?: pulumi.Input<string>;
  /** `protected` makes Pulumi refuse to delete it, or to replace it: a lowered `engineVersion` does. */
  readonly protection: Protection;
  /** When the day's backups begin, `HH:MM` UTC; the snapshot comes half an hour later. @default 02:00 */
  readonly dailyAtUtc?: string;
}

/** A Valkey cluster, whichever service runs it: what others see of it. */
export abstract class AnyCache extends Component {
  abstract readonly service: "elasticache" | "memorydb";
  abstract readonly arn: pulumi.Output<string>;
  /** Id of the replication group, or name of the cluster. */
  abstract readonly identifier: pulumi.Output<string>;
  /** Every node of every shard: what metrics and alarms name. */
  abstract readonly nodeIdentifiers: pulumi.Output<string>[];
  /** Host name from which a client learns the cluster. */
  abstract readonly configurationEndpoint: pulumi.Output<string>;
  /** Secret with `username` and `password`. */
  abstract readonly credentialArn: pulumi.Output<string>;
  readonly port = cachePort;

  /** @throws {pulumi.ResourceError} for what no service can work with. */
  protected checked(
    args: CommonCacheArgs,
    nodeTypes: "cache" | "db",
  ): MaintenanceWindows & { readonly engineMajor: string } {
    const { subnetIds, shards, replicasPerShard, maxmemoryPolicy, snapshotRetentionDays } = args;
    this.require(
      subnetIds.length >= 2,
      `subnetIds must list subnets in at least 2 zones, got ${subnetIds.length}; Multi-AZ needs another zone to go to`,
    );
    this.require(
      args.nodeType.startsWith(`${nodeTypes}.`),
      `nodeType must be one such as ${nodeTypes}.r7g.large, got ${args.nodeType}; the service names them so`,
    );
    this.require(
      Number.isInteger(shards) && shards >= 1,
      `shards must be a whole number of at least 1, got ${shards}; give it one shard`,
    );
    this.require(
      Number.isInteger(replicasPerShard) && replicasPerShard >= 1 && replicasPerShard <= 5,
      `replicasPerShard must be 1 to 5, got ${replicasPerShard}; with none, a lost node is a lost shard`,
    );
    this.require(
      (maxmemoryPolicies as readonly string[]).includes(maxmemoryPolicy),
      `maxmemoryPolicy must be one of ${maxmemoryPolicies.join(", ")}, got ${maxmemoryPolicy}; choose one of them`,
    );
    this.require(
      snapshotRetentionDays >= 1 && snapshotRetentionDays <= 35,
      `snapshotRetentionDays must be 1 to 35, got ${snapshotRetentionDays}; with none there is nothing to restore`,
    );
    const [, major] = /^(\d+)\.\d+$/.exec(args.engineVersion) ?? [];
    this.require(
      major !== undefined && Number(major) >= 7,
      `engineVersion must be a version of Valkey such as 8.0, got ${args.engineVersion}; name major and minor version`,
    );
    const { dailyAtUtc = defaultDailyAtUtc } = args;
    const windows = maintenanceWindows(dailyAtUtc);
    this.require(windows !== undefined, notATime(dailyAtUtc));
    return { ...windows, engineMajor: major };
  }
}
