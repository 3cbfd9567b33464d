"use strict";
/** Sound building blocks, so that a case differs from them in one point. */
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");

const EVERYWHERE = "0.0.0.0/0";
const certificateIn = (region) =>
  `arn:aws:acm:${region}:123456789012:certificate/11111111-2222-3333-4444-555555555555`;
const SECURE_LISTENER = "ELBSecurityPolicy-TLS13-1-2-2021-06";
const leaving = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [EVERYWHERE] }];

/** The options of everything that lives in `region`, by a provider of its own. */
const inRegion = (region) => ({ provider: new aws.Provider(region, { region }) });

/** Lets an AWS service take the role. */
const roleOf = (name, service, opts) =>
  new aws.iam.Role(
    name,
    { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: service }) },
    opts,
  );

/** A public and a private subnet in each of three zones, each private one with a NAT gateway of its own zone. */
function network(name, { region = "us-east-1", block = "10.0", nat = true, opts } = {}) {
  const vpc = new aws.ec2.Vpc(name, { cidrBlock: `${block}.0.0/16`, enableDnsHostnames: true }, opts);
  const internet = new aws.ec2.InternetGateway(name, { vpcId: vpc.id }, opts);
  const open = new aws.ec2.RouteTable(
    `${name}-public`,
    { vpcId: vpc.id, routes: [{ cidrBlock: EVERYWHERE, gatewayId: internet.id }] },
    opts,
  );
  const publicIds = [];
  const privateIds = [];
  ["a", "b", "c"].forEach((letter, i) => {
    const zone = { vpcId: vpc.id, availabilityZone: `${region}${letter}` };
    const front = new aws.ec2.Subnet(
      `${name}-public-${letter}`,
      { ...zone, cidrBlock: `${block}.${i}.0/24` },
      opts,
    );
    const back = new aws.ec2.Subnet(
      `${name}-private-${letter}`,
      { ...zone, cidrBlock: `${block}.${10 + i}.0/24` },
      opts,
    );
    new aws.ec2.RouteTableAssociation(
      `${name}-public-${letter}`,
      { subnetId: front.id, routeTableId: open.id },
      opts,
    );
    publicIds.push(front.id);
    privateIds.push(back.id);
    if (!nat) return;
    const address = new aws.ec2.Eip(`${name}-${letter}`, { domain: "vpc" }, opts);
    const gateway = new aws.ec2.NatGateway(
      `${name}-${letter}`,
      { subnetId: front.id, allocationId: address.id },
      opts,
    );
    routed(
      `${name}-private-${letter}`,
      vpc,
      back,
      [{ cidrBlock: EVERYWHERE, natGatewayId: gateway.id }],
      opts,
    );
  });
  return { region, vpc, publicIds, privateIds };
}

/** A route table of its own for `subnet`. */
function routed(name, vpc, subnet, routes, opts) {
  const table = new aws.ec2.RouteTable(name, { vpcId: vpc.id, routes }, opts);
  new aws.ec2.RouteTableAssociation(name, { subnetId: subnet.id, routeTableId: table.id }, opts);
}

/** Three more subnets, one a zone; `routes` tells the routes of the i-th. */
function moreSubnets(name, net, from, routes, extra = () => ({})) {
  return ["a", "b", "c"].map((letter, i) => {
    const subnet = new aws.ec2.Subnet(`${name}-${letter}`, {
      vpcId: net.vpc.id,
      availabilityZone: `us-east-1${letter}`,
      ...(extra(i).ipv6Native ? {} : { cidrBlock: `10.0.${from + i}.0/24` }),
      ...extra(i),
    });
    routed(`${name}-${letter}`, net.vpc, subnet, routes(i));
    return subnet.id;
  });
}

function firewall(name, net, port, opts) {
  const ingress = [{ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: [EVERYWHERE] }];
  return new aws.ec2.SecurityGroup(name, { vpcId: net.vpc.id, ingress, egress: leaving }, opts);
}

/** An Application Load Balancer with one target group and an HTTPS listener. */
function entrance(name, net, { opts, balancer = {}, targets = {} } = {}) {
  const edge = firewall(`${name}-edge`, net, 443, opts);
  const lb = new aws.lb.LoadBalancer(
    name,
    {
      loadBalancerType: "application",
      subnets: net.publicIds,
      securityGroups: [edge.id],
      enableDeletionProtection: true,
      enableZonalShift: true,
      clientKeepAlive: 60,
      ...balancer,
    },
    opts,
  );
  const probe = {
    protocol: "HTTPS",
    path: "/health",
    interval: 5,
    timeout: 3,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
  };
  const group = new aws.lb.TargetGroup(
    name,
    {
      vpcId: net.vpc.id,
      port: 8443,
      protocol: "HTTPS",
      deregistrationDelay: 30,
      healthCheck: probe,
      ...targets,
    },
    opts,
  );
  new aws.lb.Listener(
    name,
    {
      loadBalancerArn: lb.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: SECURE_LISTENER,
      certificateArn: certificateIn(net.region),
      defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
    },
    opts,
  );
  return { lb, group, edge };
}

/** Six instances over the private subnets, behind `groups`. */
function fleet(name, net, groups, { opts, ...settings } = {}) {
  const template = new aws.ec2.LaunchTemplate(
    name,
    {
      imageId: "ami-0123456789abcdef0",
      instanceType: "m7g.large",
      metadataOptions: { httpTokens: "required" },
      vpcSecurityGroupIds: [firewall(`${name}-app`, net, 8443, opts).id],
    },
    opts,
  );
  return new aws.autoscaling.Group(
    name,
    {
      minSize: 6,
      maxSize: 12,
      vpcZoneIdentifiers: net.privateIds,
      targetGroupArns: groups.map(({ arn }) => arn),
      healthCheckType: groups.length > 0 ? "ELB" : "EC2",
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      ...settings,
    },
    opts,
  );
}

/** A Multi-AZ PostgreSQL instance. */
function database(name, net, { opts, ...settings } = {}) {
  const subnets = new aws.rds.SubnetGroup(name, { subnetIds: net.privateIds }, opts);
  return new aws.rds.Instance(
    name,
    {
      identifier: name,
      engine: "postgres",
      engineVersion: "17.2",
      instanceClass: "db.m7g.large",
      allocatedStorage: 100,
      username: "app",
      password: pulumi.secret("not-a-real-one-123"),
      dbSubnetGroupName: subnets.name,
      multiAz: true,
      backupRetentionPeriod: 14,
      deletionProtection: true,
      storageEncrypted: true,
      finalSnapshotIdentifier: `${name}-final`,
      ...settings,
    },
    { ...opts, protect: true },
  );
}

/** A network, an entrance and a fleet: an application that outlives any zone of us-east-1. */
function oneRegion(name, { balancer, targets, network: net = {}, fleet: settings = {} } = {}) {
  const place = network(name, net);
  const door = entrance(name, place, { balancer, targets });
  return { net: place, ...door, fleet: fleet(name, place, [door.group], settings) };
}

/** A Fargate service of six tasks over the private subnets. */
function service(name, net, { opts, container = {}, task = {}, ...settings } = {}, resourceOpts = {}) {
  const cluster = new aws.ecs.Cluster(name, {}, opts);
  const definition = new aws.ecs.TaskDefinition(
    name,
    {
      family: name,
      cpu: "512",
      memory: "1024",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      executionRoleArn: roleOf(`${name}-start`, "ecs-tasks.amazonaws.com", opts).arn,
      containerDefinitions: JSON.stringify([
        { name, image: `registry.example.com/${name}:1.0.0`, ...container },
      ]),
      ...task,
    },
    opts,
  );
  const running = new aws.ecs.Service(
    name,
    {
      cluster: cluster.arn,
      desiredCount: 6,
      launchType: "FARGATE",
      taskDefinition: definition.arn,
      networkConfiguration: {
        subnets: net.privateIds,
        securityGroups: [firewall(`${name}-task`, net, 8443, opts).id],
      },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      ...settings,
    },
    { ...opts, ...resourceOpts },
  );
  return { cluster, running };
}

module.exports = {
  pulumi,
  aws,
  EVERYWHERE,
  inRegion,
  roleOf,
  network,
  moreSubnets,
  firewall,
  entrance,
  fleet,
  database,
  oneRegion,
  service,
};
