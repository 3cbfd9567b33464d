import * as pulumi from "@pulumi/pulumi";
import { Cache, type CacheArgs } from "../data/cache";
import { secretArnIn } from "../data/credential";
import { Database, type DatabaseArgs } from "../data/database";
import { ObjectStore, type ObjectStoreArgs } from "../data/object-store";
import { LoadBalancer, type LoadBalancerArgs } from "../edge/load-balancer";
import { Component } from "../kit/component";
import { Firewall } from "../network/firewall";
import { Network, type NetworkArgs } from "../network/network";
import { Encryption } from "../security/encryption";
import { AppTier, type AppTierArgs } from "../workloads/app-tier";
import { HopCertificate } from "../workloads/hop-certificate";

/** Sizes and choices of each part; how the parts are wired is the region's own business. */
export interface RegionArgs {
  readonly cidrBlock: string;
  /** At least three zones of this region. */
  readonly availabilityZones: readonly string[];
  readonly network: Omit<NetworkArgs, "cidrBlock" | "availabilityZones">;
  readonly database: Omit<DatabaseArgs, "role" | Wired>;
  readonly cache: Omit<CacheArgs, Wired>;
  readonly objectStore: Omit<ObjectStoreArgs, Wired>;
  readonly loadBalancer: Pick<LoadBalancerArgs, "kind" | "healthCheck" | "deregistrationDelaySeconds">;
  readonly appTier: Pick<AppTierArgs, "image" | "port" | "instanceType" | "minInstances" | "maxInstances">;
  /** An issued certificate of this region. */
  readonly certificateArn: pulumi.Input<string>;
  readonly databaseRole: DatabaseRole;
  /** `protected`: neither Pulumi nor AWS deletes data or entry. */
  readonly protection: "protected" | "disposable";
}

/** Takes writes and lends its password to `replicaRegions`, or follows the database of the region that does. */
export type DatabaseRole =
  | { readonly kind: "primary"; readonly replicaRegions: readonly string[] }
  | { readonly kind: "replica"; readonly primary: Region };

type Wired = "subnetIds" | "securityGroupId" | "keyArn" | "protection";

/** One whole copy of the platform in one region: it serves without any other. Named as AWS names the region. */
export class Region extends Component {
  readonly name: string;
  readonly database: Database;
  readonly objectStore: ObjectStore;
  readonly loadBalancer: LoadBalancer;
  /** Secret with the database's user and password, readable in this region. */
  readonly databaseCredentialArn: pulumi.Output<string>;
  /** What people and drills want to know of it; nothing secret. */
  readonly outputs: {
    readonly name: string;
    readonly role: "active" | "standby";
    readonly loadBalancerDnsName: pulumi.Output<string>;
    readonly autoScalingGroup: pulumi.Output<string>;
    readonly databaseEndpoint: pulumi.Output<string>;
    readonly cacheEndpoint: pulumi.Output<string>;
    readonly bucket: pulumi.Output<string>;
  };

  constructor(name: string, args: RegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("region:Region", name, opts);
    this.name = name;
    const within = { parent: this };
    const { protection, availabilityZones } = args;

    const { keyArn } = new Encryption(this.childName("encryption"), { protection }, within);
    const network = new Network(this.childName("network"), { ...args, ...args.network }, within);
    const { vpcId, dataSubnetIds } = network;
    const { securityGroupIds } = new Firewall(
      this.childName("firewall"),
      { vpcId, appPort: AppTier.hopPort, loadBalancerKind: args.loadBalancer.kind },
      within,
    );

    const data = { subnetIds: dataSubnetIds, keyArn, protection };
    this.database = new Database(
      this.childName("database"),
      {
        ...args.database,
        ...data,
        securityGroupId: securityGroupIds.database,
        role: databaseRole(args.databaseRole),
      },
      within,
    );
    this.databaseCredentialArn = this.#databaseCredential(args.databaseRole);
    const cache = new Cache(
      this.childName("cache"),
      { ...args.cache, ...data, securityGroupId: securityGroupIds.cache },
      within,
    );
    this.objectStore = new ObjectStore(this.childName("objects"), { ...args.objectStore, ...data }, within);

    this.loadBalancer = new LoadBalancer(
      this.childName("lb"),
      {
        ...args.loadBalancer,
        vpcId,
        subnetIds: network.publicSubnetIds,
        availabilityZones,
        securityGroupIds,
        certificateArn: args.certificateArn,
        targetPort: AppTier.hopPort,
        protection,
      },
      within,
    );
    const hop = new HopCertificate(
      this.childName("hop"),
      { commonName: `app.${name}.internal`, keyArn },
      within,
    );
    const appTier = new AppTier(
      this.childName("app"),
      {
        ...args.appTier,
        subnetIds: network.privateSubnetIds,
        securityGroupId: securityGroupIds.app,
        targetGroupArns: [this.loadBalancer.targetGroupArn],
        hopCertificateSecretArn: hop.secretArn,
        environment: this.#environment(cache),
        secretArns: { database: this.databaseCredentialArn, cache: cache.credentialArn },
        bucketArn: this.objectStore.bucketArn,
        keyArn,
      },
      within,
    );

    this.outputs = {
      name,
      role: args.databaseRole.kind === "primary" ? "active" : "standby",
      loadBalancerDnsName: this.loadBalancer.dnsName,
      autoScalingGroup: appTier.autoScalingGroupName,
      databaseEndpoint: this.database.endpoint,
      cacheEndpoint: cache.configurationEndpoint,
      bucket: this.objectStore.bucketName,
    };
    this.registerOutputs(this.outputs);
  }

  #databaseCredential(role: DatabaseRole): pulumi.Output<string> {
    if (role.kind === "replica") return secretArnIn(this.name, role.primary.databaseCredentialArn);
    const { credentialArn } = this.database;
    this.require(credentialArn !== undefined, "a primary database has no credential; create one");
    return credentialArn;
  }

  /** Where the application finds what it works with; none of it is secret. */
  #environment(cache: Cache): Record<string, pulumi.Input<string>> {
    const { database } = this;
    const readers =
      database.readReplicaEndpoints.length > 0 ? database.readReplicaEndpoints : [database.endpoint];
    return {
      AWS_REGION: this.name,
      BUCKET: this.objectStore.bucketName,
      CACHE_HOST: cache.configurationEndpoint,
      CACHE_PORT: String(cache.port),
      DATABASE_HOST: database.endpoint,
      DATABASE_NAME: Database.databaseName,
      DATABASE_PORT: pulumi.interpolate`${database.port}`,
      DATABASE_READER_HOSTS: pulumi.all(readers).apply((hosts) => hosts.join(",")),
    };
  }
}

function databaseRole(role: DatabaseRole): DatabaseArgs["role"] {
  return role.kind === "primary"
    ? { kind: "primary", replicaRegions: role.replicaRegions.map((region) => ({ region })) }
    : { kind: "replica", sourceArn: role.primary.database.arn };
}
