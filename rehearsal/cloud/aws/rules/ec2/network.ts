/** VPCs, subnets, gateways and routes. */
import { contains, overlaps, parseCidr, type Cidr } from "../../../../../components/kit/cidr";
import { zoneIdPrefix } from "../../../../../components/kit/zones";
import type { Value } from "../../../wire";
import type { AwsChange, AwsRefusalRule } from "../../refusal-rule";
import { docs, ec2ErrorCodes } from "../documentation";
import { isKnown, named, text } from "../../../values";
import { types } from "../../type-tokens";
import { here, isZoneOf, others, output } from "../references";

/** VPC blocks and subnet blocks alike. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const allowedPrefix = { min: 16, max: 28 } as const;

export const network: readonly AwsRefusalRule[] = [
  {
    id: "vpc-prefix-length",
    types: [types.vpc, types.subnet],
    when: "plan",
    property: "cidrBlock",
    link: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    refuse: ({ inputs }) => {
      const given = text(inputs["cidrBlock"]);
      if (given === undefined) return undefined;
      const block = parseCidr(given);
      if ("problem" in block) return `"cidr_block": ${given} ${block.problem}`;
      if (block.prefix >= allowedPrefix.min && block.prefix <= allowedPrefix.max) return undefined;
      return (
        `expected "cidr_block" to contain a network Value with between ${allowedPrefix.min} and ` +
        `${allowedPrefix.max} significant bits, got: ${block.prefix}`
      );
    },
  },
  {
    id: "subnet-outside-vpc",
    types: [types.subnet],
    when: "apply",
    code: "InvalidSubnet.Range",
    link: ec2ErrorCodes,
    refuse: (change) => {
      const block = blockOf(change.inputs["cidrBlock"]);
      const vpc = blockOf(output(here(change, types.vpc, change.inputs["vpcId"]), "cidrBlock"));
      const fits = !block || !vpc || contains(vpc, block) || hasFurtherBlocks(change);
      return fits ? undefined : `The CIDR '${named(change.inputs["cidrBlock"])}' is invalid.`;
    },
  },
  {
    id: "subnet-overlap",
    types: [types.subnet],
    when: "apply",
    code: "InvalidSubnet.Conflict",
    link: ec2ErrorCodes,
    refuse: (change) => {
      const block = blockOf(change.inputs["cidrBlock"]);
      const conflict = inVpc(change, types.subnet).some((subnet) => {
        const other = blockOf(subnet.outputs["cidrBlock"]);
        return block !== undefined && other !== undefined && overlaps(block, other);
      });
      if (!conflict) return undefined;
      return `The CIDR '${named(change.inputs["cidrBlock"])}' conflicts with another subnet`;
    },
  },
  {
    id: "subnet-zone-of-another-region",
    types: [types.subnet],
    when: "apply",
    code: "InvalidParameterValue",
    link: docs.ec2("CreateSubnet"),
    refuse: ({ inputs, region }) => {
      const zone = text(inputs["availabilityZone"]);
      if (zone === undefined || isZoneOf(region, zone)) return undefined;
      const zones = ["a", "b", "c"].map((letter) => region + letter);
      return noZone(zone, "availabilityZone", zones);
    },
  },
  {
    id: "subnet-zone-id-of-another-region",
    types: [types.subnet],
    when: "apply",
    code: "InvalidParameterValue",
    link: docs.ec2("CreateSubnet"),
    refuse: ({ inputs, region }) => {
      const id = text(inputs["availabilityZoneId"]);
      const prefix = `${zoneIdPrefix(region)}-`;
      if (id === undefined || id.startsWith(prefix)) return undefined;
      return noZone(
        id,
        "availabilityZoneId",
        [1, 2, 3].map((number) => `${prefix}az${number}`),
      );
    },
  },
  {
    id: "subnet-zone-by-name-and-by-id",
    types: [types.subnet],
    when: "plan",
    property: "availabilityZone",
    // https://github.com/pulumi/pulumi-aws/issues/1209
    link: docs.ec2("CreateSubnet"),
    refuse: ({ inputs }) =>
      isKnown(inputs["availabilityZone"]) && isKnown(inputs["availabilityZoneId"])
        ? '"availability_zone": conflicts with availability_zone_id'
        : undefined,
  },
  {
    id: "second-internet-gateway",
    types: [types.internetGateway],
    when: "apply",
    code: "InvalidParameterValue",
    link: docs.ec2("AttachInternetGateway"),
    refuse: (change) =>
      inVpc(change, types.internetGateway).length === 0
        ? undefined
        : `Network ${named(change.inputs["vpcId"])} already has an internet gateway attached`,
  },
  {
    id: "nat-gateway-without-internet-gateway",
    types: [types.natGateway],
    when: "apply",
    code: "Gateway.NotAttached",
    link: docs.ec2("NatGateway"),
    refuse: (change) => {
      if (change.inputs["connectivityType"] === "private") return undefined;
      const vpcId = output(here(change, types.subnet, change.inputs["subnetId"]), "vpcId");
      // A VPC of somebody else's may well have its gateway.
      if (vpcId === undefined || !here(change, types.vpc, vpcId)) return undefined;
      const attached = change.account.having(types.internetGateway, "vpcId", vpcId).length > 0;
      return attached ? undefined : `Network ${vpcId} has no Internet gateway attached`;
    },
  },
  {
    id: "address-in-use",
    types: [types.natGateway],
    when: "apply",
    code: "Resource.AlreadyAssociated",
    link: docs.ec2("NatGateway"),
    refuse: (change) => {
      const address = text(change.inputs["allocationId"]);
      if (address === undefined) return undefined;
      const used =
        others(change, change.account.having(types.natGateway, "allocationId", address)).length > 0 ||
        change.account.having(types.loadBalancer, "subnetMappings.allocationId", address).length > 0;
      return used ? `Elastic IP address ${address} is already associated` : undefined;
    },
  },
  {
    id: "route-to-gateway-of-another-vpc",
    types: [types.route],
    when: "apply",
    code: "InvalidParameterValue",
    link: docs.ec2("CreateRoute"),
    refuse: (change) => {
      const { routeTableId, gatewayId, natGatewayId } = change.inputs;
      const table = output(here(change, types.routeTable, routeTableId), "vpcId");
      const nat = here(change, types.natGateway, natGatewayId);
      const target =
        output(here(change, types.internetGateway, gatewayId), "vpcId") ??
        output(here(change, types.subnet, output(nat, "subnetId")), "vpcId");
      if (table === undefined || target === undefined || table === target) return undefined;
      const gateway = text(gatewayId) ?? text(natGatewayId) ?? "";
      return `route table ${named(routeTableId)} and network gateway ${gateway} belong to different networks`;
    },
  },
  {
    id: "duplicate-route",
    types: [types.route],
    when: "apply",
    code: "RouteAlreadyExists",
    link: ec2ErrorCodes,
    refuse: (change) => {
      const destination = text(change.inputs["destinationCidrBlock"]);
      const table = text(change.inputs["routeTableId"]);
      if (destination === undefined || table === undefined) return undefined;
      const twins = others(change, change.account.having(types.route, "routeTableId", table)).filter(
        (route) => route.outputs["destinationCidrBlock"] === destination,
      );
      return twins.length > 0 ? `The route identified by ${destination} already exists.` : undefined;
    },
  },
  {
    id: "route-table-of-another-vpc",
    types: [types.routeTableAssociation],
    when: "apply",
    code: "InvalidParameterValue",
    link: docs.ec2("AssociateRouteTable"),
    refuse: (change) => {
      const { routeTableId, subnetId } = change.inputs;
      const table = output(here(change, types.routeTable, routeTableId), "vpcId");
      const subnet = output(here(change, types.subnet, subnetId), "vpcId");
      if (table === undefined || subnet === undefined || table === subnet) return undefined;
      return `route table ${named(routeTableId)} and subnet ${named(subnetId)} belong to different networks`;
    },
  },
  {
    id: "subnet-with-two-route-tables",
    types: [types.routeTableAssociation],
    when: "apply",
    code: "Resource.AlreadyAssociated",
    link: ec2ErrorCodes,
    refuse: (change) => {
      const subnet = text(change.inputs["subnetId"]);
      if (subnet === undefined) return undefined;
      const existing = change.account.having(types.routeTableAssociation, "subnetId", subnet);
      if (others(change, existing).length === 0) return undefined;
      return (
        `the specified association for route table ${named(change.inputs["routeTableId"])} conflicts with an ` +
        "existing association"
      );
    },
  },
  {
    id: "endpoint-service-of-another-region",
    types: [types.vpcEndpoint],
    when: "apply",
    code: "InvalidServiceName",
    link: ec2ErrorCodes,
    refuse: ({ inputs, region }) => {
      const service = text(inputs["serviceName"]) ?? "";
      const [, named] = /^com\.amazonaws\.([a-z]+(?:-[a-z]+)+-\d)\./.exec(service) ?? [];
      if (named === undefined || named === region || text(inputs["serviceRegion"]) === named)
        return undefined;
      return `The Vpc Endpoint Service '${service}' does not exist`;
    },
  },
];

function noZone(value: string, parameter: string, zones: readonly string[]): string {
  return (
    `Value (${value}) for parameter ${parameter} is invalid. Subnets can currently only be created in ` +
    `the following availability zones: ${zones.join(", ")}.`
  );
}

function blockOf(value: Value | undefined): Cidr | undefined {
  const block = parseCidr(text(value) ?? "");
  return "problem" in block ? undefined : block;
}

/** Other objects of `type` in the VPC that the change names. */
function inVpc(change: AwsChange, type: string) {
  const vpcId = text(change.inputs["vpcId"]);
  return vpcId === undefined ? [] : others(change, change.account.having(type, "vpcId", vpcId));
}

/** Whether the VPC was given more blocks than its first, in which the subnet may lie. */
function hasFurtherBlocks({ account, inputs }: AwsChange): boolean {
  const association = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
  return account.having(association, "vpcId", text(inputs["vpcId"]) ?? "").length > 0;
}
