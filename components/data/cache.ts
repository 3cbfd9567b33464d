import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameSuffix } from "../aws/name-suffix";
import type { ApplyChanges } from "../kit/apply-changes";
import { cachePort } from "../kit/ports";
import { AnyCache, cacheUserName, type CommonCacheArgs } from "./any-cache";
import { CacheUsers } from "./cache-users";
import { Credential, type ReplicaRegion, secretArnIn } from "./credential";
import { eachOf } from "./members";

export interface CacheArgs extends CommonCacheArgs {
  /** Its role in a Global Datastore. @default none: the cache is of its region alone */
  readonly datastore?: DatastoreRole;
  /** Days that slow commands and the engine's log are kept: one of CloudWatch Logs' retentions. */
  readonly logRetentionDays: number;
  readonly applyChanges: ApplyChanges;
}

/**
 * The global primary brings size, engine and parameters, and is the first to take writes; secondaries read, and one of them can
 * be made to take writes. Its role stays `global-primary` then: roles follow what was built, not which region leads.
 */
export type DatastoreRole =
  /** @property replicaRegions one or two regions with secondaries, which must be able to read the credential */
  | { readonly kind: "global-primary"; readonly replicaRegions: readonly ReplicaRegion[] }
  /** @property region of the secondary */
  | { readonly kind: "secondary"; readonly region: string; readonly globalPrimary: Cache };

/**
 * Valkey on ElastiCache in cluster mode: every shard has replicas in other zones, and one of them takes over by
 * itself. Clients speak TLS and name a user and a password. Replication is asynchronous: the last writes can be lost with a
 * node, and what must not be is kept in a {@link DurableCache}.
 *
 * In a Global Datastore other regions follow, mostly within a second. No region takes over by itself: that is one
 * call (`failover-global-replication-group`), and the program does not take it back. Size, engine version and shards
 * are the datastore's then: change them here, and it changes every region. The `maxmemoryPolicy` stays that of the
 * day it was created, for ElastiCache copies the parameters into groups of its own; change those by hand.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html
 */
export class Cache extends AnyCache {
  readonly service = "elasticache";
  readonly arn: pulumi.Output<string>;
  readonly identifier: pulumi.Output<string>;
  readonly nodeIdentifiers: pulumi.Output<string>[];
  readonly configurationEndpoint: pulumi.Output<string>;
  readonly credentialArn: pulumi.Output<string>;
  /** Pulumi secrets; the caches of a Global Datastore share them. */
  readonly passwords: readonly pulumi.Output<string>[];
  /** The Global Datastore whose primary this cache was built as. */
  readonly datastoreId?: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} when a shard would have no replica, or for values ElastiCache refuses. */
  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:Cache", name, opts);
    const checked = this.checked(args, "cache");
    const { datastore } = args;
    if (datastore) this.#checkDatastore(args, datastore);

    const subnetGroup = new aws.elasticache.SubnetGroup(
      this.childName("subnets"),
      { subnetIds: [...args.subnetIds] },
      this.child(),
    );
    const { passwords, arn } = this.#credential(args);
    const { userGroupId } = new CacheUsers(
      this.childName("users"),
      { accessString: args.accessString, passwords },
      { parent: this },
    );
    const group = new aws.elasticache.ReplicationGroup(
      this.childName("group"),
      {
        description: `Cache of ${name}`,
        ...this.#nodesOrDatastore(args, checked.engineMajor),
        autoMinorVersionUpgrade: true,
        applyImmediately: args.applyChanges === "immediately",
        replicasPerNodeGroup: args.replicasPerShard,
        automaticFailoverEnabled: true,
        multiAzEnabled: true,
        port: cachePort,
        subnetGroupName: subnetGroup.name,
        securityGroupIds: [args.securityGroupId],
        kmsKeyId: args.keyArn,
        userGroupIds: [userGroupId],
        notificationTopicArn: args.notificationTopicArn,
        snapshotRetentionLimit: args.snapshotRetentionDays,
        snapshotWindow: checked.cacheSnapshot,
        maintenanceWindow: checked.cacheMaintenance,
        logDeliveryConfigurations: this.#logs(args.logRetentionDays),
      },
      this.child({
        protect: args.protection === "protected",
        ignoreChanges: datastore ? ownedByDatastore : [],
      }),
    );
    if (datastore?.kind === "global-primary") this.datastoreId = this.#datastore(args, group);

    this.arn = group.arn;
    this.identifier = group.replicationGroupId;
    this.nodeIdentifiers = eachOf(args.shards * (args.replicasPerShard + 1), group.memberClusters);
    this.configurationEndpoint = group.configurationEndpointAddress;
    this.credentialArn = arn;
    this.passwords = passwords;
    this.registerOutputs({
      configurationEndpoint: this.configurationEndpoint,
      port: this.port,
      credentialArn: this.credentialArn,
    });
  }

  #checkDatastore({ nodeType }: CacheArgs, role: DatastoreRole): void {
    this.require(
      !/^cache\.t|\.(micro|small|medium)$/.test(nodeType),
      `nodeType must be of size large or more in a Global Datastore, got ${nodeType}; ` +
        "choose one such as cache.m7g.large",
    );
    if (role.kind === "global-primary") {
      const regions = role.replicaRegions.length;
      this.require(
        regions >= 1 && regions <= 2,
        `datastore.replicaRegions must be 1 or 2 regions, got ${regions}; a Global Datastore spans at most three`,
      );
    } else {
      this.require(
        role.globalPrimary.datastoreId !== undefined,
        "datastore.globalPrimary must be the primary of a Global Datastore, got a cache of its region alone; give it that role",
      );
    }
  }

  /** What a cache says of itself, or leaves to the datastore that it joins: ElastiCache refuses both together. */
  #nodesOrDatastore({ datastore, ...args }: CacheArgs, engineMajor: string) {
    if (datastore?.kind === "secondary")
      return { globalReplicationGroupId: datastore.globalPrimary.datastoreId };
    const parameterGroup = new aws.elasticache.ParameterGroup(
      this.childName("parameters"),
      {
        family: `valkey${engineMajor}`,
        parameters: [
          { name: "cluster-enabled", value: "yes" },
          { name: "maxmemory-policy", value: args.maxmemoryPolicy },
        ],
      },
      this.child(),
    );
    return {
      engine: "valkey",
      engineVersion: args.engineVersion,
      nodeType: args.nodeType,
      clusterMode: "enabled",
      numNodeGroups: args.shards,
      parameterGroupName: parameterGroup.name,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: true,
    };
  }

  /** A credential of its own, or the global primary's: after a failover, the application's stays right. */
  #credential({ datastore, keyArn, activePassword }: CacheArgs): Pick<Credential, "arn" | "passwords"> {
    if (datastore?.kind === "secondary") {
      const { globalPrimary, region } = datastore;
      return { passwords: globalPrimary.passwords, arn: secretArnIn(region, globalPrimary.credentialArn) };
    }
    return new Credential(
      this.childName("credential"),
      // The password guards a cache: with the cache gone it opens nothing, so it need not be restorable.
      {
        username: cacheUserName,
        activePassword,
        keyArn,
        replicaRegions: datastore?.replicaRegions,
        protection: "disposable",
      },
      { parent: this },
    );
  }

  #logs(retentionInDays: number): aws.types.input.elasticache.ReplicationGroupLogDeliveryConfiguration[] {
    return ["slow-log", "engine-log"].map((logType) => ({
      logType,
      logFormat: "json",
      destinationType: "cloudwatch-logs",
      destination: new aws.cloudwatch.LogGroup(this.childName(logType), { retentionInDays }, this.child())
        .name,
    }));
  }

  #datastore(args: CacheArgs, primary: aws.elasticache.ReplicationGroup): pulumi.Output<string> {
    const suffix = nameSuffix(this.childName("suffix"), this.child());
    return new aws.elasticache.GlobalReplicationGroup(
      this.childName("datastore"),
      {
        globalReplicationGroupDescription: `Global Datastore of ${this.childName("group")}`,
        globalReplicationGroupIdSuffix: pulumi.interpolate`${this.childName("datastore")}-${suffix}`,
        primaryReplicationGroupId: primary.id,
        automaticFailoverEnabled: true,
        engine: "valkey",
        engineVersion: args.engineVersion,
        cacheNodeType: args.nodeType,
        numNodeGroups: args.shards,
      },
      // After a failover the primary is another: the provider would replace the datastore.
      this.child({ ignoreChanges: ["primaryReplicationGroupId"] }),
    ).globalReplicationGroupId;
  }
}

/**
 * What ElastiCache does not let change on one cluster of a Global Datastore ("… is part of a global cluster …. Request
 * rejected."), and changes by itself: hashicorp/terraform-provider-aws#38557, #41713.
 */
const ownedByDatastore = [
  "automaticFailoverEnabled",
  "engine",
  "engineVersion",
  "nodeType",
  "numNodeGroups",
  "parameterGroupName",
];
