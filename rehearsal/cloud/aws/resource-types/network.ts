import { zoneIdPrefix } from "../../../../components/kit/zones";
import { ACCOUNT, ec2Id, type AwsResourceType, type AwsResourceTypes } from "../resource-type";
import { outputText, type AwsAccount } from "../account";

function ec2(
  noun: string,
  prefix: string,
  path: string,
  more: Partial<AwsResourceType> = {},
): AwsResourceType {
  return {
    api: ["EC2", noun],
    id: ec2Id(prefix),
    arn: ({ region, id }) => `ec2:${region}:${ACCOUNT}:${path}/${id}`,
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

/** `use1-az1` for `us-east-1a`, `use1-bos1-az1` for `us-east-1-bos-1a`: in AWS the number differs between accounts. */
function zoneId(zone: string, region: string): string {
  const [, place, number = "", letter = "a"] =
    /^(?:-([a-z]+)-(\d))?([a-z])$/.exec(zone.slice(region.length)) ?? [];
  const local = place === undefined ? "" : `-${place}${number}`;
  return `${zoneIdPrefix(region)}${local}-az${letter.charCodeAt(0) - "a".charCodeAt(0) + 1}`;
}

/** The other way round. */
function zoneNameOf(id: string, region: string): string {
  const [, place, number = "", at = "1"] =
    /^(?:-([a-z]+)(\d))?-az(\d)$/.exec(id.slice(zoneIdPrefix(region).length)) ?? [];
  const local = place === undefined ? "" : `-${place}-${number}`;
  return `${region}${local}${String.fromCharCode("a".charCodeAt(0) + Number(at) - 1)}`;
}

export const network: AwsResourceTypes = {
  "aws:ec2/vpc:Vpc": ec2("Vpc", "vpc", "vpc", {
    computed: {
      ownerId: () => ACCOUNT,
      defaultSecurityGroupId: (vpc) => `sg-0${vpc.hex(16, "default")}`,
      defaultRouteTableId: (vpc) => `rtb-0${vpc.hex(16, "main")}`,
      mainRouteTableId: (vpc) => `rtb-0${vpc.hex(16, "main")}`,
      defaultNetworkAclId: (vpc) => `acl-0${vpc.hex(16, "default")}`,
    },
  }),
  "aws:ec2/subnet:Subnet": ec2("Subnet", "subnet", "subnet", {
    computed: {
      ownerId: () => ACCOUNT,
      availabilityZone: ({ text, region }) => zoneNameOf(text("availabilityZoneId"), region),
      availabilityZoneId: ({ text, region }) => zoneId(text("availabilityZone") || `${region}a`, region),
    },
  }),
  "aws:ec2/internetGateway:InternetGateway": ec2("InternetGateway", "igw", "internet-gateway", {
    operations: { creating: "AttachInternetGateway", deleting: "DetachInternetGateway" },
    computed: { ownerId: () => ACCOUNT },
  }),
  "aws:ec2/eip:Eip": ec2("Eip", "eipalloc", "elastic-ip", {
    api: ["EC2", "Address"],
    lostWithIt: "the address goes to somebody else",
    operations: { creating: "AllocateAddress", deleting: "ReleaseAddress" },
    computed: {
      allocationId: ({ id }) => id,
      publicIp: (eip) => publicAddress(eip.hex(6)),
      publicDns: (eip) => `ec2-${publicAddress(eip.hex(6)).replaceAll(".", "-")}.compute.amazonaws.com`,
    },
  }),
  "aws:ec2/natGateway:NatGateway": ec2("NatGateway", "nat", "natgateway", {
    computed: {
      publicIp: (nat, account) => addressOf(account, nat.text("allocationId")),
    },
  }),
  "aws:ec2/routeTable:RouteTable": ec2("RouteTable", "rtb", "route-table", {
    computed: { ownerId: () => ACCOUNT },
  }),
  "aws:ec2/route:Route": ec2("Route", "r-rtb", "route", {
    operations: { updating: "ReplaceRoute" },
    id: (route) => `r-${route.text("routeTableId")}${route.hex(10)}`,
  }),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ec2(
    "RouteTableAssociation",
    "rtbassoc",
    "association",
    {
      operations: {
        creating: "AssociateRouteTable",
        updating: "ReplaceRouteTableAssociation",
        deleting: "DisassociateRouteTable",
      },
    },
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("VpcEndpoint", "vpce", "vpc-endpoint"),
  "aws:ec2/flowLog:FlowLog": ec2("FlowLog", "fl", "vpc-flow-log"),
  "aws:ec2/securityGroup:SecurityGroup": ec2("SecurityGroup", "sg", "security-group", {
    autoname: { property: "name", maxLength: 255 },
    computed: { ownerId: () => ACCOUNT },
  }),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ec2("DefaultSecurityGroup", "sg", "security-group", {
    // It is adopted, not made: the group that the VPC was created with.
    id: (group, account) => {
      const [vpc] = account.withId("aws:ec2/vpc:Vpc", group.text("vpcId"));
      return outputText(vpc, "defaultSecurityGroupId") ?? ec2Id("sg")(group);
    },
    computed: { ownerId: () => ACCOUNT, name: () => "default" },
  }),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ec2(
    "SecurityGroupIngressRule",
    "sgr",
    "security-group-rule",
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
