/**
 * The quotas that a platform of this kind comes near to, with the value that a new account has.
 * Codes and values: https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 */
import { textAt } from "../../plan/inputs";
import { worldwide } from "../../plan/plan";
import type { UsageCounter } from "../account";
import {
  cacheNodes,
  countOf,
  databaseStorageGiB,
  loadBalancersOf,
  mostInOneVpc,
  natGatewaysInFullestZone,
  rulesInFullestSecurityGroup,
  standardVCpus,
  type CountDemand,
} from "./demand";

export interface Quota {
  readonly serviceCode: string;
  readonly quotaCode: string;
  /** Short for what Service Quotas calls it. */
  readonly name: string;
  /** What a new account has. */
  readonly defaultValue: number;
  /** For each region, or one for all of them; those are asked in us-east-1. */
  readonly scope: "region" | typeof worldwide;
  readonly demand: CountDemand;
  /** What of it the account holds already. @default nothing that was there before can count */
  readonly used?: UsageCounter;
}

const everywhere =
  (count: CountDemand): CountDemand =>
  (plan, region) => {
    // Buckets have a region each, and one quota for all of them.
    const parts = [...plan.regions(), worldwide].map((one) => count(plan, one));
    const total = parts.reduce((sum, { atRest }) => sum + atRest, 0);
    return region === worldwide
      ? { atRest: total, atMaximum: total, duringRefresh: total }
      : count(plan, region);
  };

type QuotaRow = readonly [
  code: string,
  name: string,
  defaultValue: number,
  demand: CountDemand,
  used?: UsageCounter,
];

function quotasOf(
  serviceCode: string,
  scope: Quota["scope"],
  ...rows: readonly QuotaRow[]
): readonly Quota[] {
  return rows.map(([quotaCode, name, defaultValue, demand, used]) => ({
    serviceCode,
    quotaCode,
    name,
    defaultValue,
    scope,
    demand,
    ...(used !== undefined && { used }),
  }));
}

/**
 * A new account starts with 5, and gets more by itself as it is used.
 * @see https://repost.aws/knowledge-center/ec2-on-demand-instance-vcpu-increase
 */
export const standardInstanceQuota: Quota = {
  serviceCode: "ec2",
  quotaCode: "L-1216C47A",
  name: "vCPUs of running On-Demand Standard instances",
  defaultValue: 5,
  scope: "region",
  demand: standardVCpus,
  used: "standardVCpus",
};

export const quotaCatalogue: readonly Quota[] = [
  standardInstanceQuota,
  ...quotasOf("ec2", "region", ["L-0263D0A3", "Elastic IPs", 5, countOf("aws:ec2/eip:Eip"), "elasticIps"]),
  ...quotasOf(
    "vpc",
    "region",
    ["L-F678F1CE", "VPCs", 5, countOf("aws:ec2/vpc:Vpc"), "vpcs"],
    [
      "L-A4707A72",
      "Internet gateways",
      5,
      countOf("aws:ec2/internetGateway:InternetGateway"),
      "internetGateways",
    ],
    ["L-FE5A380F", "NAT gateways in a zone", 5, natGatewaysInFullestZone, "natGatewaysInFullestZone"],
    ["L-407747CB", "Subnets of a VPC", 200, mostInOneVpc("aws:ec2/subnet:Subnet", () => true)],
    ["L-0EA8095F", "Rules of a security group, in one direction", 60, rulesInFullestSecurityGroup],
    [
      "L-29B6F2EB",
      "Interface endpoints of a VPC",
      50,
      mostInOneVpc(
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        (one) => textAt(one, "vpcEndpointType") === "Interface",
      ),
    ],
  ),
  ...quotasOf(
    "elasticloadbalancing",
    "region",
    [
      "L-53DA6B97",
      "Application load balancers",
      50,
      loadBalancersOf("application"),
      "applicationLoadBalancers",
    ],
    ["L-69A177A2", "Network load balancers", 50, loadBalancersOf("network"), "networkLoadBalancers"],
    ["L-B22855CB", "Target groups", 3000, countOf("aws:lb/targetGroup:TargetGroup"), "targetGroups"],
  ),
  ...quotasOf("autoscaling", "region", [
    "L-CDE20ADC",
    "Auto Scaling groups",
    500,
    countOf("aws:autoscaling/group:Group"),
    "autoScalingGroups",
  ]),
  ...quotasOf(
    "rds",
    "region",
    ["L-7B6409FD", "DB instances", 40, countOf("aws:rds/instance:Instance"), "databaseInstances"],
    ["L-7ADDB58A", "Storage of all DB instances, GiB", 100_000, databaseStorageGiB, "databaseStorageGiB"],
  ),
  ...quotasOf("elasticache", "region", ["L-DFE45DF3", "Cache nodes", 300, cacheNodes, "cacheNodes"]),
  ...quotasOf("eks", "region", ["L-1194D53C", "EKS clusters", 100, countOf("aws:eks/cluster:Cluster")]),
  ...quotasOf("s3", worldwide, [
    "L-DC2B2D3D",
    "Buckets",
    10_000,
    everywhere(countOf("aws:s3/bucket:Bucket")),
    "buckets",
  ]),
  ...quotasOf("iam", worldwide, ["L-FE177D64", "IAM roles", 1000, countOf("aws:iam/role:Role"), "roles"]),
  ...quotasOf(
    "route53",
    worldwide,
    ["L-4EA4796A", "Hosted zones", 500, countOf("aws:route53/zone:Zone"), "hostedZones"],
    ["L-ACB674F3", "Health checks", 200, countOf("aws:route53/healthCheck:HealthCheck"), "healthChecks"],
  ),
];
