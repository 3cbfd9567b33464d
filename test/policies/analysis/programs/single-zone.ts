/** A web server and its database, as countless tutorials write it: one instance, one RDS instance, one zone. */
import { ref, resource, type Fixture } from "../../support/fixture";

export const singleZone: readonly Fixture[] = [
  resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" }),
  resource("aws:ec2/subnet:Subnet", "public", {
    vpcId: ref("main"),
    cidrBlock: "10.0.1.0/24",
    availabilityZone: "us-east-1a",
    mapPublicIpOnLaunch: true,
  }),
  resource("aws:ec2/subnet:Subnet", "spare", {
    vpcId: ref("main"),
    cidrBlock: "10.0.2.0/24",
    availabilityZone: "us-east-1b",
  }),
  resource("aws:ec2/securityGroup:SecurityGroup", "web-sg", { vpcId: ref("main") }),
  resource("aws:ec2/instance:Instance", "web", {
    ami: "ami-0123456789abcdef0",
    instanceType: "t3.micro",
    subnetId: ref("public"),
    vpcSecurityGroupIds: [ref("web-sg")],
  }),
  // RDS wants a group of two zones, and puts the instance into one of them.
  resource("aws:rds/subnetGroup:SubnetGroup", "db-subnets", { subnetIds: [ref("public"), ref("spare")] }),
  resource("aws:rds/instance:Instance", "db", {
    engine: "postgres",
    instanceClass: "db.t3.micro",
    allocatedStorage: 20,
    dbSubnetGroupName: ref("db-subnets"),
    skipFinalSnapshot: true,
  }),
];
