import { z } from "zod";
import {
  byName,
  choice,
  hostName,
  ipv4Block,
  listOf,
  logRetentionDays,
  matching,
  modes,
  must,
  ofLists,
  oneOf,
  regionName,
  section,
  vpcBlock,
  whole,
  zone,
  zoneName,
} from "../fields";

export const hostedZone = modes(
  "mode",
  [
    section({
      mode: z.literal("create").describe("A new public Route 53 zone."),
      name: hostName(253).describe(
        "The domain itself or one above it; its parent must delegate to the zone's name servers.",
      ),
      // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html
      acceleratedRecovery: choice("enabled", "disabled")
        .default("enabled")
        .describe(
          "Whether records can be edited again within about an hour after the loss of us-east-1, which Route 53 is edited from. No failover of the platform edits one.",
        ),
    }),
    section({
      mode: z.literal("existing").describe("A public Route 53 zone that is there already."),
      id: matching({
        pattern: /^Z[A-Z0-9]{5,31}$/,
        rule: "be the id of a hosted zone",
        example: "Z0123456789ABCDEFGHIJ",
        remedy: "write it as Route 53 shows it, such as Z0123456789ABCDEFGHIJ",
      }).describe("Id of the zone, as the console shows it."),
    }),
  ],
  '"create", with the name of a zone, or "existing", with its id',
);

const existingSubnet = (tier: string) =>
  section({
    id: matching({
      pattern: /^subnet-[0-9a-f]{8,17}$/,
      rule: "be the id of a subnet",
      example: "subnet-0123456789abcdef0",
    }).describe(`Id of the ${tier} subnet.`),
    cidrBlock: ipv4Block("10.10.0.0/20").describe("Its IPv4 block."),
  });

const existingVpc = section({
  id: matching({
    pattern: /^vpc-[0-9a-f]{8,17}$/,
    rule: "be the id of a VPC",
    example: "vpc-0123456789abcdef0",
  }).describe("Id of the VPC; `cidrBlock` of the region is its block."),
  subnets: byName(
    zoneName(),
    section({
      public: existingSubnet("public").describe("For load balancers: with a route to an internet gateway."),
      private: existingSubnet("private").describe(
        "For the application: with a way out that it shares with no other zone.",
      ),
      data: existingSubnet("data").describe("For the stores."),
    }),
    { what: "zones with their subnets", max: 8, example: "us-east-1a: {public: …, private: …, data: …}" },
  ).describe("The subnets of each of `availabilityZones`, which are then written by name."),
});

const region = section({
  name: regionName().describe("AWS region."),
  role: choice("active", "standby", "fenced").describe(
    "What the region does now; the one thing of a region that a failover changes. `active` takes traffic, and the first one the writes; `standby` is complete, and follows; `fenced` keeps its data and serves nothing, so that a lost region that comes back takes no writes.",
  ),
  cidrBlock: vpcBlock().describe(
    "IPv4 block of the region's VPC, /16 to /22, distinct from every other region's so that they can be peered.",
  ),
  availabilityZones: listOf(zone(), {
    what: "Availability Zones",
    min: 3,
    max: 8,
    remedy: "list at least 3, such as [us-east-1a, …]",
    tooFew: {
      rule: "list at least 3 zones, so that two are left when one is lost",
      remedy: "add another zone of the region",
    },
  }).describe(
    "Three zones or more: two must be left to agree when one is lost. Pinned, because a look-up needs credentials. All by the account's own names (us-east-1a), or all by ids (use1-az1), which mean the same zones in every account; `npm run preflight` says which name is which id. A change of a zone replaces its subnets and what lives in them, so choose before the first `up`.",
  ),
  existingVpc: existingVpc
    .optional()
    .describe(
      "A VPC that others made and keep, with its routes, NAT, flow logs and gateway endpoints; `network.natGateways` and the flow log's settings say nothing of it. Left out: one is made.",
    ),
});

export type RegionSettings = z.output<typeof region>;

/** An alarm's formula takes ten metrics, and the alarms over all regions are made of one for each. */
const maxRegions = 9;

const keys = "name, role, cidrBlock and availabilityZones";
const oneRegion = must("list at least one region", `add one with ${keys}`);

export const regions = listOf(region, {
  what: "regions",
  tooMany: "which is as many as one alarm can watch",
  max: maxRegions,
  remedy: `list each with ${keys}`,
})
  .refine((list): list is [RegionSettings, ...RegionSettings[]] => list.length > 0, {
    error: oneRegion,
    ...ofLists,
  })
  .meta({ minItems: 1 });

const egressRule = section({
  protocol: choice("tcp", "udp").default("tcp").describe("`tcp` or `udp`."),
  port: whole(1, 65_535, "port").describe("Port to connect to."),
  cidrBlocks: listOf(ipv4Block("203.0.113.0/24"), {
    what: "IPv4 blocks",
    min: 1,
    max: 20,
    remedy: "write one such as [203.0.113.0/24]",
  }).describe("Where to: IPv4 blocks; `0.0.0.0/0` is everywhere."),
  description: matching({
    // What EC2 takes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html
    pattern: /^[a-zA-Z0-9 ._:/()#,@[\]+=&;{}!$*-]+$/,
    rule: "be a description that EC2 takes",
    example: "message broker",
    remedy: "write one such as message broker, of letters, digits, blanks and ._-:/()#,@[]+=&;{}!$*",
    maxLength: 255,
  }).describe("What for; the security group shows it."),
});

export const network = section({
  natGateways: choice("one-per-zone", "single")
    .default("one-per-zone")
    .describe(
      "A NAT gateway in each zone, or one for all, which is cheaper and a single point of failure (the policies refuse it).",
    ),
  egress: listOf(egressRule, {
    what: "rules",
    max: 20,
    remedy: "list each with port, cidrBlocks and description",
  })
    .default([
      {
        protocol: "tcp",
        port: 443,
        cidrBlocks: ["0.0.0.0/0"],
        description: "AWS interfaces, images and packages",
      },
    ])
    .describe(
      "What the application may connect to beside its database and cache, in place of the default: HTTPS to everywhere. Without that, `interfaceEndpoints` must list what instances call, and images come from a private ECR.",
    ),
  interfaceEndpoints: listOf(
    matching({
      pattern: /^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$/,
      rule: "be the name of a service of AWS, behind com.amazonaws.<region>",
      example: "secretsmanager",
      more: ["ecr.api"],
    }),
    { what: "services", max: 30, remedy: "write one such as [secretsmanager, logs]" },
  )
    .default([])
    .describe(
      "Services of AWS that each VPC has an interface endpoint for, in every zone: calls of them leave it by no NAT gateway. Each costs about 22 USD a month in three zones.",
    ),
  flowLogDestination: choice("s3", "cloudwatch-logs")
    .default("s3")
    .describe(
      "Where VPC flow logs go: a bucket, at half the price, or a log group of CloudWatch Logs, which can be searched at once.",
    ),
  flowLogAggregationSeconds: oneOf("seconds", 60, 600)
    .default(600)
    .describe(
      "Seconds that one record of a flow sums up; 60 shows short outages, and is up to ten times as many records to pay for.",
    ),
  flowLogRetentionDays: logRetentionDays().default(30).describe("Days that VPC flow logs are kept."),
});
