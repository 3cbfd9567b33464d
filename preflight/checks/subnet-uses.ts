/** Which subnets that are there already a plan puts something into, and what that needs of them. */
import { fleetsOf, type Fleet } from "../../plan/fleets";
import { isTrueAt, listAt, textAt } from "../../plan/inputs";
import type { PlanResource, PulumiPlan } from "../../plan/plan";
import { cacheNodesOf } from "../../plan/stores";

/** `internet`: to an internet gateway; `out`: anywhere that answers come back from; `any`: none is needed. */
export type RouteNeed = "internet" | "out" | "any";

export interface SubnetUse {
  readonly resource: PlanResource;
  readonly region: string;
  readonly subnetIds: readonly string[];
  /** Addresses that must be free in each. */
  readonly freeAddresses: number;
  readonly route: RouteNeed;
  /** That each zone must offer. */
  readonly instanceTypes: readonly string[];
}

interface Use {
  readonly plan: PulumiPlan;
  /** How many subnets it is in. */
  readonly subnets: number;
  /** What the resource is, where it starts instances. */
  readonly fleet: Fleet | undefined;
}

interface UseKind {
  readonly type: string;
  readonly ids: (resource: PlanResource) => readonly unknown[];
  readonly freeAddresses: (resource: PlanResource, use: Use) => number;
  readonly route: (resource: PlanResource) => RouteNeed;
}

const anyRoute = (): RouteNeed => "any";

const kinds: readonly UseKind[] = [
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    ids: (balancer) => [
      ...listAt(balancer, "subnets"),
      ...listAt(balancer, "subnetMappings").map((one) => (one as { readonly subnetId?: unknown }).subnetId),
    ],
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
    freeAddresses: (balancer) => (textAt(balancer, "loadBalancerType") === "network" ? 1 : 8),
    route: (balancer) => (isTrueAt(balancer, "internal") ? "any" : "internet"),
  },
  {
    type: "aws:autoscaling/group:Group",
    ids: (group) => listAt(group, "vpcZoneIdentifiers"),
    // The other zones take the instances of one that is lost.
    freeAddresses: (_, { fleet, subnets }) =>
      Math.ceil((fleet?.duringRefresh ?? 0) / Math.max(1, subnets - 1)),
    route: () => "out",
  },
  {
    type: "aws:eks/cluster:Cluster",
    ids: (cluster) => listAt(cluster, "vpcConfig", "subnetIds"),
    // https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
    freeAddresses: () => 6,
    route: () => "out",
  },
  {
    type: "aws:rds/subnetGroup:SubnetGroup",
    ids: (group) => listAt(group, "subnetIds"),
    // One that is in use, and one for what replaces it.
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
    freeAddresses: () => 2,
    route: anyRoute,
  },
  {
    type: "aws:elasticache/subnetGroup:SubnetGroup",
    ids: (group) => listAt(group, "subnetIds"),
    freeAddresses(group, { plan, subnets }) {
      const type = "aws:elasticache/replicationGroup:ReplicationGroup";
      const nodes = plan
        .ofType(type)
        .filter((one) => plan.referenced(one, "subnetGroupName", group.type).includes(group))
        .reduce((sum, one) => sum + cacheNodesOf(one), 0);
      return Math.max(1, Math.ceil(nodes / Math.max(1, subnets - 1)));
    },
    route: anyRoute,
  },
  {
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    ids: (endpoint) => listAt(endpoint, "subnetIds"),
    freeAddresses: () => 1,
    route: anyRoute,
  },
];

const isSubnetId = (value: unknown): value is string =>
  typeof value === "string" && /^subnet-[0-9a-f]+$/.test(value);

/** Subnets that the plan makes itself are known by reference; those of others stand in it by their ids. */
export function subnetUses(plan: PulumiPlan): readonly SubnetUse[] {
  const fleets = new Map(fleetsOf(plan).map((fleet) => [fleet.resource, fleet]));
  const own = new Set(plan.ofType("aws:ec2/subnet:Subnet").map(({ urn }) => urn));
  return kinds.flatMap(({ type, ids, freeAddresses, route }) =>
    plan.ofType(type).flatMap((resource) => {
      const subnetIds = ids(resource).filter(isSubnetId);
      const isOwn = Object.values(resource.references).some((urns) => urns.some((urn) => own.has(urn)));
      if (subnetIds.length === 0 || isOwn) return [];
      const fleet = fleets.get(resource);
      return {
        resource,
        region: resource.region ?? "",
        subnetIds,
        freeAddresses: freeAddresses(resource, { plan, subnets: subnetIds.length, fleet }),
        route: route(resource),
        instanceTypes: fleet?.instanceTypes ?? [],
      };
    }),
  );
}
