import type * as pulumi from "@pulumi/pulumi";
import type { RegionSettings, Settings } from "../../config";
import type { AnyCache } from "../data/any-cache";
import type { AnyDatabase, DatabaseRole } from "../data/any-database";
import type { DatabaseProxy } from "../data/database-proxy";
import { ObjectStore } from "../data/object-store";
import { Component } from "../kit/component";
import type { Cluster } from "../kubernetes/cluster";
import type { ExistingCluster } from "../kubernetes/existing-cluster";
import { Firewall } from "../network/firewall";
import type { OriginClients } from "../network/flows";
import type { RegionNetwork } from "../network/region-network";
import { AlarmTopic } from "../observability/alarm-topic";
import { Encryption } from "../security/encryption";
import { createCluster } from "./cluster";
import {
  createCache,
  createDatabase,
  createDatabaseProxy,
  objectStoreArgs,
  type RegionIdentity,
} from "./data-stores";
import { createInterfaceEndpoints, createNetwork, firewallArgs } from "./network";

export interface RegionArgs {
  /** Those of the whole stack. */
  readonly settings: Settings;
  /** Those of this region alone. */
  readonly region: RegionSettings;
  readonly identity: RegionIdentity;
  /** What its database does; without a database, what one would. */
  readonly dataRole: DatabaseRole;
  /** Name of the bucket. */
  readonly bucketName: pulumi.Input<string>;
  /** Who alone may reach the load balancers; undefined: everybody. */
  readonly originClients: OriginClients | undefined;
}

/**
 * The foundation of one whole copy of the platform in one region: its network, its keys and what it stores. What
 * runs on it is the regional service (`regional-service.ts`). Named as AWS names the region.
 */
export class Region extends Component {
  readonly name: string;
  /** What the stack keeps here for good; never the role. */
  readonly identity: RegionIdentity;
  /** What the region does now; changes in place. */
  readonly role: RegionSettings["role"];
  readonly dataRole: DatabaseRole;
  readonly availabilityZones: readonly string[];
  /** IPv4 block of its VPC. */
  readonly cidrBlock: string;
  /** `protected`: neither Pulumi nor AWS deletes data or load balancer. */
  readonly protection: "protected" | "disposable";
  readonly keyArn: pulumi.Output<string>;
  /** Hears of every alarm and failover here. */
  readonly alarmTopicArn: pulumi.Output<string>;
  readonly network: RegionNetwork;
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
    const { settings, region, identity, dataRole } = args;
    const { appTier, database, cache, observability, dataProtection: protection } = settings;
    this.name = name;
    this.identity = identity;
    this.role = region.role;
    this.dataRole = dataRole;
    this.availabilityZones = region.availabilityZones;
    this.cidrBlock = region.cidrBlock;
    this.protection = protection;
    this.bucketName = args.bucketName;

    this.keyArn = new Encryption(this.childName("encryption"), { protection }, within).keyArn;
    this.alarmTopicArn = new AlarmTopic(
      this.childName("alarms"),
      { notify: observability.notify, endpoints: observability.notifyEndpoints },
      within,
    ).arn;
    this.network = createNetwork(this.childName("network"), settings, region, this.keyArn, within);
    const { network } = this;
    const endpoints = createInterfaceEndpoints(
      this.childName("endpoints"),
      settings,
      region,
      network,
      within,
    );
    if (appTier.platform === "kubernetes") {
      const { privateSubnetIds: subnetIds } = this.network;
      const place = { region: name, subnetIds, keyArn: this.keyArn };
      this.cluster = createCluster(this.childName("cluster"), settings, appTier.cluster, place, within);
    }
    this.firewall = new Firewall(
      this.childName("firewall"),
      firewallArgs(settings, region, {
        network,
        endpoints,
        cluster: this.cluster,
        clients: args.originClients,
      }),
      within,
    );

    const stores = {
      name,
      identity,
      role: region.role,
      dataRole,
      subnetIds: this.network.dataSubnetIds,
      securityGroupIds: this.firewall.securityGroupIds,
      keyArn: this.keyArn,
      notificationTopicArn: this.alarmTopicArn,
    };
    this.database = database && createDatabase(settings, database, stores, within);
    this.databaseProxy =
      this.database && database?.proxy === "rds-proxy"
        ? createDatabaseProxy(this.database, stores, within)
        : undefined;
    this.cache = cache && createCache(settings, cache, stores, within);
    this.objectStore = new ObjectStore(
      this.childName("objects"),
      objectStoreArgs(settings, this.bucketName, this.keyArn),
      within,
    );

    this.registerOutputs({ bucketName: this.objectStore.bucketName });
  }

  /** Secrets of the stores, by the name that the application knows each by; readable in this region. */
  get credentialArns(): Record<string, pulumi.Output<string>> {
    const { database, cache } = this;
    const arns: [string, pulumi.Output<string>][] = [];
    if (database) arns.push(["database", database.credentialArn]);
    if (cache) arns.push(["cache", cache.credentialArn]);
    return Object.fromEntries(arns);
  }
}
