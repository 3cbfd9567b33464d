import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { Credential } from "./credential";
import { windows } from "./windows";

export const cachePort = 6379;

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

export interface CacheArgs {
  /** Subnets of the data tier, one a zone; at least two. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
  /** Key of this region: it encrypts what is written to disk, and the credential. */
  readonly keyArn: pulumi.Input<string>;
  /** Major and minor version of Valkey, such as `8.0`; patches come by themselves. */
  readonly engineVersion: string;
  /** For example `cache.m7g.large`. */
  readonly nodeType: string;
  /** Parts over which the keys are spread, at least 1. */
  readonly shards: number;
  /** Nodes beside each shard's primary, 1 to 5: without one, losing a node loses its keys. */
  readonly replicasPerShard: number;
  /** What to drop when memory is full, for example `allkeys-lru`; `noeviction` refuses writes instead. */
  readonly maxmemoryPolicy: string;
  /** Days that daily snapshots are kept, 1 to 35. */
  readonly snapshotRetentionDays: number;
}

/**
 * Valkey on ElastiCache in cluster mode: every shard has replicas in other zones, and one of them takes over by
 * itself. Clients speak TLS and name a password.
 */
export class Cache extends Component {
  /** Host name from which a client learns the cluster. */
  readonly configurationEndpoint: pulumi.Output<string>;
  readonly port = cachePort;
  /** Secret with `password`. */
  readonly credentialArn: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} when a shard would have no replica, or for values ElastiCache refuses. */
  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:Cache", name, opts);
    const family = this.#validated(args);

    const subnetGroup = new aws.elasticache.SubnetGroup(
      this.childName("subnets"),
      { subnetIds: [...args.subnetIds] },
      this.child(),
    );
    const parameterGroup = new aws.elasticache.ParameterGroup(
      this.childName("parameters"),
      {
        family,
        parameters: [
          { name: "cluster-enabled", value: "yes" },
          { name: "maxmemory-policy", value: args.maxmemoryPolicy },
        ],
      },
      this.child(),
    );
    const credential = new Credential(
      this.childName("credential"),
      // The password guards a cache: with the cache gone it opens nothing, so nobody has to get it back.
      { keyArn: args.keyArn, protection: "disposable" },
      { parent: this },
    );

    const group = new aws.elasticache.ReplicationGroup(
      this.childName("group"),
      {
        description: `Cache of ${name}`,
        engine: "valkey",
        engineVersion: args.engineVersion,
        autoMinorVersionUpgrade: true,
        nodeType: args.nodeType,
        clusterMode: "enabled",
        numNodeGroups: args.shards,
        replicasPerNodeGroup: args.replicasPerShard,
        automaticFailoverEnabled: true,
        multiAzEnabled: true,
        port: cachePort,
        parameterGroupName: parameterGroup.name,
        subnetGroupName: subnetGroup.name,
        securityGroupIds: [args.securityGroupId],
        transitEncryptionEnabled: true,
        transitEncryptionMode: "required",
        atRestEncryptionEnabled: true,
        kmsKeyId: args.keyArn,
        authToken: credential.password,
        // A new token is valid beside the old one, until clients have moved.
        authTokenUpdateStrategy: "ROTATE",
        snapshotRetentionLimit: args.snapshotRetentionDays,
        snapshotWindow: windows.cacheSnapshot,
        maintenanceWindow: windows.cacheMaintenance,
      },
      this.child(),
    );
    this.configurationEndpoint = group.configurationEndpointAddress;
    this.credentialArn = credential.arn;
    this.registerOutputs({
      configurationEndpoint: this.configurationEndpoint,
      port: this.port,
      credentialArn: this.credentialArn,
    });
  }

  /** @returns the parameter group family. */
  #validated(args: CacheArgs): string {
    const { subnetIds, shards, replicasPerShard, maxmemoryPolicy, snapshotRetentionDays } = args;
    this.require(
      subnetIds.length >= 2,
      `subnetIds must list subnets in at least 2 zones, got ${subnetIds.length}; Multi-AZ needs another zone to go to`,
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
    return `valkey${major}`;
  }
}
