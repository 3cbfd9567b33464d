/**
 * One application in as many regions as configured, written flat: the platform itself stops at nine, because one alarm
 * can add up no more health checks.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface Region {
  readonly name: string;
  readonly here: { readonly provider: aws.Provider };
}

interface Network {
  readonly vpcId: pulumi.Output<string>;
  readonly publicIds: readonly pulumi.Output<string>[];
  readonly privateIds: readonly pulumi.Output<string>[];
}

const regions = new pulumi.Config()
  .requireObject<aws.Region[]>("names")
  .map((name): Region => ({ name, here: { provider: new aws.Provider(name, { region: name }) } }));
const zone = new aws.route53.Zone("zone", { name: "example.com" }, regions[0]?.here);
const buckets = regions.map(({ name, here }) => new aws.s3.Bucket(`files-${name}`, {}, here));
let source: aws.rds.Instance | undefined;

for (const [index, region] of regions.entries()) {
  const network = networkOf(region, index);
  const balancer = serving(region, network);
  source ??= store(region, network, { engine: "postgres", allocatedStorage: 100, username: "app" });
  if (index > 0) store(region, network, { replicateSourceDb: source.arn });
  copied(region, index);
  answering(region, index, balancer);
}

function networkOf({ name, here }: Region, index: number): Network {
  const vpc = new aws.ec2.Vpc(`vpc-${name}`, { cidrBlock: `10.${index}.0.0/16` }, here);
  const zones = ["a", "b", "c"].map((letter, at) => {
    const availabilityZone = name + letter;
    const subnet = (tier: string, third: number) =>
      new aws.ec2.Subnet(
        `${tier}-${availabilityZone}`,
        { vpcId: vpc.id, availabilityZone, cidrBlock: `10.${index}.${third}.0/24` },
        here,
      );
    const [outer, inner] = [subnet("public", at), subnet("private", 16 + at)];
    const nat = new aws.ec2.NatGateway(`nat-${availabilityZone}`, { subnetId: outer.id }, here);
    const table = new aws.ec2.RouteTable(`routes-${availabilityZone}`, { vpcId: vpc.id }, here);
    new aws.ec2.Route(
      `egress-${availabilityZone}`,
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id },
      here,
    );
    new aws.ec2.RouteTableAssociation(
      `routed-${availabilityZone}`,
      { subnetId: inner.id, routeTableId: table.id },
      here,
    );
    return { outer: outer.id, inner: inner.id };
  });
  return {
    vpcId: vpc.id,
    publicIds: zones.map(({ outer }) => outer),
    privateIds: zones.map(({ inner }) => inner),
  };
}

function serving({ name, here }: Region, { vpcId, publicIds, privateIds }: Network): aws.lb.LoadBalancer {
  const balancer = new aws.lb.LoadBalancer(`alb-${name}`, { subnets: [...publicIds] }, here);
  const targets = new aws.lb.TargetGroup(`tg-${name}`, { port: 443, protocol: "HTTPS", vpcId }, here);
  new aws.lb.Listener(
    `https-${name}`,
    { loadBalancerArn: balancer.arn, defaultActions: [{ type: "forward", targetGroupArn: targets.arn }] },
    here,
  );
  const template = new aws.ec2.LaunchTemplate(`template-${name}`, { instanceType: "m7g.large" }, here);
  new aws.autoscaling.Group(
    `web-${name}`,
    {
      minSize: 6,
      maxSize: 12,
      vpcZoneIdentifiers: [...privateIds],
      launchTemplate: { id: template.id },
      targetGroupArns: [targets.arn],
    },
    here,
  );
  return balancer;
}

function store({ name, here }: Region, { privateIds }: Network, from: object): aws.rds.Instance {
  const group = new aws.rds.SubnetGroup(`db-subnets-${name}`, { subnetIds: [...privateIds] }, here);
  return new aws.rds.Instance(
    `db-${name}`,
    {
      instanceClass: "db.r7g.large",
      multiAz: true,
      backupRetentionPeriod: 7,
      dbSubnetGroupName: group.name,
      skipFinalSnapshot: true,
      ...from,
    },
    here,
  );
}

/** Each bucket is copied to that of the next region. */
function copied({ name, here }: Region, index: number): void {
  const [bucket, next] = [buckets[index], buckets[(index + 1) % buckets.length]];
  if (!bucket || !next) return;
  new aws.s3.BucketVersioning(
    `versions-${name}`,
    { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
    here,
  );
  new aws.s3.BucketReplicationConfig(
    `copies-${name}`,
    {
      bucket: bucket.id,
      role: "arn:aws:iam::123456789012:role/copies",
      rules: [{ status: "Enabled", destination: { bucket: next.arn } }],
    },
    here,
  );
}

/** One region after the other: each pair of records leads to the next one. */
function answering({ name, here }: Region, index: number, balancer: aws.lb.LoadBalancer): void {
  const nameAt = (place: number): string => (place === 0 ? "www.example.com" : `after-${place}.example.com`);
  const check = new aws.route53.HealthCheck(
    `check-${name}`,
    { type: "HTTPS", fqdn: `region-${index}.example.com`, requestInterval: 10, failureThreshold: 3 },
    here,
  );
  const common = { zoneId: zone.zoneId, name: nameAt(index), type: "A" };
  new aws.route53.Record(
    `record-${name}`,
    {
      ...common,
      setIdentifier: "own",
      failoverRoutingPolicies: [{ type: "PRIMARY" }],
      healthCheckId: check.id,
      aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }],
    },
    here,
  );
  if (index === regions.length - 1) return;
  new aws.route53.Record(
    `next-${name}`,
    {
      ...common,
      setIdentifier: "next",
      failoverRoutingPolicies: [{ type: "SECONDARY" }],
      aliases: [{ name: nameAt(index + 1), zoneId: zone.zoneId, evaluateTargetHealth: true }],
    },
    here,
  );
}
