import { beforeAll, describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Network, type NetworkArgs } from "../../../components/network/network";
import { outputOf, record, type Recording } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: NetworkArgs = {
  cidrBlock: "10.10.0.0/16",
  availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
  natGateways: "one-per-zone",
  flowLog: { destination: "s3", aggregationSeconds: 600, retentionDays: 30 },
  protection: "protected",
};
const network = (changes: Partial<NetworkArgs> = {}) =>
  record(() => new Network("net", { ...args, ...changes }));

let run: Recording<Network>;
beforeAll(async () => {
  run = await network();
});

describe("Network", () => {
  test("creates exactly its parts for three zones", () => {
    expect(run.counts()).toEqual({
      "standfast:network:Network": 1,
      "standfast:network:FlowLog": 1,
      "aws:ec2/vpc:Vpc": 1,
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": 1,
      "aws:ec2/internetGateway:InternetGateway": 1,
      "aws:ec2/subnet:Subnet": 9,
      "aws:ec2/eip:Eip": 3,
      "aws:ec2/natGateway:NatGateway": 3,
      "aws:ec2/routeTable:RouteTable": 5,
      "aws:ec2/route:Route": 4,
      "aws:ec2/routeTableAssociation:RouteTableAssociation": 9,
      "aws:ec2/vpcEndpoint:VpcEndpoint": 2,
      "standfast:aws:PrivateBucket": 1,
      "aws:s3/bucket:Bucket": 1,
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
      "aws:s3/bucketPolicy:BucketPolicy": 1,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
      "aws:s3/bucketVersioning:BucketVersioning": 1,
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
      "aws:ec2/flowLog:FlowLog": 1,
    });
  });

  test("puts each tier in each zone, at its own addresses", () => {
    const places = run
      .recorded("aws:ec2/subnet:Subnet")
      .map(({ name, inputs }): unknown => [name, inputs["availabilityZone"], inputs["cidrBlock"]]);
    expect(places.sort()).toEqual([
      ["net-data-eu-west-1a", "eu-west-1a", "10.10.128.0/21"],
      ["net-data-eu-west-1b", "eu-west-1b", "10.10.136.0/21"],
      ["net-data-eu-west-1c", "eu-west-1c", "10.10.144.0/21"],
      ["net-private-eu-west-1a", "eu-west-1a", "10.10.0.0/21"],
      ["net-private-eu-west-1b", "eu-west-1b", "10.10.8.0/21"],
      ["net-private-eu-west-1c", "eu-west-1c", "10.10.16.0/21"],
      ["net-public-eu-west-1a", "eu-west-1a", "10.10.64.0/21"],
      ["net-public-eu-west-1b", "eu-west-1b", "10.10.72.0/21"],
      ["net-public-eu-west-1c", "eu-west-1c", "10.10.80.0/21"],
    ]);
    expect(
      run.recorded("aws:ec2/subnet:Subnet").filter(({ inputs }) => inputs["mapPublicIpOnLaunch"]),
    ).toEqual([]);
  });

  test("resolves names inside the VPC", () => {
    expect(run.one("aws:ec2/vpc:Vpc").inputs).toMatchObject({
      cidrBlock: "10.10.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
    });
  });

  test("leaves the default security group without rules", () => {
    const { inputs } = run.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    expect(inputs).toEqual({ vpcId: "net-vpc-id" });
  });

  test("sends each private zone out through the gateway of its own zone", () => {
    for (const zone of args.availabilityZones) {
      expect(run.one("aws:ec2/natGateway:NatGateway", `net-nat-${zone}`).inputs).toMatchObject({
        subnetId: `net-public-${zone}-id`,
        allocationId: `net-nat-${zone}-id`,
      });
      expect(run.one("aws:ec2/route:Route", `net-private-${zone}`).inputs).toEqual({
        routeTableId: `net-private-${zone}-id`,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: `net-nat-${zone}-id`,
      });
      expect(
        run.one("aws:ec2/routeTableAssociation:RouteTableAssociation", `net-private-${zone}`).inputs,
      ).toEqual({
        subnetId: `net-private-${zone}-id`,
        routeTableId: `net-private-${zone}-id`,
      });
    }
  });

  test("shares one gateway when told to", async () => {
    const single = await network({ natGateways: "single" });
    expect(single.one("aws:ec2/natGateway:NatGateway").name).toBe("net-nat-eu-west-1a");
    expect(single.recorded("aws:ec2/eip:Eip")).toHaveLength(1);
    const ways = single.recorded("aws:ec2/route:Route").filter(({ inputs }) => "natGatewayId" in inputs);
    expect(ways.map(({ inputs }): unknown => inputs["natGatewayId"])).toEqual(
      Array(3).fill("net-nat-eu-west-1a-id"),
    );
  });

  test("tells the addresses that others allow-list, and keeps them", async () => {
    expect(await Promise.all(run.result.egressAddresses.map(outputOf))).toEqual(
      args.availabilityZones.map((zone) => `address-of-net-nat-${zone}`),
    );
    const keeps = ({ recorded }: Recording<Network>) =>
      recorded("aws:ec2/eip:Eip").map(({ protect }) => protect);
    expect(keeps(run)).toEqual([true, true, true]);
    expect(keeps(await network({ protection: "disposable" }))).toEqual([false, false, false]);
  });

  test("gives the public tier the internet and the data tier no way out", () => {
    expect(run.one("aws:ec2/route:Route", "net-public").inputs).toEqual({
      routeTableId: "net-public-id",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "net-internet-id",
    });
    const tables = run
      .recorded("aws:ec2/routeTableAssociation:RouteTableAssociation")
      .filter(({ name }) => name.startsWith("net-data-"))
      .map(({ inputs }): unknown => inputs["routeTableId"]);
    expect(tables).toEqual(Array(3).fill("net-data-id"));
    const waysFromData = run
      .recorded("aws:ec2/route:Route")
      .filter(({ inputs }) => inputs["routeTableId"] === "net-data-id");
    expect(waysFromData).toEqual([]);
  });

  test("reaches S3 and DynamoDB from the private tier without NAT", () => {
    for (const service of ["s3", "dynamodb"]) {
      expect(run.one("aws:ec2/vpcEndpoint:VpcEndpoint", `net-${service}`).inputs).toMatchObject({
        vpcId: "net-vpc-id",
        serviceName: `com.amazonaws.eu-west-1.${service}`,
        vpcEndpointType: "Gateway",
        routeTableIds: args.availabilityZones.map((zone) => `net-private-${zone}-id`),
      });
    }
  });

  test("puts subnets into zones by their ids, and learns from AWS what the account calls them", async () => {
    const ids = ["use1-az4", "use1-az1", "use1-az6"];
    const byId = await network({ availabilityZones: ids });
    const places = byId
      .recorded("aws:ec2/subnet:Subnet")
      .filter(({ name }) => name.startsWith("net-data"))
      .map(({ name, inputs }): unknown => [
        name,
        inputs["availabilityZone"],
        inputs["availabilityZoneId"],
        inputs["cidrBlock"],
      ]);
    expect(places).toEqual([
      ["net-data-use1-az4", undefined, "use1-az4", "10.10.152.0/21"],
      ["net-data-use1-az1", undefined, "use1-az1", "10.10.128.0/21"],
      ["net-data-use1-az6", undefined, "use1-az6", "10.10.168.0/21"],
    ]);
    expect(byId.one("aws:ec2/vpcEndpoint:VpcEndpoint", "net-s3").inputs["serviceName"]).toBe(
      "com.amazonaws.us-east-1.s3",
    );
    expect(await outputOf(pulumi.output(byId.result.zoneNames))).toEqual({
      "use1-az4": "zone-of-net-data-use1-az4",
      "use1-az1": "zone-of-net-data-use1-az1",
      "use1-az6": "zone-of-net-data-use1-az6",
    });
    expect(run.result.zoneNames).toEqual({
      "eu-west-1a": "eu-west-1a",
      "eu-west-1b": "eu-west-1b",
      "eu-west-1c": "eu-west-1c",
    });
  });

  test("hands out subnets in the order of the zones", async () => {
    const ids = (tier: string) => args.availabilityZones.map((zone) => `net-${tier}-${zone}-id`);
    expect(await Promise.all(run.result.publicSubnetIds.map(outputOf))).toEqual(ids("public"));
    expect(await Promise.all(run.result.privateSubnetIds.map(outputOf))).toEqual(ids("private"));
    expect(await Promise.all(run.result.dataSubnetIds.map(outputOf))).toEqual(ids("data"));
    expect(await outputOf(run.result.vpcId)).toBe("net-vpc-id");
  });

  test("makes what is put into a subnet wait for that subnet's route", async () => {
    const { one } = await record(() => {
      const { publicSubnetIds, privateSubnetIds } = new Network("net", args);
      new aws.ec2.NetworkInterface("inside", { subnetId: privateSubnetIds[1]! });
      new aws.ec2.NetworkInterface("outside", { subnetId: publicSubnetIds[1]! });
    });
    const { dependencies: inside } = one("aws:ec2/networkInterface:NetworkInterface", "inside");
    expect([...new Set(inside)]).toEqual(["net-private-eu-west-1b"]);
    expect(inside).toHaveLength(3);
    const { dependencies: outside } = one("aws:ec2/networkInterface:NetworkInterface", "outside");
    expect([...outside].sort()).toEqual(["net-public", "net-public-eu-west-1b", "net-public-eu-west-1b"]);
  });

  test.each([
    [
      { availabilityZones: ["eu-west-1a", "eu-west-1b"] },
      "availabilityZones must list at least 3 different zones, got [eu-west-1a, eu-west-1b]; two must be left when one is lost",
    ],
    [
      { availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1b"] },
      "availabilityZones must list at least 3 different zones, got [eu-west-1a, eu-west-1b, eu-west-1b]; two must be left when one is lost",
    ],
    [
      { availabilityZones: ["eu-west-1a", "eu-west-1b", "us-east-1c"] },
      "availabilityZones must be zones of one region, all by name, such as eu-west-1a, or all by id, such as euw1-az1, got [eu-west-1a, eu-west-1b, us-east-1c]; Local Zones do not fit",
    ],
    [
      { availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1-bos-1a"] },
      "availabilityZones must be zones of one region, all by name, such as eu-west-1a, or all by id, such as euw1-az1, got [us-east-1a, us-east-1b, us-east-1-bos-1a]; Local Zones do not fit",
    ],
    [
      { availabilityZones: ["us-east-1a", "us-east-1b", "use1-az6"] },
      "availabilityZones must be zones of one region, all by name, such as eu-west-1a, or all by id, such as euw1-az1, got [us-east-1a, us-east-1b, use1-az6]; Local Zones do not fit",
    ],
    [
      { cidrBlock: "10.10.0.0/24" },
      "cidrBlock must be an IPv4 block from /16 to /22, got 10.10.0.0/24; nine subnets must fit, those of the load balancers with a /27 each, so widen it",
    ],
    [
      { cidrBlock: "10.0.0.0/8" },
      "cidrBlock must be an IPv4 block from /16 to /22, got 10.0.0.0/8; AWS allows no larger VPC, so choose a part of it",
    ],
    [
      { cidrBlock: "10.10.1.0/16" },
      "cidrBlock must be an IPv4 block from /16 to /22, got 10.10.1.0/16; this has host bits set; the block is 10.10.0.0/16",
    ],
    [
      { cidrBlock: "169.254.0.0/16" },
      "cidrBlock must be an IPv4 block from /16 to /22, got 169.254.0.0/16; no network can use 169.254.0.0/16, so choose a private one such as 10.10.0.0/16",
    ],
  ])("refuses %j", async (changes, message) => {
    await expect(network(changes)).rejects.toThrow(message);
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new Network("net", args, opts))).toEqual([]);
  });
});

describe("FlowLog", () => {
  const statementsOf = (policy: unknown): unknown[] =>
    (JSON.parse(policy as string) as { Statement: unknown[] }).Statement;

  test("puts all traffic, ten minutes a record, into a bucket for as long as asked", () => {
    expect(run.one("aws:ec2/flowLog:FlowLog")).toMatchObject({ parent: "net-flow-log" });
    expect(run.one("aws:ec2/flowLog:FlowLog").inputs).toEqual({
      vpcId: "net-vpc-id",
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: "arn:aws:mock:::net-flow-log-bucket",
      maxAggregationInterval: 600,
    });
    expect(run.one("aws:ec2/flowLog:FlowLog").dependencies).toContain("net-flow-log-policy");
    const { rules } = run.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs as {
      rules: { expiration: object }[];
    };
    expect(rules[0]!.expiration).toEqual({ days: 30 });
    expect(run.one("aws:s3/bucket:Bucket").protect).toBe(true);
  });

  test("lets CloudWatch Logs deliver into the bucket, for its own account and region", () => {
    const conditions = {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:123456789012:*" },
    };
    const service = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" } };
    const { policy } = run.one("aws:s3/bucketPolicy:BucketPolicy").inputs;
    expect(statementsOf(policy).slice(0, 2)).toEqual([
      {
        Sid: "AWSLogDeliveryAclCheck",
        ...service,
        Action: "s3:GetBucketAcl",
        Resource: "arn:aws:mock:::net-flow-log-bucket",
        Condition: conditions,
      },
      {
        Sid: "AWSLogDeliveryWrite",
        ...service,
        Action: "s3:PutObject",
        Resource: ["arn:aws:mock:::net-flow-log-bucket/AWSLogs/123456789012/*"],
        Condition: {
          ...conditions,
          StringEquals: { ...conditions.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
        },
      },
    ]);
  });

  test("writes to a log group where told to, with a role that reaches that one only", async () => {
    const { one, recorded } = await network({
      flowLog: { destination: "cloudwatch-logs", aggregationSeconds: 60, retentionDays: 14 },
    });
    expect(recorded("aws:s3/bucket:Bucket")).toEqual([]);
    expect(one("aws:cloudwatch/logGroup:LogGroup").inputs).toEqual({ retentionInDays: 14 });
    expect(one("aws:ec2/flowLog:FlowLog").inputs).toEqual({
      vpcId: "net-vpc-id",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:aws:mock:::net-flow-log-group",
      iamRoleArn: "arn:aws:mock:::net-flow-log-role",
      maxAggregationInterval: 60,
    });
    expect(one("aws:ec2/flowLog:FlowLog").dependencies).toContain("net-flow-log-policy");
    expect(statementsOf(one("aws:iam/rolePolicy:RolePolicy").inputs["policy"])).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: ["arn:aws:mock:::net-flow-log-group", "arn:aws:mock:::net-flow-log-group:*"],
      },
      { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
    ]);
    expect(statementsOf(one("aws:iam/role:Role").inputs["assumeRolePolicy"])).toMatchObject([
      {
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
  });
});
