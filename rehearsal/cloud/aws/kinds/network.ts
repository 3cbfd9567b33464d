import { ACCOUNT, ec2Id, type Kind, type Kinds } from "../kind";

function ec2(
  noun: string,
  prefix: string,
  path: string,
  replaceOn: readonly string[],
  more: Partial<Kind> = {},
): Kind {
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

const groupRule = ["securityGroupId"];

export const network: Kinds = {
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
    computed: { ownerId: () => ACCOUNT },
  }),
  "aws:ec2/internetGateway:InternetGateway": ec2("InternetGateway", "igw", "internet-gateway", [], {
    computed: { ownerId: () => ACCOUNT },
  }),
  "aws:ec2/eip:Eip": ec2("Eip", "eipalloc", "elastic-ip", ["domain"], {
    api: ["EC2", "Address"],
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
      computed: { publicIp: (nat) => publicAddress(nat.hex(6)) },
    },
  ),
  "aws:ec2/routeTable:RouteTable": ec2("RouteTable", "rtb", "route-table", ["vpcId"], {
    computed: { ownerId: () => ACCOUNT },
  }),
  "aws:ec2/route:Route": ec2("Route", "r-rtb", "route", ["routeTableId", "destinationCidrBlock"], {
    id: (route) => `r-${route.text("routeTableId")}${route.hex(10)}`,
  }),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ec2(
    "RouteTableAssociation",
    "rtbassoc",
    "association",
    ["subnetId"],
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("VpcEndpoint", "vpce", "vpc-endpoint", [
    "vpcId",
    "serviceName",
    "vpcEndpointType",
  ]),
  "aws:ec2/flowLog:FlowLog": ec2("FlowLog", "fl", "vpc-flow-log", [
    "vpcId",
    "trafficType",
    "logDestination",
    "iamRoleArn",
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
      id: (group) => `sg-0${group.hex(16, "default")}`,
      computed: { ownerId: () => ACCOUNT },
    },
  ),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ec2(
    "SecurityGroupIngressRule",
    "sgr",
    "security-group-rule",
    groupRule,
    {
      computed: { securityGroupRuleId: ({ id }) => id },
    },
  ),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ec2(
    "SecurityGroupEgressRule",
    "sgr",
    "security-group-rule",
    groupRule,
    {
      computed: { securityGroupRuleId: ({ id }) => id },
    },
  ),
};
