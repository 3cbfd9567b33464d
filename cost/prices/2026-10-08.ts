/**
 * AWS's list prices, on demand, in US dollars, without tax, discounts, savings plans and free tiers, of us-east-1,
 * eu-west-1 and us-west-2. They are prices of that date: whoever renews them changes the date, the figures and their evidence.
 */
import { worldwide } from "../../plan/plan";
import { pricesOf, type PriceList, type PricePage } from "./price-list";

const both = (evidence: "listed" | "quoted" | "estimated") => ({
  "us-east-1": evidence,
  "eu-west-1": evidence,
});

const quotedAndEstimated = { "us-east-1": "quoted", "eu-west-1": "estimated" } as const;
const listedAndEstimated = { "us-east-1": "listed", "eu-west-1": "estimated" } as const;

const pages: readonly PricePage[] = [
  {
    source: "https://aws.amazon.com/ec2/pricing/on-demand/",
    unit: "hour",
    regions: both("listed"),
    items: {
      "ec2/t4g.medium": [0.0336, 0.0368],
      "ec2/t4g.large": [0.0672, 0.0736],
      "ec2/t4g.xlarge": [0.1344, 0.1472],
      "ec2/m7g.medium": [0.0408, 0.0455],
      "ec2/m7g.large": [0.0816, 0.091],
      "ec2/m7g.xlarge": [0.1632, 0.1819],
      "ec2/m7g.2xlarge": [0.3264, 0.3638],
      "ec2/m7i.large": [0.1008, 0.11235],
      "ec2/m7i.xlarge": [0.2016, 0.2247],
      "ec2/c7g.medium": [0.0363, 0.0388],
      "ec2/c7g.large": [0.0725, 0.0775],
      "ec2/c7g.xlarge": [0.145, 0.155],
      "ec2/r7g.large": [0.1071, 0.1199],
      "ec2/r7g.xlarge": [0.2142, 0.2397],
    },
  },
  {
    source: "https://aws.amazon.com/ec2/pricing/on-demand/",
    unit: "hour",
    regions: quotedAndEstimated,
    items: {
      "ec2/t4g.micro": [0.0084, 0.0092],
      "ec2/t4g.small": [0.0168, 0.0184],
      "ec2/t3.medium": [0.0416, 0.0456],
      "ec2/m6g.large": [0.077, 0.086],
      "ec2/m6i.large": [0.096, 0.107],
    },
  },
  {
    source: "https://aws.amazon.com/ebs/pricing/",
    unit: "GiB-month",
    regions: both("listed"),
    items: { "ebs/gp3": [0.08, 0.088] },
  },
  {
    source: "https://aws.amazon.com/ebs/pricing/",
    unit: "GiB-month",
    regions: quotedAndEstimated,
    items: { "ebs/gp2": [0.1, 0.11] },
  },
  {
    source: "https://aws.amazon.com/vpc/pricing/",
    unit: "hour",
    regions: both("listed"),
    items: { "vpc/public-ipv4": [0.005, 0.005] },
  },
  {
    source: "https://aws.amazon.com/vpc/pricing/",
    unit: "hour",
    regions: quotedAndEstimated,
    items: { "vpc/nat-gateway": [0.045, 0.048] },
  },
  {
    source: "https://aws.amazon.com/privatelink/pricing/",
    unit: "hour",
    regions: quotedAndEstimated,
    items: { "vpc/interface-endpoint-in-a-zone": [0.01, 0.011] },
  },
  {
    source: "https://aws.amazon.com/elasticloadbalancing/pricing/",
    unit: "hour",
    regions: quotedAndEstimated,
    items: { "elb/application": [0.0225, 0.0252], "elb/network": [0.0225, 0.0252] },
  },
  {
    // Of one instance; a Multi-AZ instance is charged as two.
    source: "https://aws.amazon.com/rds/postgresql/pricing/",
    unit: "hour",
    regions: quotedAndEstimated,
    items: {
      "rds/postgres/db.t4g.micro": [0.016, 0.018],
      "rds/postgres/db.t4g.small": [0.032, 0.035],
      "rds/postgres/db.t4g.medium": [0.065, 0.07],
      "rds/postgres/db.t4g.large": [0.129, 0.141],
      "rds/postgres/db.m6g.large": [0.159, 0.177],
      "rds/postgres/db.m7g.large": [0.168, 0.187],
      "rds/postgres/db.m7g.xlarge": [0.337, 0.375],
      "rds/postgres/db.m7g.2xlarge": [0.674, 0.751],
    },
  },
  {
    source: "https://aws.amazon.com/rds/postgresql/pricing/",
    unit: "GiB-month",
    regions: quotedAndEstimated,
    items: { "rds/storage/gp3": [0.115, 0.127], "rds/storage/gp2": [0.115, 0.127] },
  },
  {
    source: "https://aws.amazon.com/rds/proxy/pricing/",
    unit: "hour",
    regions: both("estimated"),
    items: { "rds/proxy-vcpu": [0.015, 0.018] },
  },
  {
    source: "https://aws.amazon.com/elasticache/pricing/",
    unit: "hour",
    regions: listedAndEstimated,
    items: {
      "elasticache/valkey/cache.t4g.micro": [0.0128, 0.0141],
      "elasticache/valkey/cache.t4g.small": [0.0256, 0.0282],
      "elasticache/valkey/cache.t4g.medium": [0.052, 0.0572],
      "elasticache/valkey/cache.m7g.large": [0.1264, 0.1408],
      "elasticache/valkey/cache.m7g.xlarge": [0.252, 0.2808],
      "elasticache/valkey/cache.r7g.large": [0.1752, 0.1952],
      "elasticache/valkey/cache.r7g.xlarge": [0.3496, 0.3896],
      "elasticache/redis/cache.t4g.small": [0.032, 0.0352],
      "elasticache/redis/cache.t4g.medium": [0.065, 0.0715],
      "elasticache/redis/cache.m7g.large": [0.158, 0.176],
      "elasticache/redis/cache.r7g.large": [0.219, 0.244],
    },
  },
  {
    source: "https://aws.amazon.com/eks/pricing/",
    unit: "hour",
    regions: quotedAndEstimated,
    items: { "eks/cluster": [0.1, 0.1] },
  },
  {
    source: "https://aws.amazon.com/cloudwatch/pricing/",
    unit: "month",
    regions: quotedAndEstimated,
    items: {
      "cloudwatch/alarm-metric": [0.1, 0.1],
      "cloudwatch/high-resolution-alarm-metric": [0.3, 0.3],
      "cloudwatch/composite-alarm": [0.5, 0.5],
      // Seven metrics of $0.30 each.
      "cloudwatch/detailed-monitoring-of-an-instance": [2.1, 2.1],
    },
  },
  {
    source: "https://aws.amazon.com/cloudwatch/pricing/",
    unit: "run",
    regions: quotedAndEstimated,
    items: { "cloudwatch/canary-run": [0.0012, 0.0012] },
  },
  {
    source: "https://aws.amazon.com/cloudwatch/pricing/",
    unit: "month",
    regions: { [worldwide]: "quoted" },
    items: { "cloudwatch/dashboard": [3] },
  },
  {
    source: "https://aws.amazon.com/prometheus/pricing/",
    unit: "hour",
    regions: both("estimated"),
    items: { "amp/collector": [0.04, 0.04] },
  },
  {
    source: "https://aws.amazon.com/kms/pricing/",
    unit: "month",
    regions: { [worldwide]: "quoted" },
    items: { "kms/key": [1] },
  },
  {
    source: "https://aws.amazon.com/secrets-manager/pricing/",
    unit: "month",
    regions: { [worldwide]: "quoted" },
    items: { "secretsmanager/secret": [0.4] },
  },
  {
    source: "https://aws.amazon.com/waf/pricing/",
    unit: "month",
    regions: { [worldwide]: "estimated" },
    items: { "waf/web-acl": [5], "waf/rule": [1] },
  },
  {
    source: "https://aws.amazon.com/route53/pricing/",
    unit: "month",
    regions: { [worldwide]: "quoted" },
    items: {
      "route53/hosted-zone": [0.5],
      "route53/health-check-of-aws": [0.5],
      // HTTPS, a fast interval, string matching and latency: each by itself.
      "route53/health-check-option-of-aws": [1],
    },
  },
  {
    source: "https://aws.amazon.com/global-accelerator/pricing/",
    unit: "hour",
    regions: { [worldwide]: "quoted" },
    items: { "globalaccelerator/accelerator": [0.025] },
  },
  {
    source: "https://aws.amazon.com/application-recovery-controller/pricing/",
    unit: "month",
    regions: { [worldwide]: "estimated" },
    items: { "arc/region-switch-plan": [70] },
  },
];

const listed = pages.flatMap(pricesOf);

/** Oregon's prices are those of Northern Virginia for what is sold here, as far as we know; none was looked up. */
const oregon = listed
  .filter(({ region }) => region === "us-east-1")
  .map((price) => ({ ...price, region: "us-west-2", evidence: "estimated" as const }));

export const prices: PriceList = { asOf: "2026-10-08", prices: [...listed, ...oregon] };
