import type * as pulumi from "@pulumi/pulumi";
import type { AnyCache } from "../data/any-cache";
import { secretArnIn } from "../data/credential";
import type { AnyDatabase } from "../data/any-database";
import type { DatabaseProxy } from "../data/database-proxy";
import { ObjectStore, type ObjectStoreArgs } from "../data/object-store";
import { Component } from "../kit/component";
import { Cluster } from "../kubernetes/cluster";
import { ExistingCluster, type ExistingClusterArgs } from "../kubernetes/existing-cluster";
import { type DatabaseAccess, Firewall, type LoadBalancerKind } from "../network/firewall";
import { Network, type NetworkArgs } from "../network/network";
import { AlarmTopic } from "../observability/alarm-topic";
import { Encryption } from "../security/encryption";
import { AppTier } from "../workloads/app-tier";
import {
  type CacheSettings,
  createCache,
  createDatabase,
  createProxy,
  type DatabaseSettings,
  required,
  type RegionRole,
} from "./data-stores";

/** Sizes and choices of each part; how the parts are wired is the region's own business. */
export interface RegionArgs {
  readonly cidrBlock: string;
  /** At least three zones of this region. */
  readonly availabilityZones: readonly string[];
  readonly network: Omit<NetworkArgs, "cidrBlock" | "availabilityZones">;
  readonly role: RegionRole;
  /** Whether the world is sent here while all is well. */
  readonly traffic: "active" | "standby";
  /** @default none */
  readonly database?: DatabaseSettings | undefined;
  /** @default none */
  readonly cache?: CacheSettings | undefined;
  readonly objectStore: Pick<ObjectStoreArgs, "noncurrentVersionRetentionDays">;
  /** Name of the bucket. */
  readonly bucketName: pulumi.Input<string>;
  /** When the stores' own backups begin, `HH:MM` UTC. @default 02:00 */
  readonly dailyAtUtc?: string;
  readonly loadBalancer: { readonly kind: LoadBalancerKind };
  readonly appTier:
    { readonly platform: "ec2" } | { readonly platform: "kubernetes"; readonly cluster: ClusterSettings };
  readonly logRetentionDays: number;
  /** Mail addresses that alarms and failovers are told to. */
  readonly notify: readonly string[];
  /** `protected`: neither Pulumi nor AWS deletes data or entry. */
  readonly protection: "protected" | "disposable";
}

type ClusterSettings =
  | { readonly mode: "create"; readonly version: string }
  | {
      readonly mode: "existing";
      readonly kubeconfig?: string;
      readonly byRegion: Readonly<
        Record<string, { readonly name: string } & Pick<ExistingClusterArgs, "context" | "securityGroupId">>
      >;
    };

/**
 * The foundation of one whole copy of the platform in one region: its network, its keys and what it stores. What
 * runs on it is the regional service (`regional-service.ts`). Named as AWS names the region.
 */
export class Region extends Component {
  readonly name: string;
  readonly role: RegionRole;
  readonly traffic: "active" | "standby";
  readonly availabilityZones: readonly string[];
  readonly protection: "protected" | "disposable";
  readonly keyArn: pulumi.Output<string>;
  /** Hears of every alarm and failover here. */
  readonly alarmTopicArn: pulumi.Output<string>;
  readonly network: Network;
  readonly firewall: Firewall;
  /** Where the application runs on Kubernetes. */
  readonly cluster: Cluster | ExistingCluster | undefined;
  readonly database: AnyDatabase | undefined;
  readonly databaseProxy: DatabaseProxy | undefined;
  readonly cache: AnyCache | undefined;
  readonly objectStore: ObjectStore;
  /** The bucket's name, known without asking this region. */
  readonly bucketName: pulumi.Input<string>;

  constructor(name: string, args: RegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("region:Region", name, opts);
    const within = { parent: this };
    const { role, protection, bucketName } = args;
    this.name = name;
    this.role = role;
    this.traffic = args.traffic;
    this.availabilityZones = args.availabilityZones;
    this.protection = protection;
    this.bucketName = bucketName;

    this.keyArn = new Encryption(this.childName("encryption"), { protection }, within).keyArn;
    this.alarmTopicArn = new AlarmTopic(this.childName("alarms"), { notify: args.notify }, within).arn;
    this.network = new Network(this.childName("network"), { ...args, ...args.network }, within);
    this.cluster =
      args.appTier.platform === "kubernetes" ? this.#cluster(args, args.appTier.cluster) : undefined;
    const { securityGroupIds } = (this.firewall = new Firewall(
      this.childName("firewall"),
      {
        vpcId: this.network.vpcId,
        appPort: AppTier.targetTlsPort,
        loadBalancerKind: args.loadBalancer.kind,
        database: databaseAccess(args),
        cache: args.cache ? "direct" : "none",
        ...(this.cluster && { appSecurityGroupId: this.cluster.securityGroupId }),
      },
      within,
    ));

    const data = { subnetIds: this.network.dataSubnetIds, keyArn: this.keyArn, protection };
    const place = { name, role, data };
    const backups = args.dailyAtUtc === undefined ? {} : { dailyAtUtc: args.dailyAtUtc };
    if (args.database) {
      this.database = createDatabase(
        place,
        { ...args.database, ...backups },
        securityGroupIds.database,
        within,
      );
      if (args.database.proxy === "rds-proxy") {
        this.databaseProxy = createProxy(place, this.database, () => securityGroupIds.databaseProxy, within);
      }
    }
    if (args.cache) {
      this.cache = createCache(
        place,
        { ...args.cache, ...backups, notificationTopicArn: this.alarmTopicArn },
        securityGroupIds.cache,
        within,
      );
    }
    this.objectStore = new ObjectStore(
      this.childName("objects"),
      { ...args.objectStore, ...data, name: bucketName },
      within,
    );

    this.registerOutputs({ bucketName: this.objectStore.bucketName });
  }

  /** Secrets of the stores, by the name that the application knows each by; readable in this region. */
  get credentialArns(): Record<string, pulumi.Output<string>> {
    const { database, cache, role } = this;
    const source = role.kind === "replica" ? role.primary.database : database;
    return {
      ...(source && { database: secretArnIn(this.name, required(source.credentialArn)) }),
      ...(cache && { cache: cache.credentialArn }),
    };
  }

  #cluster(args: RegionArgs, settings: ClusterSettings): Cluster | ExistingCluster {
    const name = this.childName("cluster");
    if (settings.mode === "create") {
      const { privateSubnetIds: subnetIds } = this.network;
      return new Cluster(
        name,
        { ...args, ...settings, region: this.name, subnetIds, keyArn: this.keyArn },
        { parent: this },
      );
    }
    const { [this.name]: found } = settings.byRegion;
    this.require(found !== undefined, `byRegion must have the cluster of ${this.name}; add it`);
    const { kubeconfig } = settings;
    return new ExistingCluster(
      name,
      { ...found, clusterName: found.name, ...(kubeconfig !== undefined && { kubeconfig }) },
      { parent: this },
    );
  }
}

/** A proxy stands before what takes writes; an instance's readers are asked without it. */
function databaseAccess({ database, role }: RegionArgs): DatabaseAccess {
  if (!database) return "none";
  if (database.proxy === "none" || role.kind === "replica") return "direct";
  return (database.readReplicas ?? 0) > 0 ? "proxy-and-readers" : "proxy";
}
