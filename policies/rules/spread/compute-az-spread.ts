import { z } from "zod";

import type { Read } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, list, unknown, type PolicyVerdict } from "../../framework/verdict";
import { nodeGroupsByCluster } from "../shared/clusters";
import { regionText } from "../shared/regions";
import { demandedZones, enoughZones, moreZones, zonesOf, zonesText } from "../shared/zones";
import { ECS_SERVICE, EKS_CLUSTER, INSTANCE, isOneOf, LAMBDA_FUNCTION, NODE_GROUP } from "../../resources";

export const computeAzSpread = stackRule({
  id: "compute-az-spread",
  title: "Instances, node groups, clusters and services span three zones, functions two",
  group: "spread",
  severity: "critical",
  level: "mandatory",
  types: [...INSTANCE, ...NODE_GROUP, ...EKS_CLUSTER, ...ECS_SERVICE, ...LAMBDA_FUNCTION],
  rationale: "What runs in one zone is lost with it, however many there are.",
  link: "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/availability-zones.html",
  remediation: "Place the next instance, node group or subnet in a zone that has none.",
  matches: {
    wellArchitected: ["REL10-BP01"],
    securityHub: ["Lambda.5"],
    trustedAdvisor: ["Amazon EC2 Availability Zone Balance"],
  },
  settings: z.strictObject({
    minimumZones: z.int().min(2).default(3).describe("distinct zones"),
  }),
  evaluate: (plan, { minimumZones }) => {
    const judge = (
      members: readonly PlannedResource[],
      whole: string,
      zones: Zones,
    ): readonly PolicyVerdict[] => judgeTogether(members, whole, zones, minimumZones);
    return [
      ...byRegion(plan).flatMap((instances) =>
        judge(instances, "the instances of its region", instanceZones(plan)),
      ),
      ...nodeGroupsByCluster(plan).flatMap((groups) =>
        judge(groups, "the node groups of its cluster", (group) => zonesOf(plan, group, "subnetIds")),
      ),
      // EKS Auto Mode starts nodes in the subnets of the cluster.
      ...plan
        .ofType(EKS_CLUSTER)
        .filter(({ inputs }) => inputs.at("computeConfig.enabled").state !== "absent")
        .flatMap((cluster) => judge([cluster], "it", (each) => zonesOf(plan, each, "vpcConfig.subnetIds"))),
      ...plan
        .ofType(ECS_SERVICE)
        .filter(({ inputs }) => inputs.at("networkConfiguration").state !== "absent")
        .flatMap((service) =>
          judge([service], "it", (each) => zonesOf(plan, each, "networkConfiguration.subnets")),
        ),
      // A function runs in every zone that it has a subnet in, and outside of networks in all of them.
      ...plan
        .ofType(LAMBDA_FUNCTION)
        .filter(({ inputs }) => inputs.at("vpcConfig.subnetIds").state !== "absent")
        .flatMap((each) =>
          judgeTogether([each], "it", (one) => zonesOf(plan, one, "vpcConfig.subnetIds"), 2),
        ),
    ];
  },
});

type Zones = (member: PlannedResource) => Read<readonly string[]>;

/** One verdict about all members together, at the first of them. */
function judgeTogether(
  members: readonly PlannedResource[],
  whole: string,
  zones: Zones,
  minimumZones: number,
): readonly PolicyVerdict[] {
  const [first] = members;
  if (first === undefined) return [];
  const wanted = demandedZones(minimumZones, first);
  const reads = members.map((member) => ({ member, read: zones(member) }));
  const found = [...new Set(reads.flatMap(({ read }) => (read.state === "known" ? read.value : [])))].sort();
  const open = reads.find(({ read }) => read.state !== "known");
  const subject = members.length === 1 ? "it spans" : `${whole} span`;
  const alone = members.length === 1 && isOneOf(INSTANCE, first.type);
  const fix = alone
    ? `replace it by an Auto Scaling group over ${wanted} zones, or run others like it in ${moreZones(wanted - found.length)}`
    : `add ${moreZones(wanted - found.length)}`;
  const fewer = () =>
    open === undefined
      ? fail(`${subject} ${zonesText(found)}`, fix, first)
      : unknown(open.read.path, open.member);
  return list(enoughZones(found, wanted, fewer), first);
}

function instanceZones(plan: Plan): Zones {
  return (instance) => {
    const zone = instance.inputs.at("availabilityZone").string();
    return zone.state === "known" ? { ...zone, value: [zone.value] } : zonesOf(plan, instance, "subnetId");
  };
}

function byRegion(plan: Plan): readonly (readonly PlannedResource[])[] {
  const regions = new Map<string, PlannedResource[]>();
  for (const instance of plan.ofType(INSTANCE)) {
    const region = regionText(instance);
    regions.set(region, [...(regions.get(region) ?? []), instance]);
  }
  return [...regions.values()];
}
