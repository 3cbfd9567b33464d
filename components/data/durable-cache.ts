import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameSuffix } from "../aws/name-suffix";
import { cachePort } from "../kit/ports";
import { AnyCache, type CommonCacheArgs } from "./any-cache";
import { Credential } from "./credential";
import { eachOf } from "./members";
import type { Protection } from "../kit/protection";

export interface DurableCacheArgs extends CommonCacheArgs {
  /** `protected`: Pulumi refuses to delete it, and a deletion leaves a last snapshot. */
  readonly protection: Protection;
}

/**
 * Valkey on MemoryDB, which is to Redis' `appendonly yes` what three zones are to one disk: a write is answered once
 * it is in a transaction log that spans zones, so that a failover loses none, where {@link Cache} may lose the last.
 * https://docs.aws.amazon.com/memorydb/latest/devguide/what-is-memorydb.html
 *
 * Writes take milliseconds for it. Its nodes are named `db.…`, and its clients name a user and a password, both in
 * the secret. It is of its region alone: AWS Backup does not know it, and other regions restore its snapshots.
 */
export class DurableCache extends AnyCache {
  readonly service = "memorydb";
  readonly arn: pulumi.Output<string>;
  readonly identifier: pulumi.Output<string>;
  readonly nodeIdentifiers: pulumi.Output<string>[];
  readonly configurationEndpoint: pulumi.Output<string>;
  readonly credentialArn: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} when a shard would have no replica, or for values MemoryDB refuses. */
  constructor(name: string, args: DurableCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:DurableCache", name, opts);
    const checked = this.checked(args, "db");
    const isProtected = args.protection === "protected";
    // Users and snapshots have one name in an account and region, where another stack may have a cache of this name.
    const suffix = nameSuffix(this.childName("suffix"), this.child());
    const { acl, credentialArn } = this.#access(args, suffix);

    const subnetGroup = new aws.memorydb.SubnetGroup(
      this.childName("subnets"),
      { subnetIds: [...args.subnetIds] },
      this.child(),
    );
    const parameterGroup = new aws.memorydb.ParameterGroup(
      this.childName("parameters"),
      {
        family: `memorydb_valkey${checked.engineMajor}`,
        parameters: [{ name: "maxmemory-policy", value: args.maxmemoryPolicy }],
      },
      this.child(),
    );
    const cluster = new aws.memorydb.Cluster(
      this.childName("cluster"),
      {
        description: `Durable cache of ${name}`,
        engine: "valkey",
        engineVersion: args.engineVersion,
        autoMinorVersionUpgrade: true,
        nodeType: args.nodeType,
        numShards: args.shards,
        numReplicasPerShard: args.replicasPerShard,
        port: cachePort,
        parameterGroupName: parameterGroup.name,
        subnetGroupName: subnetGroup.name,
        securityGroupIds: [args.securityGroupId],
        aclName: acl.name,
        tlsEnabled: true,
        kmsKeyArn: args.keyArn,
        snsTopicArn: args.notificationTopicArn,
        snapshotRetentionLimit: args.snapshotRetentionDays,
        snapshotWindow: checked.cacheSnapshot,
        maintenanceWindow: checked.cacheMaintenance,
        ...(isProtected && {
          finalSnapshotName: pulumi.interpolate`${this.childName("final")}-${suffix}`,
        }),
      },
      this.child({ protect: isProtected }),
    );

    this.arn = cluster.arn;
    this.identifier = cluster.name;
    this.nodeIdentifiers = eachOf(
      args.shards * (args.replicasPerShard + 1),
      cluster.shards.apply((shards) => shards.flatMap(({ nodes }) => nodes.map((node) => node.name))),
    );
    this.configurationEndpoint = cluster.clusterEndpoints.apply(([first]) => first?.address ?? "");
    this.credentialArn = credentialArn;
    this.registerOutputs({
      configurationEndpoint: this.configurationEndpoint,
      port: this.port,
      credentialArn: this.credentialArn,
    });
  }

  /** The application's user; without a list of its own, a cluster is open to all who reach it. */
  #access({ keyArn, accessString, activePassword }: DurableCacheArgs, suffix: pulumi.Output<string>) {
    const userName = pulumi.interpolate`${this.childName("user")}-${suffix}`;
    const credential = new Credential(
      this.childName("credential"),
      { username: userName, activePassword, keyArn, protection: "disposable" },
      { parent: this },
    );
    const user = new aws.memorydb.User(
      this.childName("user"),
      {
        userName,
        accessString,
        authenticationMode: { type: "password", passwords: [...credential.passwords] },
      },
      this.child(),
    );
    const acl = new aws.memorydb.Acl(this.childName("acl"), { userNames: [user.userName] }, this.child());
    return { acl, credentialArn: credential.arn };
  }
}
