/** The port to AWS and to the world around it: what the checks ask. Nothing here changes anything. */

/** What an account holds already that counts against a quota. */
export type UsageCounter =
  | "standardVCpus"
  | "elasticIps"
  | "vpcs"
  | "internetGateways"
  | "natGatewaysInFullestZone"
  | "applicationLoadBalancers"
  | "networkLoadBalancers"
  | "targetGroups"
  | "autoScalingGroups"
  | "databaseInstances"
  | "databaseStorageGiB"
  | "cacheNodes"
  | "buckets"
  | "roles"
  | "hostedZones"
  | "healthChecks";

export interface OfferedZone {
  /** The account's own name for it, such as `us-east-1a`. */
  readonly name: string;
  /** The same for every account, such as `use1-az4`. */
  readonly id: string;
  readonly isAvailable: boolean;
}

/** A VPC that is there already. */
export interface ExistingVpc {
  /** Whether its hosts have names, and DNS answers them: `enableDnsSupport` and `enableDnsHostnames`. */
  readonly resolvesNames: boolean;
}

/** A subnet that is there already. */
export interface AccountSubnet {
  readonly id: string;
  readonly vpcId: string;
  /** The account's own name of its zone. */
  readonly zone: string;
  readonly freeAddresses: number;
  /** Where its route to 0.0.0.0/0 leads, such as `igw-…` or `nat-…`; undefined where it has none that works. */
  readonly wayOut: string | undefined;
  /** The keys of its tags. */
  readonly tagKeys: readonly string[];
}

export interface DatabaseOrder {
  readonly engine: string;
  readonly engineVersion: string;
  readonly instanceClass: string;
}

export interface DatabaseOffer {
  readonly zones: readonly string[];
  readonly canBeMultiAz: boolean;
  readonly storageTypes: readonly string[];
}

export interface HostedZoneAnswer {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  /** Empty for a private zone. */
  readonly nameServers: readonly string[];
}

/** An account. A region may be `global` where it is one of a quota. */
export interface PreflightAccount {
  /** @throws when no credentials are there, or they are refused. */
  id(): Promise<string>;
  /** The value that applies to the account; undefined where Service Quotas does not know the quota. */
  quota(region: string, serviceCode: string, quotaCode: string): Promise<number | undefined>;
  used(region: string, counter: UsageCounter): Promise<number>;
  /** Whether each region may be used: `opt-in-not-required`, `opted-in`, `not-opted-in`. */
  optInStatus(): Promise<ReadonlyMap<string, string>>;
  zones(region: string): Promise<readonly OfferedZone[]>;
  /** Undefined where the account has none of that id in the region. */
  vpc(region: string, id: string): Promise<ExistingVpc | undefined>;
  /** Those of the ids that the account has in the region. */
  subnets(region: string, ids: readonly string[]): Promise<readonly AccountSubnet[]>;
  subnetsOfVpc(region: string, vpcId: string): Promise<readonly AccountSubnet[]>;
  /** The names of the zones that offer an EC2 instance type. */
  zonesWithInstanceType(region: string, instanceType: string): Promise<readonly string[]>;
  /** The versions of an RDS engine that a version, whole or only its beginning, stands for. */
  databaseVersions(region: string, engine: string, version: string | undefined): Promise<readonly string[]>;
  /** Undefined where the region does not offer that combination. */
  databaseOffer(region: string, order: DatabaseOrder): Promise<DatabaseOffer | undefined>;
  cacheVersions(region: string, engine: string): Promise<readonly string[]>;
  offersCacheNode(region: string, nodeType: string): Promise<boolean>;
  /** The regions whose RDS backups a region may take copies of. */
  backupSources(destination: string): Promise<readonly string[]>;
  hostedZone(id: string): Promise<HostedZoneAnswer | undefined>;
  hostedZonesNamed(name: string): Promise<readonly HostedZoneAnswer[]>;
  hasRole(name: string): Promise<boolean>;
  /** `ours`: this account may use it; `taken`: somebody has the name, and S3 does not say who. */
  bucket(name: string): Promise<"free" | "ours" | "taken">;
  /** User and password for the private registries that the caller may use in a region. */
  registryLogin(region: string): Promise<string>;
}

/** The public DNS. */
export interface PublicDns {
  /** The name servers that the parent zone names; empty where it names none. */
  nameServers(name: string): Promise<readonly string[]>;
}

/** The registries that container images are pulled from. */
export interface ImageRegistries {
  /**
   * The CPU architectures that an image is there for.
   * @param login for a registry that wants one, as `user:password`.
   * @returns undefined where there is no such image.
   */
  architectures(image: string, login?: string): Promise<readonly string[] | undefined>;
}

/** The backend of Pulumi in which the state of the stack is kept. */
export interface StateBackendAddress {
  /** Its address, such as `s3://bucket?region=us-west-2`; undefined where there is none. @throws for files that cannot be read */
  url(): Promise<string | undefined>;
}

/** Everything that a check may ask. */
export interface PreflightSources {
  readonly account: PreflightAccount;
  readonly dns: PublicDns;
  readonly images: ImageRegistries;
  readonly stateBackend: StateBackendAddress;
}
