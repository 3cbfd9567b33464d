/** How much of each quota an account takes already. Every call reads; none changes anything. */
import { paginateDescribeAutoScalingGroups } from "@aws-sdk/client-auto-scaling";
import {
  DescribeAddressesCommand,
  paginateDescribeInstances,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import { paginateDescribeCacheClusters } from "@aws-sdk/client-elasticache";
import {
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetAccountSummaryCommand } from "@aws-sdk/client-iam";
import { paginateDescribeDBInstances } from "@aws-sdk/client-rds";
import { GetHostedZoneCountCommand, paginateListHealthChecks } from "@aws-sdk/client-route-53";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { isStandard, vCpusOf } from "../../plan/instance-type";
import type { UsageCounter } from "../account";
import type { PreflightClients } from "./clients";

type CountUsage = (clients: PreflightClients) => Promise<number>;

export const usageCounters: Readonly<Record<UsageCounter, CountUsage>> = {
  async standardVCpus({ ec2: client }) {
    const Filters = [{ Name: "instance-state-name", Values: ["pending", "running"] }];
    const pages = await all(paginateDescribeInstances({ client }, { Filters }));
    const instances = pages.flatMap(({ Reservations = [] }) =>
      Reservations.flatMap((one) => one.Instances ?? []),
    );
    const onDemand = instances.filter(
      ({ InstanceType, InstanceLifecycle }) =>
        isStandard(InstanceType ?? "") && InstanceLifecycle === undefined,
    );
    return sum(onDemand.map(({ InstanceType = "" }) => vCpusOf(InstanceType) ?? 0));
  },
  async elasticIps({ ec2 }) {
    return (await ec2.send(new DescribeAddressesCommand({}))).Addresses?.length ?? 0;
  },
  async vpcs({ ec2: client }) {
    return count(await all(paginateDescribeVpcs({ client }, {})), ({ Vpcs }) => Vpcs);
  },
  async internetGateways({ ec2: client }) {
    const pages = await all(paginateDescribeInternetGateways({ client }, {}));
    return count(pages, ({ InternetGateways }) => InternetGateways);
  },
  async natGatewaysInFullestZone({ ec2: client }) {
    const Filter = [{ Name: "state", Values: ["pending", "available"] }];
    const pages = await all(paginateDescribeNatGateways({ client }, { Filter }));
    const subnetIds = pages.flatMap(({ NatGateways = [] }) =>
      NatGateways.map(({ SubnetId = "" }) => SubnetId),
    );
    if (subnetIds.length === 0) return 0;
    const subnets = await all(paginateDescribeSubnets({ client }, { SubnetIds: [...new Set(subnetIds)] }));
    const zoneBySubnet = new Map(
      subnets.flatMap(({ Subnets = [] }) => Subnets.map((one) => [one.SubnetId ?? "", one.AvailabilityZone])),
    );
    const zones = subnetIds.map((id) => zoneBySubnet.get(id));
    return Math.max(...zones.map((zone) => zones.filter((other) => other === zone).length));
  },
  applicationLoadBalancers: async (clients) => await loadBalancers(clients, "application"),
  networkLoadBalancers: async (clients) => await loadBalancers(clients, "network"),
  async targetGroups({ loadBalancing: client }) {
    return count(await all(paginateDescribeTargetGroups({ client }, {})), ({ TargetGroups }) => TargetGroups);
  },
  async autoScalingGroups({ autoScaling: client }) {
    const pages = await all(paginateDescribeAutoScalingGroups({ client }, {}));
    return count(pages, ({ AutoScalingGroups }) => AutoScalingGroups);
  },
  async databaseInstances(clients) {
    return (await databases(clients)).length;
  },
  async databaseStorageGiB(clients) {
    return sum((await databases(clients)).map(({ AllocatedStorage }) => AllocatedStorage ?? 0));
  },
  async cacheNodes({ elastiCache: client }) {
    const pages = await all(paginateDescribeCacheClusters({ client }, {}));
    const clusters = pages.flatMap(({ CacheClusters = [] }) => CacheClusters);
    return sum(clusters.map(({ NumCacheNodes }) => NumCacheNodes ?? 0));
  },
  async buckets({ s3 }) {
    return (await s3.send(new ListBucketsCommand({}))).Buckets?.length ?? 0;
  },
  async roles({ iam }) {
    return (await iam.send(new GetAccountSummaryCommand({}))).SummaryMap?.Roles ?? 0;
  },
  async hostedZones({ route53 }) {
    return (await route53.send(new GetHostedZoneCountCommand({}))).HostedZoneCount ?? 0;
  },
  async healthChecks({ route53: client }) {
    return count(await all(paginateListHealthChecks({ client }, {})), ({ HealthChecks }) => HealthChecks);
  },
};

async function loadBalancers({ loadBalancing: client }: PreflightClients, type: string): Promise<number> {
  const pages = await all(paginateDescribeLoadBalancers({ client }, {}));
  return count(pages, (page) => page.LoadBalancers?.filter(({ Type }) => Type === type));
}

async function databases({ rds: client }: PreflightClients) {
  return (await all(paginateDescribeDBInstances({ client }, {}))).flatMap(
    ({ DBInstances = [] }) => DBInstances,
  );
}

export async function all<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(page);
  return found;
}

function count<T>(pages: readonly T[], itemsOf: (page: T) => readonly unknown[] | undefined): number {
  return sum(pages.map((page) => itemsOf(page)?.length ?? 0));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
