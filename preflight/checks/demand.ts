/** How much of a quota a plan takes, at its quietest and at its busiest. Pure: nobody is asked. */
import { numberAt, textAt } from "../../plan/inputs";
import { fleetsOf } from "../../plan/fleets";
import { isStandard, vCpusOf } from "../../plan/instance-type";
import type { PlanResource, PulumiPlan } from "../../plan/plan";
import { allocatedGiB, cacheNodesOf } from "../../plan/stores";

export interface Demand {
  readonly atRest: number;
  /** With every fleet scaled out to its maximum. */
  readonly atMaximum: number;
  /** The same, while a rolling replacement runs. */
  readonly duringRefresh: number;
}

export type CountDemand = (plan: PulumiPlan, region: string) => Demand;

const constant = (count: number): Demand => ({ atRest: count, atMaximum: count, duringRefresh: count });

/** Resources that are still to be created; what exists is part of what the account holds already. */
function created(plan: PulumiPlan, region: string, ...types: readonly string[]): readonly PlanResource[] {
  return plan.ofType(...types).filter((resource) => resource.region === region && !resource.exists);
}

export function countOf(...types: readonly string[]): CountDemand {
  return (plan, region) => constant(created(plan, region, ...types).length);
}

export function loadBalancersOf(kind: "application" | "network"): CountDemand {
  return (plan, region) => {
    const all = created(plan, region, "aws:lb/loadBalancer:LoadBalancer");
    return constant(all.filter((one) => (textAt(one, "loadBalancerType") ?? "application") === kind).length);
  };
}

/** The vCPUs of Standard instances, of the largest type where a group may choose. */
export const standardVCpus: CountDemand = (plan, region) => {
  const fleets = fleetsOf(plan).filter((fleet) => fleet.region === region);
  const parts = fleets.map(({ resource, instanceTypes, atRest, atMaximum, duringRefresh }) => {
    const each = Math.max(0, ...instanceTypes.filter(isStandard).map((type) => vCpusOf(type) ?? 0));
    const running = resource.exists ? atRest : 0;
    return {
      atRest: each * (atRest - running),
      atMaximum: each * (atMaximum - running),
      duringRefresh: each * (duringRefresh - running),
    };
  });
  const sum = (phase: keyof Demand) => parts.reduce((total, part) => total + part[phase], 0);
  return { atRest: sum("atRest"), atMaximum: sum("atMaximum"), duringRefresh: sum("duringRefresh") };
};

/** NAT gateways of the zone that has most of them. */
export const natGatewaysInFullestZone: CountDemand = (plan, region) => {
  const zones = created(plan, region, "aws:ec2/natGateway:NatGateway").map((gateway) => {
    const [subnet] = plan.referenced(gateway, "subnetId", "aws:ec2/subnet:Subnet");
    const zone = subnet && (textAt(subnet, "availabilityZone") ?? textAt(subnet, "availabilityZoneId"));
    return zone ?? gateway.name;
  });
  return constant(Math.max(0, ...zones.map((zone) => zones.filter((other) => other === zone).length)));
};

export const databaseStorageGiB: CountDemand = (plan, region) => {
  const databases = created(plan, region, "aws:rds/instance:Instance", "aws:rds/cluster:Cluster");
  const atRest = sum(databases.map((database) => allocatedGiB(plan, database)));
  const grown = databases.map((database) =>
    Math.max(allocatedGiB(plan, database), numberAt(database, "maxAllocatedStorage") ?? 0),
  );
  return { atRest, atMaximum: sum(grown), duringRefresh: sum(grown) };
};

export const cacheNodes: CountDemand = (plan, region) =>
  constant(sum(created(plan, region, "aws:elasticache/replicationGroup:ReplicationGroup").map(cacheNodesOf)));

/** CloudFront's managed list of origin-facing addresses counts as this many rules; the other managed ones as fewer. */
const PREFIX_LIST_WEIGHT = 55;

/** Rules of the security group and direction that have most of them. */
export const rulesInFullestSecurityGroup: CountDemand = (plan, region) => {
  const totals = new Map<string, number>();
  const rules = [
    ...plan.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
    ...plan.ofType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"),
  ].filter((rule) => rule.region === region);
  for (const rule of rules) {
    const group = rule.references["securityGroupId"]?.[0] ?? textAt(rule, "securityGroupId") ?? "";
    const key = `${rule.type} ${group}`;
    const weight = rule.inputs["prefixListId"] === undefined ? 1 : PREFIX_LIST_WEIGHT;
    totals.set(key, (totals.get(key) ?? 0) + weight);
  }
  return constant(Math.max(0, ...totals.values()));
};

/** Of one type, how many the VPC has that has most of them. */
export function mostInOneVpc(type: string, isCounted: (resource: PlanResource) => boolean): CountDemand {
  return (plan, region) => {
    const vpcs = created(plan, region, type)
      .filter(isCounted)
      .map((resource) => resource.references["vpcId"]?.[0] ?? textAt(resource, "vpcId"));
    return constant(Math.max(0, ...vpcs.map((vpc) => vpcs.filter((other) => other === vpc).length)));
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
