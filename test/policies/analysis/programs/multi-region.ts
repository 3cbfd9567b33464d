/**
 * A web application that does it right, written flat: two or more regions, each with an Auto Scaling group behind a
 * load balancer, a Multi-AZ database that follows the first region's, a cache, a replicated bucket, a NAT gateway in
 * each zone; and a failover chain in Route 53.
 */
import { ref, resource, type Fixture } from "../../support/fixture";

const REGION_NAMES = [
  "us-east-1",
  "eu-west-1",
  ...Array.from({ length: 14 }, (_, index) => `xx-region-${index + 3}`),
];

/** @param count how many regions, from 2 to 16. */
export function multiRegion(count = 2): readonly Fixture[] {
  const regions = REGION_NAMES.slice(0, count);
  return [
    resource("aws:route53/zone:Zone", "zone", { name: "example.com" }),
    resource("random:index/randomPassword:RandomPassword", "db-password", { length: 32 }),
    ...regions.flatMap((region, index) => oneRegion(region, index, regions)),
    ...records(regions),
  ];
}

function oneRegion(region: string, index: number, regions: readonly string[]): readonly Fixture[] {
  const [first = region] = regions;
  const here = { region };
  const name = (role: string): string => `${role}-${region}`;
  const zones = ["a", "b", "c"].map((letter) => `${region}${letter}`);
  const subnets = (tier: string) => zones.map((zone) => ref(`${tier}-${zone}`));
  const make = (type: string, role: string, inputs: Fixture["inputs"]): Fixture =>
    resource(type, name(role), inputs, here);
  const next = regions[(index + 1) % regions.length] ?? first;
  return [
    make("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: `10.${index}.0.0/16` }),
    make("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: ref(name("vpc")) }),
    ...zones.flatMap((zone) => zoneOf(zone, region)),
    make("aws:kms/key:Key", "key", { enableKeyRotation: true }),
    ...groupsOf(make, name),
    make("aws:lb/loadBalancer:LoadBalancer", "alb", {
      securityGroups: [ref(name("alb-group"))],
      subnets: subnets("public"),
      clientKeepAlive: 60,
    }),
    make("aws:lb/targetGroup:TargetGroup", "tg", {
      port: 443,
      protocol: "HTTPS",
      vpcId: ref(name("vpc")),
      healthCheck: { protocol: "HTTPS", path: "/health", interval: 5, unhealthyThreshold: 2 },
    }),
    make("aws:lb/listener:Listener", "https", {
      loadBalancerArn: ref(name("alb")),
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      defaultActions: [{ type: "forward", targetGroupArn: ref(name("tg")) }],
    }),
    make("aws:ec2/launchTemplate:LaunchTemplate", "template", {
      instanceType: "m7g.large",
      vpcSecurityGroupIds: [ref(name("web-group"))],
    }),
    make("aws:autoscaling/group:Group", "web", {
      minSize: 6,
      maxSize: 12,
      vpcZoneIdentifiers: subnets("private"),
      launchTemplate: { id: ref(name("template")) },
      targetGroupArns: [ref(name("tg"))],
    }),
    make("aws:rds/subnetGroup:SubnetGroup", "db-subnets", { subnetIds: subnets("private") }),
    make("aws:rds/instance:Instance", "db", {
      instanceClass: "db.r7g.large",
      multiAz: true,
      backupRetentionPeriod: 7,
      kmsKeyId: ref(name("key")),
      dbSubnetGroupName: ref(name("db-subnets")),
      ...(index === 0
        ? { engine: "postgres", allocatedStorage: 100, password: ref("db-password") }
        : { replicateSourceDb: ref(`db-${first}`) }),
    }),
    make("aws:elasticache/subnetGroup:SubnetGroup", "cache-subnets", { subnetIds: subnets("private") }),
    make("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
      numNodeGroups: 2,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      nodeType: "cache.r7g.large",
      subnetGroupName: ref(name("cache-subnets")),
    }),
    make("aws:s3/bucket:Bucket", "files", {}),
    make("aws:s3/bucketVersioning:BucketVersioning", "files-versions", {
      bucket: ref(name("files")),
      versioningConfiguration: { status: "Enabled" },
    }),
    make("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "files-copies", {
      bucket: ref(name("files")),
      rules: [
        {
          status: "Enabled",
          destination: { bucket: ref(`files-${next}`), replicationTime: { status: "Enabled" } },
        },
      ],
    }),
    ...(index === 0 ? secretOf(name, regions.slice(1), here) : []),
  ];
}

type Make = (type: string, role: string, inputs: Fixture["inputs"]) => Fixture;

/** From anywhere to the load balancer, and from there to the instances. */
function groupsOf(make: Make, name: (role: string) => string): readonly Fixture[] {
  const port = { protocol: "tcp", fromPort: 443, toPort: 443 };
  return [
    make("aws:ec2/securityGroup:SecurityGroup", "alb-group", {
      vpcId: ref(name("vpc")),
      ingress: [{ ...port, cidrBlocks: ["0.0.0.0/0"] }],
      egress: [{ ...port, cidrBlocks: ["0.0.0.0/0"] }],
    }),
    make("aws:ec2/securityGroup:SecurityGroup", "web-group", {
      vpcId: ref(name("vpc")),
      ingress: [{ ...port, securityGroups: [ref(name("alb-group"))] }],
    }),
  ];
}

function zoneOf(zone: string, region: string): readonly Fixture[] {
  const make = (type: string, name: string, inputs: Fixture["inputs"]): Fixture =>
    resource(type, name, inputs, { region });
  const vpcId = ref(`vpc-${region}`);
  return [
    make("aws:ec2/subnet:Subnet", `public-${zone}`, { vpcId, availabilityZone: zone }),
    make("aws:ec2/subnet:Subnet", `private-${zone}`, { vpcId, availabilityZone: zone }),
    make("aws:ec2/natGateway:NatGateway", `nat-${zone}`, { subnetId: ref(`public-${zone}`) }),
    make("aws:ec2/routeTable:RouteTable", `routes-${zone}`, { vpcId }),
    make("aws:ec2/route:Route", `egress-${zone}`, {
      routeTableId: ref(`routes-${zone}`),
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: ref(`nat-${zone}`),
    }),
    make("aws:ec2/routeTableAssociation:RouteTableAssociation", `routed-${zone}`, {
      subnetId: ref(`private-${zone}`),
      routeTableId: ref(`routes-${zone}`),
    }),
  ];
}

function secretOf(
  name: (role: string) => string,
  others: readonly string[],
  here: { readonly region: string },
): readonly Fixture[] {
  return [
    resource(
      "aws:secretsmanager/secret:Secret",
      name("db-secret"),
      { replicas: others.map((region) => ({ region })) },
      here,
    ),
    resource(
      "aws:secretsmanager/secretVersion:SecretVersion",
      name("db-secret-value"),
      { secretId: ref(name("db-secret")), secretString: ref("db-password") },
      here,
    ),
  ];
}

/** Pairs, each of which leads to the next: `www` is the first region, else `next-2`, which is the second, else … */
function records(regions: readonly string[]): readonly Fixture[] {
  return regions.flatMap((region, index) => {
    const isLast = index === regions.length - 1;
    const host = index === 0 ? "www.example.com" : `next-${index}.example.com`;
    const onlyTwo = regions.length === 2;
    const check = resource("aws:route53/healthCheck:HealthCheck", `check-${region}`, {
      type: "HTTPS",
      fqdn: `${region}.example.com`,
      requestInterval: 10,
      failureThreshold: 3,
    });
    const direct = resource("aws:route53/record:Record", `direct-${region}`, {
      zoneId: ref("zone"),
      name: `${region}.example.com`,
      type: "A",
      aliases: [{ name: ref(`alb-${region}`), zoneId: ref(`alb-${region}`), evaluateTargetHealth: true }],
    });
    const member = (type: "PRIMARY" | "SECONDARY", name: string, of: string): Fixture =>
      resource("aws:route53/record:Record", name, {
        zoneId: ref("zone"),
        name:
          type === "PRIMARY" || onlyTwo
            ? onlyTwo
              ? "www.example.com"
              : host
            : `next-${index - 1}.example.com`,
        type: "A",
        setIdentifier: name,
        failoverRoutingPolicies: [{ type }],
        healthCheckId: ref(`check-${of}`),
        aliases: [{ name: ref(`alb-${of}`), zoneId: ref(`alb-${of}`), evaluateTargetHealth: true }],
      });
    if (onlyTwo) return [check, direct, member(isLast ? "SECONDARY" : "PRIMARY", `record-${region}`, region)];
    const chain = isLast
      ? []
      : [
          member("PRIMARY", `record-${region}`, region),
          resource("aws:route53/record:Record", `after-${region}`, {
            zoneId: ref("zone"),
            name: host,
            type: "A",
            setIdentifier: `after-${region}`,
            failoverRoutingPolicies: [{ type: "SECONDARY" }],
            aliases: [
              { name: `next-${index + 1}.example.com`, zoneId: ref("zone"), evaluateTargetHealth: true },
            ],
          }),
        ];
    const last = isLast
      ? [
          resource("aws:route53/record:Record", `record-${region}`, {
            zoneId: ref("zone"),
            name: host,
            type: "A",
            aliases: [
              { name: ref(`alb-${region}`), zoneId: ref(`alb-${region}`), evaluateTargetHealth: true },
            ],
          }),
        ]
      : [];
    return [check, direct, ...chain, ...last];
  });
}
