/** The networks that an account has already, as far as a plan uses them. */
import {
  DescribeVpcAttributeCommand,
  paginateDescribeRouteTables,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
  type Filter,
  type Route,
  type RouteTable,
  type Subnet,
} from "@aws-sdk/client-ec2";
import type { AccountSubnet, PreflightAccount } from "../account";
import type { ClientsOf } from "./clients";
import { all } from "./usage";

type ExistingNetworks = Pick<PreflightAccount, "vpc" | "subnets" | "subnetsOfVpc">;

export function existingNetworks(clientsOf: ClientsOf): ExistingNetworks {
  const found = async (region: string, filter: Filter): Promise<readonly AccountSubnet[]> => {
    const client = clientsOf(region).ec2;
    // By a filter: a question by ids is refused as soon as one of them is not there.
    const pages = await all(paginateDescribeSubnets({ client }, { Filters: [filter] }));
    const subnets = pages.flatMap(({ Subnets = [] }) => Subnets);
    if (subnets.length === 0) return [];
    const Filters = [{ Name: "vpc-id", Values: [...new Set(subnets.map(({ VpcId = "" }) => VpcId))] }];
    const tables = (await all(paginateDescribeRouteTables({ client }, { Filters }))).flatMap(
      ({ RouteTables = [] }) => RouteTables,
    );
    return subnets.map((subnet) => existingSubnet(subnet, tables));
  };
  return {
    vpc: async (region, id) => {
      const client = clientsOf(region).ec2;
      const Filters = [{ Name: "vpc-id", Values: [id] }];
      const pages = await all(paginateDescribeVpcs({ client }, { Filters }));
      if (pages.every(({ Vpcs = [] }) => Vpcs.length === 0)) return undefined;
      const [support, hostnames] = await Promise.all([
        client.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute: "enableDnsSupport" })),
        client.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute: "enableDnsHostnames" })),
      ]);
      return {
        resolvesNames:
          support.EnableDnsSupport?.Value === true && hostnames.EnableDnsHostnames?.Value === true,
      };
    },
    subnets: async (region, ids) => await found(region, { Name: "subnet-id", Values: [...ids] }),
    subnetsOfVpc: async (region, vpcId) => await found(region, { Name: "vpc-id", Values: [vpcId] }),
  };
}

function existingSubnet(subnet: Subnet, tables: readonly RouteTable[]): AccountSubnet {
  const { SubnetId: id = "", VpcId: vpcId = "", AvailabilityZone: zone = "" } = subnet;
  const own = tables.find(({ Associations = [] }) => Associations.some(({ SubnetId }) => SubnetId === id));
  // A subnet without a table of its own has the VPC's main one.
  const main = tables.find(
    ({ VpcId, Associations = [] }) => VpcId === vpcId && Associations.some(({ Main }) => Main === true),
  );
  return {
    id,
    vpcId,
    zone,
    freeAddresses: subnet.AvailableIpAddressCount ?? 0,
    wayOut: wayOut((own ?? main)?.Routes ?? []),
    tagKeys: (subnet.Tags ?? []).map(({ Key = "" }) => Key),
  };
}

function wayOut(routes: readonly Route[]): string | undefined {
  const route = routes.find(
    ({ DestinationCidrBlock, State }) => DestinationCidrBlock === "0.0.0.0/0" && State !== "blackhole",
  );
  return (
    route &&
    (route.GatewayId ??
      route.NatGatewayId ??
      route.TransitGatewayId ??
      route.NetworkInterfaceId ??
      route.VpcPeeringConnectionId ??
      route.CoreNetworkArn)
  );
}
