import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { cidr, type Cidr, formatCidr } from "../kit/cidr";
import { Component } from "../kit/component";
import type { Protection } from "../kit/protection";
import { vpcBlockProblem, vpcPrefix } from "../kit/vpc-block";
import { subnetBlock, type SubnetTier } from "./addresses";
import { type NetworkZone, networkZones, subnetPlace } from "./network-zones";
import type { RegionNetwork } from "./region-network";
import { FlowLog, type FlowLogArgs } from "./flow-log";

export interface NetworkArgs {
  /** IPv4 block of the VPC, from /16 to /22, distinct from every other region's so that they can be peered. */
  readonly cidrBlock: string;
  /**
   * At least three Availability Zones of one region: all by the account's names, such as `eu-west-1a`, or all by ids, such
   * as `euw1-az1`, which are the same zones in every account.
   */
  readonly availabilityZones: readonly string[];
  /** One gateway a zone, so that losing a zone leaves the others' way out; or one for all, which is cheaper. */
  readonly natGateways: "one-per-zone" | "single";
  /** What records the traffic, how exactly, and for how many days. */
  readonly flowLog: Pick<FlowLogArgs, "destination" | "aggregationSeconds" | "retentionDays">;
  /**
   * `protected`: neither the flow logs nor the addresses that the platform calls others from are deleted; partners write
   * those into their lists.
   */
  readonly protection: Protection;
}

/**
 * A VPC over several zones in three tiers: public (load balancers, NAT), private (the application, with a way
 * out through NAT) and data (stores, with no route to the internet in either direction).
 *
 * Subnet ids come in the order of `availabilityZones`. A public or private id resolves only when traffic can
 * flow through that subnet, so what is launched there never boots without its route.
 */
export class Network extends Component implements RegionNetwork {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcArn: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly dataSubnetIds: pulumi.Output<string>[];
  readonly egressAddresses: readonly pulumi.Output<string>[];
  readonly gatewayPrefixListIds: Readonly<Record<string, pulumi.Output<string>>>;
  readonly zoneNames: Readonly<Record<string, pulumi.Input<string>>>;
  readonly cidrBlocks: Readonly<Record<SubnetTier, readonly string[]>>;

  /** @throws {pulumi.ResourceError} for fewer than three zones, zones of two regions, or an unfit block. */
  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:Network", name, opts);
    const block = this.#validBlock(args.cidrBlock);
    const { region, inRegion } = this.#validZones(args.availabilityZones);

    const vpc = new aws.ec2.Vpc(
      this.childName("vpc"),
      {
        cidrBlock: args.cidrBlock,
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { Name: name },
      },
      this.child(),
    );
    this.vpcId = vpc.id;
    this.vpcArn = vpc.arn;
    const blocksOf = (tier: SubnetTier) => inRegion.map((zone) => formatCidr(subnetBlock(block, tier, zone)));
    this.cidrBlocks = { public: blocksOf("public"), private: blocksOf("private"), data: blocksOf("data") };
    // Adopting the default group without rules closes it: whatever forgets to name a group can reach nothing.
    new aws.ec2.DefaultSecurityGroup(this.childName("default-group"), { vpcId: vpc.id }, this.child());
    new FlowLog(
      this.childName("flow-log"),
      { vpc, ...args.flowLog, protection: args.protection },
      { parent: this },
    );

    const zones = inRegion.map((zone) => ({
      zone,
      name: zone.written,
      public: this.#subnet(vpc, "public", zone, block),
      private: this.#subnet(vpc, "private", zone, block),
      data: this.#subnet(vpc, "data", zone, block),
    }));

    this.zoneNames = Object.fromEntries(
      zones.map(({ zone, name, data }) => [name, zone.writtenBy === "name" ? name : data.availabilityZone]),
    );

    const internet = new aws.ec2.InternetGateway(
      this.childName("internet"),
      { vpcId: vpc.id, tags: { Name: name } },
      this.child(),
    );
    const publicTable = this.#routeTable(vpc, "public");
    const wayOut = this.#defaultRoute("public", publicTable, { gatewayId: internet.id });
    this.publicSubnetIds = zones.map((zone) =>
      routed(zone.public, this.#associate(`public-${zone.name}`, zone.public, publicTable), wayOut),
    );

    const ways = (args.natGateways === "single" ? zones.slice(0, 1) : zones).map((zone) =>
      this.#natGateway(zone, wayOut, args.protection),
    );
    this.egressAddresses = ways.map(({ address }) => address.publicIp);
    const privateTables: aws.ec2.RouteTable[] = [];
    this.privateSubnetIds = zones.map((zone, at) => {
      const role = `private-${zone.name}`;
      const table = this.#routeTable(vpc, role);
      privateTables.push(table);
      const natGatewayId = (ways[at] ?? ways[0])?.gateway.id;
      const route = this.#defaultRoute(role, table, { natGatewayId });
      return routed(zone.private, this.#associate(role, zone.private, table), route);
    });

    const dataTable = this.#routeTable(vpc, "data");
    this.dataSubnetIds = zones.map((zone) =>
      routed(zone.data, this.#associate(`data-${zone.name}`, zone.data, dataTable)),
    );

    this.gatewayPrefixListIds = Object.fromEntries(
      ["s3", "dynamodb"].map((service) => [
        service,
        this.#gatewayEndpoint(vpc, region, service, privateTables).prefixListId,
      ]),
    );

    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      dataSubnetIds: this.dataSubnetIds,
    });
  }

  #validBlock(text: string): Cidr {
    const problem = vpcBlockProblem(text);
    this.require(
      problem === undefined,
      `cidrBlock must be an IPv4 block from /${vpcPrefix.min} to /${vpcPrefix.max}, got ${text}; ${problem ?? ""}`,
    );
    return cidr(text);
  }

  #validZones(written: readonly string[]): {
    readonly region: string;
    readonly inRegion: readonly NetworkZone[];
  } {
    const listed = written.join(", ");
    this.require(
      new Set(written).size >= 3 && new Set(written).size === written.length,
      `availabilityZones must list at least 3 different zones, got [${listed}]; two must be left when one is lost`,
    );
    const found = networkZones(written);
    this.require(
      found !== undefined,
      `availabilityZones must be zones of one region, all by name, such as eu-west-1a, or all by id, such as euw1-az1, got [${listed}]; Local Zones do not fit`,
    );
    return found;
  }

  #subnet(vpc: aws.ec2.Vpc, tier: SubnetTier, zone: NetworkZone, block: Cidr): aws.ec2.Subnet {
    const name = this.childName(`${tier}-${zone.written}`);
    return new aws.ec2.Subnet(
      name,
      {
        vpcId: vpc.id,
        ...subnetPlace(zone),
        cidrBlock: formatCidr(subnetBlock(block, tier, zone)),
        // Load balancers and NAT gateways bring their own addresses; nothing else belongs in the public tier.
        mapPublicIpOnLaunch: false,
        tags: { Name: name },
      },
      this.child(),
    );
  }

  #routeTable(vpc: aws.ec2.Vpc, role: string): aws.ec2.RouteTable {
    const name = this.childName(role);
    return new aws.ec2.RouteTable(name, { vpcId: vpc.id, tags: { Name: name } }, this.child());
  }

  #associate(role: string, subnet: aws.ec2.Subnet, table: aws.ec2.RouteTable): aws.ec2.RouteTableAssociation {
    return new aws.ec2.RouteTableAssociation(
      this.childName(role),
      { subnetId: subnet.id, routeTableId: table.id },
      this.child(),
    );
  }

  #defaultRoute(
    role: string,
    table: aws.ec2.RouteTable,
    target: Pick<aws.ec2.RouteArgs, "gatewayId" | "natGatewayId">,
  ): aws.ec2.Route {
    return new aws.ec2.Route(
      this.childName(role),
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...target },
      this.child(),
    );
  }

  #natGateway(
    zone: { readonly name: string; readonly public: aws.ec2.Subnet },
    wayOut: aws.ec2.Route,
    protection: Protection,
  ): { readonly gateway: aws.ec2.NatGateway; readonly address: aws.ec2.Eip } {
    const name = this.childName(`nat-${zone.name}`);
    const address = new aws.ec2.Eip(
      name,
      { domain: "vpc", tags: { Name: name } },
      this.child({ protect: protection === "protected" }),
    );
    const gateway = new aws.ec2.NatGateway(
      name,
      { subnetId: zone.public.id, allocationId: address.id, tags: { Name: name } },
      // AWS refuses a public NAT gateway in a VPC whose internet gateway is not attached yet.
      this.child({ dependsOn: [wayOut] }),
    );
    return { gateway, address };
  }

  /** S3 and DynamoDB without NAT: free of charge, and still there when the NAT gateway is not. */
  #gatewayEndpoint(
    vpc: aws.ec2.Vpc,
    region: string,
    service: string,
    tables: readonly aws.ec2.RouteTable[],
  ): aws.ec2.VpcEndpoint {
    const name = this.childName(service);
    return new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: "Gateway",
        routeTableIds: tables.map((table) => table.id),
        tags: { Name: name },
      },
      this.child(),
    );
  }
}

/** The subnet's id, known once all of `path` exists. */
function routed(subnet: aws.ec2.Subnet, ...path: pulumi.CustomResource[]): pulumi.Output<string> {
  return pulumi.output({ id: subnet.id, path: path.map((part) => part.id) }).id;
}
