import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import { creation, nextDoor, type RuleCase } from "../../../support/rule-case";

export const networkCases: readonly RuleCase[] = [
  creation(
    "vpc-prefix-length",
    types.vpc,
    { property: "cidrBlock" },
    { cidrBlock: "10.10.0.0/15" },
    { cidrBlock: "10.10.0.0/16" },
  ),
  creation(
    "subnet-outside-vpc",
    types.subnet,
    { code: "InvalidSubnet.Range", quote: "The CIDR '10.11.0.0/24' is invalid." },
    ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: "10.11.0.0/24" }),
    ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: "10.10.255.0/24" }),
  ),
  creation(
    "subnet-overlap",
    types.subnet,
    { code: "InvalidSubnet.Conflict", quote: "The CIDR '10.10.0.128/25' conflicts with another subnet" },
    ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: "10.10.0.128/25" }),
    ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: "10.10.3.0/25" }),
  ),
  creation(
    "subnet-zone-of-another-region",
    types.subnet,
    {
      code: "InvalidParameterValue",
      quote:
        "Value (eu-west-1a) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: us-east-1a, us-east-1b, us-east-1c.",
    },
    ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: "10.10.9.0/24", availabilityZone: "eu-west-1a" }),
    ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: "10.10.9.0/24", availabilityZone: "us-east-1-bos-1a" }),
  ),
  creation(
    "subnet-zone-id-of-another-region",
    types.subnet,
    {
      code: "InvalidParameterValue",
      quote:
        "Value (euw1-az1) for parameter availabilityZoneId is invalid. Subnets can currently only be created in the following availability zones: use1-az1, use1-az2, use1-az3.",
    },
    ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: "10.10.9.0/24", availabilityZoneId: "euw1-az1" }),
    ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: "10.10.9.0/24", availabilityZoneId: "use1-az6" }),
  ),
  creation(
    "subnet-zone-by-name-and-by-id",
    types.subnet,
    { property: "availabilityZone" },
    ({ vpc }) => ({
      vpcId: vpc.id,
      cidrBlock: "10.10.9.0/24",
      availabilityZone: "us-east-1b",
      availabilityZoneId: "use1-az2",
    }),
    ({ vpc }) => ({ vpcId: vpc.id, cidrBlock: "10.10.9.0/24", availabilityZoneId: "use1-az2" }),
  ),
  {
    rule: "second-internet-gateway",
    expected: {
      code: "InvalidParameterValue",
      quote: "Network <vpc> already has an internet gateway attached",
    },
    breaks: (aws, { vpc }) => aws.create(types.internetGateway, { vpcId: vpc.id }),
    passes: async (aws, { vpc, internetGateway, loadBalancer }) => {
      await aws.delete(loadBalancer);
      await aws.delete(internetGateway);
      await aws.create(types.internetGateway, { vpcId: vpc.id });
    },
  },
  {
    rule: "nat-gateway-without-internet-gateway",
    expected: { code: "Gateway.NotAttached", quote: "Network <vpc> has no Internet gateway attached" },
    breaks: async (aws, { internetGateway, loadBalancer, subnets, address }) => {
      await aws.delete(loadBalancer);
      await aws.delete(internetGateway);
      await aws.create(types.natGateway, { subnetId: subnets[0].id, allocationId: address.id });
    },
    passes: async (aws, { internetGateway, loadBalancer, subnets }) => {
      await aws.delete(loadBalancer);
      await aws.delete(internetGateway);
      await aws.create(types.natGateway, { subnetId: subnets[0].id, connectivityType: "private" });
    },
  },
  {
    rule: "address-in-use",
    expected: {
      code: "Resource.AlreadyAssociated",
      quote: "Elastic IP address <eipalloc> is already associated",
    },
    breaks: async (aws, { subnets, address }) => {
      await aws.create(types.natGateway, { subnetId: subnets[0].id, allocationId: address.id });
      await aws.create(types.natGateway, { subnetId: subnets[1].id, allocationId: address.id });
    },
    passes: async (aws, { subnets, address }) => {
      await aws.create(types.natGateway, { subnetId: subnets[0].id, allocationId: address.id });
      const second = await aws.create(types.elasticIp, { domain: "vpc" });
      await aws.create(types.natGateway, { subnetId: subnets[1].id, allocationId: second.id });
    },
  },
  {
    rule: "route-to-gateway-of-another-vpc",
    expected: {
      code: "InvalidParameterValue",
      quote: "route table <rtb> and network gateway <igw> belong to different networks",
    },
    breaks: async (aws, { routeTable }) => {
      const { internetGateway } = await nextDoor(aws);
      await aws.create(types.route, {
        routeTableId: routeTable.id,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: internetGateway.id,
      });
    },
    passes: (aws, { routeTable, internetGateway }) =>
      aws.create(types.route, {
        routeTableId: routeTable.id,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: internetGateway.id,
      }),
  },
  {
    rule: "duplicate-route",
    expected: { code: "RouteAlreadyExists", quote: "The route identified by 0.0.0.0/0 already exists." },
    breaks: async (aws, { routeTable, internetGateway }) => {
      const route = { routeTableId: routeTable.id, gatewayId: internetGateway.id };
      await aws.create(types.route, { ...route, destinationCidrBlock: "0.0.0.0/0" });
      await aws.create(types.route, { ...route, destinationCidrBlock: "0.0.0.0/0" });
    },
    passes: async (aws, { routeTable, internetGateway }) => {
      const route = { routeTableId: routeTable.id, gatewayId: internetGateway.id };
      await aws.create(types.route, { ...route, destinationCidrBlock: "0.0.0.0/0" });
      await aws.create(types.route, { ...route, destinationCidrBlock: "192.0.2.0/24" });
    },
  },
  {
    rule: "route-table-of-another-vpc",
    expected: {
      code: "InvalidParameterValue",
      quote: "route table <rtb> and subnet <subnet> belong to different networks",
    },
    breaks: async (aws, { subnets }) => {
      const { routeTable } = await nextDoor(aws);
      await aws.create(types.routeTableAssociation, {
        subnetId: subnets[0].id,
        routeTableId: routeTable.id,
      });
    },
    passes: (aws, { subnets, routeTable }) =>
      aws.create(types.routeTableAssociation, { subnetId: subnets[0].id, routeTableId: routeTable.id }),
  },
  {
    rule: "subnet-with-two-route-tables",
    expected: {
      code: "Resource.AlreadyAssociated",
      quote: "the specified association for route table <rtb> conflicts with an existing association",
    },
    breaks: async (aws, { subnets, routeTable }) => {
      const association = { subnetId: subnets[0].id, routeTableId: routeTable.id };
      await aws.create(types.routeTableAssociation, association);
      await aws.create(types.routeTableAssociation, association);
    },
    passes: async (aws, { subnets, routeTable }) => {
      for (const { id } of subnets) {
        await aws.create(types.routeTableAssociation, { subnetId: id, routeTableId: routeTable.id });
      }
    },
  },
  creation(
    "endpoint-service-of-another-region",
    types.vpcEndpoint,
    {
      code: "InvalidServiceName",
      quote: "The Vpc Endpoint Service 'com.amazonaws.eu-west-1.s3' does not exist",
    },
    ({ vpc }) => ({ vpcId: vpc.id, serviceName: "com.amazonaws.eu-west-1.s3" }),
    ({ vpc }) => ({ vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3" }),
  ),
];
