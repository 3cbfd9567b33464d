import {
  DescribeAvailabilityZonesCommand,
  DescribeRegionsCommand,
  paginateDescribeInstanceTypeOfferings,
  type _InstanceType,
} from "@aws-sdk/client-ec2";
import { GetAuthorizationTokenCommand } from "@aws-sdk/client-ecr";
import {
  paginateDescribeCacheEngineVersions,
  paginateDescribeReservedCacheNodesOfferings,
} from "@aws-sdk/client-elasticache";
import { GetRoleCommand } from "@aws-sdk/client-iam";
import {
  paginateDescribeDBEngineVersions,
  paginateDescribeOrderableDBInstanceOptions,
  paginateDescribeSourceRegions,
} from "@aws-sdk/client-rds";
import {
  GetHostedZoneCommand,
  ListHostedZonesByNameCommand,
  type DelegationSet,
  type HostedZone,
} from "@aws-sdk/client-route-53";
import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { worldwide } from "../../plan/plan";
import type { PreflightAccount, HostedZoneAnswer } from "../account";
import { type ClientsOf, PreflightClients, type PreflightEndpoints } from "./clients";
import { memoized } from "./memo";
import { existingNetworks } from "./networks";
import { all, usageCounters } from "./usage";

/** An account of AWS behind the port; credentials come from the SDK's own chain. */
export interface OpenAccount {
  readonly account: PreflightAccount;
  readonly close: () => void;
}

/** @param homeRegion where worldwide services are asked. */
export function openAccount(homeRegion: string, endpoints: PreflightEndpoints = {}): OpenAccount {
  const byRegion = new Map<string, PreflightClients>();
  const clientsOf = (regionOrWorldwide: string) => {
    const region = regionOrWorldwide === worldwide ? homeRegion : regionOrWorldwide;
    const clients = byRegion.get(region) ?? new PreflightClients(region, endpoints);
    byRegion.set(region, clients);
    return clients;
  };
  return {
    account: accountBehind(clientsOf),
    close() {
      for (const clients of byRegion.values()) clients.close();
    },
  };
}

function accountBehind(clientsOf: ClientsOf): PreflightAccount {
  const home = clientsOf(worldwide);
  return {
    async id() {
      return (await home.sts.send(new GetCallerIdentityCommand({}))).Account ?? "";
    },
    quota: async (region, ServiceCode, QuotaCode) => {
      const { quotas } = clientsOf(region);
      const question = { ServiceCode, QuotaCode };
      const applied = await unlessMissing(quotas.send(new GetServiceQuotaCommand(question)));
      const answer =
        applied ?? (await unlessMissing(quotas.send(new GetAWSDefaultServiceQuotaCommand(question))));
      return answer?.Quota?.Value;
    },
    used: async (region, counter) => await usageCounters[counter](clientsOf(region)),
    optInStatus: memoized(async () => {
      const { Regions = [] } = await home.ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
      return new Map(Regions.map(({ RegionName = "", OptInStatus = "" }) => [RegionName, OptInStatus]));
    }),
    zones: memoized(async (region) => {
      const answer = await clientsOf(region).ec2.send(new DescribeAvailabilityZonesCommand({}));
      return (answer.AvailabilityZones ?? []).map(({ ZoneName = "", ZoneId = "", State }) => ({
        name: ZoneName,
        id: ZoneId,
        isAvailable: State === "available",
      }));
    }),
    zonesWithInstanceType: memoized(async (region, instanceType) => {
      const Filters = [{ Name: "instance-type", Values: [instanceType as _InstanceType] }];
      const question = { LocationType: "availability-zone", Filters } as const;
      const pages = await all(
        paginateDescribeInstanceTypeOfferings({ client: clientsOf(region).ec2 }, question),
      );
      const offerings = pages.flatMap(({ InstanceTypeOfferings = [] }) => InstanceTypeOfferings);
      return offerings.map(({ Location = "" }) => Location).sort();
    }),
    ...existingNetworks(clientsOf),
    ...dataStores(clientsOf),
    ...worldwideServices(home),
    bucket: async (Bucket) => {
      try {
        await home.s3.send(new HeadBucketCommand({ Bucket }));
        return "ours";
      } catch (error) {
        const status = statusOf(error);
        if (status === 404) return "free";
        // Refused, or in another region: somebody has it, and S3 does not say who.
        if (status === 301 || status === 403) return "taken";
        throw error;
      }
    },
    registryLogin: memoized(async (region) => {
      const answer = await clientsOf(region).ecr.send(new GetAuthorizationTokenCommand({}));
      const token = answer.authorizationData?.[0]?.authorizationToken ?? "";
      return Buffer.from(token, "base64").toString();
    }),
  };
}

type DataStores = Pick<
  PreflightAccount,
  "databaseVersions" | "databaseOffer" | "cacheVersions" | "offersCacheNode" | "backupSources"
>;

function dataStores(clientsOf: ClientsOf): DataStores {
  return {
    databaseVersions: async (region, Engine, EngineVersion) => {
      const client = clientsOf(region).rds;
      const pages = await all(paginateDescribeDBEngineVersions({ client }, { Engine, EngineVersion }));
      const versions = pages.flatMap(({ DBEngineVersions = [] }) => DBEngineVersions);
      return versions.map((one) => one.EngineVersion ?? "").sort(byNumbers);
    },
    databaseOffer: async (region, { engine: Engine, engineVersion, instanceClass: DBInstanceClass }) => {
      const question = { Engine, EngineVersion: engineVersion, DBInstanceClass, Vpc: true };
      const client = clientsOf(region).rds;
      const pages = await all(paginateDescribeOrderableDBInstanceOptions({ client }, question));
      const options = pages.flatMap(({ OrderableDBInstanceOptions = [] }) => OrderableDBInstanceOptions);
      if (options.length === 0) return undefined;
      const zones = options.flatMap(({ AvailabilityZones = [] }) =>
        AvailabilityZones.map(({ Name = "" }) => Name),
      );
      return {
        zones: [...new Set(zones)].sort(),
        canBeMultiAz: options.some(({ MultiAZCapable }) => MultiAZCapable === true),
        storageTypes: [...new Set(options.map(({ StorageType = "" }) => StorageType))].sort(),
      };
    },
    cacheVersions: async (region, Engine) => {
      const client = clientsOf(region).elastiCache;
      const pages = await all(paginateDescribeCacheEngineVersions({ client }, { Engine }));
      const versions = pages.flatMap(({ CacheEngineVersions = [] }) => CacheEngineVersions);
      return versions.map(({ EngineVersion = "" }) => EngineVersion).sort(byNumbers);
    },
    // ElastiCache has no call that lists what it offers; what can be reserved is offered.
    offersCacheNode: async (region, CacheNodeType) => {
      const client = clientsOf(region).elastiCache;
      const pages = await all(paginateDescribeReservedCacheNodesOfferings({ client }, { CacheNodeType }));
      return pages.some(({ ReservedCacheNodesOfferings = [] }) => ReservedCacheNodesOfferings.length > 0);
    },
    backupSources: async (destination) => {
      const client = clientsOf(destination).rds;
      const pages = await all(paginateDescribeSourceRegions({ client }, {}));
      const sources = pages.flatMap(({ SourceRegions = [] }) => SourceRegions);
      return sources
        .filter((source) => source.SupportsDBInstanceAutomatedBackupsReplication === true)
        .map(({ RegionName = "" }) => RegionName);
    },
  };
}

function worldwideServices({
  iam,
  route53,
}: PreflightClients): Pick<PreflightAccount, "hasRole" | "hostedZone" | "hostedZonesNamed"> {
  return {
    hasRole: async (RoleName) =>
      (await unlessMissing(iam.send(new GetRoleCommand({ RoleName })))) !== undefined,
    hostedZone: async (Id) => {
      const answer = await unlessMissing(route53.send(new GetHostedZoneCommand({ Id })));
      return answer?.HostedZone && zoneAnswer(answer.HostedZone, answer.DelegationSet);
    },
    hostedZonesNamed: async (DNSName) => {
      const { HostedZones = [] } = await route53.send(new ListHostedZonesByNameCommand({ DNSName }));
      const name = `${DNSName.replace(/\.$/, "")}.`;
      // The listing goes on with the names that follow in the alphabet.
      return HostedZones.filter((zone) => zone.Name === name).map((zone) => zoneAnswer(zone));
    },
  };
}

function zoneAnswer(zone: HostedZone, delegation?: DelegationSet): HostedZoneAnswer {
  return {
    id: (zone.Id ?? "").replace("/hostedzone/", ""),
    name: (zone.Name ?? "").replace(/\.$/, ""),
    isPrivate: zone.Config?.PrivateZone === true,
    nameServers: delegation?.NameServers ?? [],
  };
}

/** The answer, or undefined where AWS knows no such thing. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (/^(NoSuch\w*|NoSuchResourceException)$/.test((error as Error).name)) return undefined;
    throw error;
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

/** `16.10` after `16.9`. */
function byNumbers(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
