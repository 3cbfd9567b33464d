import { ACCOUNT, ec2Id, type AwsResourceType, type AwsResourceTypes } from "../resource-type";
import { outputText, type AwsAccount } from "../account";

function ec2(
  noun: string,
  prefix: string,
  path: string,
  replaceOn: readonly string[],
  more: Partial<AwsResourceType> = {},
): AwsResourceType {
  return {
    api: ["EC2", noun],
    id: ec2Id(prefix),
    arn: ({ region, id }) => `ec2:${region}:${ACCOUNT}:${path}/${id}`,
    replaceOn,
    ...more,
  };
}

/** Endpoints that Elastic IPs get; TEST-NET-3 is reserved for examples (RFC 5737). */
function publicAddress(seed: string): string {
  return `203.0.113.${(parseInt(seed, 16) % 254) + 1}`;
}

function addressOf(account: AwsAccount, allocationId: string): string {
  const [address] = account.withId("aws:ec2/eip:Eip", allocationId);
  return outputText(address, "publicIp") ?? "";
}

/** `use1-az1` for `us-east-1a`: in AWS the number differs between accounts. */
function zoneId(zone: string): string {
  const [, continent = "", direction = "", number = "", letter = "a"] =
    /^([a-z]+)-([a-z]+)-(\d)([a-z])$/.exec(zone) ?? [];
  const short = direction.replace(/(north|south|east|west|central)(?=.)/, (word) => word.charAt(0)).charAt(0);
  return `${continent}${short}${number}-az${letter.charCodeAt(0) - "a".charCodeAt(0) + 1}`;
}

const groupRule = ["securityGroupId"];

export const network: AwsResourceTypes = {
  "aws:ec2/vpc:Vpc": ec2("Vpc", "vpc", "vpc", ["cidrBlock", "instanceTenancy"], {
    computed: {
      ownerId: () => ACCOUNT,
      defaultSecurityGroupId: (vpc) => `sg-0${vpc.hex(16, "default")}`,
      defaultRouteTableId: (vpc) => `rtb-0${vpc.hex(16, "main")}`,
      mainRouteTableId: (vpc) => `rtb-0${vpc.hex(16, "main")}`,
      defaultNetworkAclId: (vpc) => `acl-0${vpc.hex(16, "default")}`,
    },
  }),
  "aws:ec2/subnet:Subnet": ec2("Subnet", "subnet", "subnet", ["vpcId", "cidrBlock", "availabilityZone"], {
    computed: {
      ownerId: () => ACCOUNT,
      availabilityZone: ({ region }) => `${region}a`,
      availabilityZoneId: ({ text, region }) => zoneId(text("availabilityZone") || `${region}a`),
    },
  }),
  "aws:ec2/internetGateway:InternetGateway": ec2("InternetGateway", "igw", "internet-gateway", [], {
    operations: { creating: "AttachInternetGateway", deleting: "DetachInternetGateway" },
    computed: { ownerId: () => ACCOUNT },
  }),
  "aws:ec2/eip:Eip": ec2("Eip", "eipalloc", "elastic-ip", ["domain"], {
    api: ["EC2", "Address"],
    operations: { creating: "AllocateAddress", deleting: "ReleaseAddress" },
    computed: {
      allocationId: ({ id }) => id,
      publicIp: (eip) => publicAddress(eip.hex(6)),
      publicDns: (eip) => `ec2-${publicAddress(eip.hex(6)).replaceAll(".", "-")}.compute.amazonaws.com`,
    },
  }),
  "aws:ec2/natGateway:NatGateway": ec2(
    "NatGateway",
    "nat",
    "natgateway",
    ["allocationId", "subnetId", "connectivityType"],
    {
      computed: {
        publicIp: (nat, account) => addressOf(account, nat.text("allocationId")),
      },
    },
  ),
  "aws:ec2/routeTable:RouteTable": ec2("RouteTable", "rtb", "route-table", ["vpcId"], {
    computed: { ownerId: () => ACCOUNT },
  }),
  "aws:ec2/route:Route": ec2(
    "Route",
    "r-rtb",
    "route",
    ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
    {
      operations: { updating: "ReplaceRoute" },
      id: (route) => `r-${route.text("routeTableId")}${route.hex(10)}`,
    },
  ),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ec2(
    "RouteTableAssociation",
    "rtbassoc",
    "association",
    ["subnetId", "gatewayId"],
    {
      operations: {
        creating: "AssociateRouteTable",
        updating: "ReplaceRouteTableAssociation",
        deleting: "DisassociateRouteTable",
      },
    },
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("VpcEndpoint", "vpce", "vpc-endpoint", [
    "vpcId",
    "serviceName",
    "vpcEndpointType",
  ]),
  "aws:ec2/flowLog:FlowLog": ec2("FlowLog", "fl", "vpc-flow-log", [
    "vpcId",
    "subnetId",
    "eniId",
    "trafficType",
    "logDestination",
    "logDestinationType",
    "logFormat",
    "destinationOptions",
    "iamRoleArn",
    "maxAggregationInterval",
  ]),
  "aws:ec2/securityGroup:SecurityGroup": ec2(
    "SecurityGroup",
    "sg",
    "security-group",
    ["name", "description", "vpcId"],
    {
      autoname: { property: "name", maxLength: 255 },
      computed: { ownerId: () => ACCOUNT },
    },
  ),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ec2(
    "DefaultSecurityGroup",
    "sg",
    "security-group",
    ["vpcId"],
    {
      // It is adopted, not made: the group that the VPC was created with.
      id: (group, account) => {
        const [vpc] = account.withId("aws:ec2/vpc:Vpc", group.text("vpcId"));
        return outputText(vpc, "defaultSecurityGroupId") ?? ec2Id("sg")(group);
      },
      computed: { ownerId: () => ACCOUNT, name: () => "default" },
    },
  ),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ec2(
    "SecurityGroupIngressRule",
    "sgr",
    "security-group-rule",
    groupRule,
    {
      operations: {
        creating: "AuthorizeSecurityGroupIngress",
        updating: "ModifySecurityGroupRules",
        deleting: "RevokeSecurityGroupIngress",
      },
      computed: { securityGroupRuleId: ({ id }) => id },
    },
  ),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ec2(
    "SecurityGroupEgressRule",
    "sgr",
    "security-group-rule",
    groupRule,
    {
      operations: {
        creating: "AuthorizeSecurityGroupEgress",
        updating: "ModifySecurityGroupRules",
        deleting: "RevokeSecurityGroupEgress",
      },
      computed: { securityGroupRuleId: ({ id }) => id },
    },
  ),
};
