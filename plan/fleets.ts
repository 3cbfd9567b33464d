/** The EC2 instances that a plan leads to: Auto Scaling groups, node groups of EKS, single instances. */
import type { PlanResource, PulumiPlan } from "./plan";
import { isTrueAt, listAt, numberAt, textAt } from "./inputs";

export interface Fleet {
  readonly resource: PlanResource;
  readonly region: string;
  /** The instance types, the first one first; more than one where the group may choose. */
  readonly instanceTypes: readonly string[];
  readonly atRest: number;
  readonly atMaximum: number;
  /** At maximum, while a rolling replacement starts new instances before it ends old ones. */
  readonly duringRefresh: number;
  /** GiB and type of each instance's root volume. */
  readonly volume: { readonly sizeGiB: number; readonly type: string } | undefined;
  /** Whether metrics are sent each minute, which is charged. */
  readonly detailedMonitoring: boolean;
}

export function fleetsOf(plan: PulumiPlan): readonly Fleet[] {
  return [
    ...plan.ofType("aws:autoscaling/group:Group").map((group) => scalingGroup(plan, group)),
    ...plan.ofType("aws:eks/nodeGroup:NodeGroup").map((group) => nodeGroup(plan, group)),
    ...plan.ofType("aws:ec2/instance:Instance").map(singleInstance),
  ];
}

function scalingGroup(plan: PulumiPlan, group: PlanResource): Fleet {
  const template = templateOf(plan, group);
  const overrides = listAt(group, "mixedInstancesPolicy", "launchTemplate", "overrides");
  const chosen = overrides.map((each) => (each as { readonly instanceType?: unknown }).instanceType);
  const mixed = chosen.filter((type): type is string => typeof type === "string");
  const single = template && textAt(template, "instanceType");
  const atMaximum = numberAt(group, "maxSize") ?? 0;
  const surge = Math.max(
    numberAt(group, "instanceMaintenancePolicy", "maxHealthyPercentage") ?? 100,
    numberAt(group, "instanceRefresh", "preferences", "maxHealthyPercentage") ?? 100,
  );
  return {
    ...placed(group),
    instanceTypes: mixed.length > 0 ? mixed : listOf(single),
    atRest: numberAt(group, "desiredCapacity") ?? numberAt(group, "minSize") ?? 0,
    atMaximum,
    duringRefresh: Math.ceil((atMaximum * surge) / 100),
    ...storage(template),
  };
}

function nodeGroup(plan: PulumiPlan, group: PlanResource): Fleet {
  const template = templateOf(plan, group);
  const types = listAt(group, "instanceTypes").filter((type): type is string => typeof type === "string");
  const atMaximum = numberAt(group, "scalingConfig", "maxSize") ?? 0;
  const share = numberAt(group, "updateConfig", "maxUnavailablePercentage");
  // EKS first adds as many nodes as it will take away at a time, and at least one.
  const extra =
    share === undefined
      ? (numberAt(group, "updateConfig", "maxUnavailable") ?? 1)
      : Math.ceil((atMaximum * share) / 100);
  return {
    ...placed(group),
    // EKS's own default, where neither the group nor its template names a type.
    instanceTypes:
      types.length > 0 ? types : listOf(template && textAt(template, "instanceType"), "t3.medium"),
    atRest:
      numberAt(group, "scalingConfig", "desiredSize") ?? numberAt(group, "scalingConfig", "minSize") ?? 0,
    atMaximum,
    duringRefresh: atMaximum + extra,
    ...storage(template),
    ...(template === undefined && { volume: { sizeGiB: numberAt(group, "diskSize") ?? 20, type: "gp2" } }),
  };
}

function singleInstance(instance: PlanResource): Fleet {
  const size = numberAt(instance, "rootBlockDevice", "volumeSize");
  return {
    ...placed(instance),
    instanceTypes: listOf(textAt(instance, "instanceType")),
    atRest: 1,
    atMaximum: 1,
    duringRefresh: 1,
    volume:
      size === undefined
        ? undefined
        : { sizeGiB: size, type: textAt(instance, "rootBlockDevice", "volumeType") ?? "gp2" },
    detailedMonitoring: isTrueAt(instance, "monitoring"),
  };
}

function placed(resource: PlanResource): Pick<Fleet, "resource" | "region"> {
  return { resource, region: resource.region ?? "" };
}

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

function templateOf(plan: PulumiPlan, group: PlanResource): PlanResource | undefined {
  return (
    plan.referenced(group, "launchTemplate", TEMPLATE)[0] ??
    plan.referenced(group, "mixedInstancesPolicy", TEMPLATE)[0]
  );
}

function storage(template: PlanResource | undefined): Pick<Fleet, "volume" | "detailedMonitoring"> {
  if (template === undefined) return { volume: undefined, detailedMonitoring: false };
  const size = numberAt(template, "blockDeviceMappings", "ebs", "volumeSize");
  const type = textAt(template, "blockDeviceMappings", "ebs", "volumeType") ?? "gp2";
  return {
    volume: size === undefined ? undefined : { sizeGiB: size, type },
    detailedMonitoring: isTrueAt(template, "monitoring", "enabled"),
  };
}

function listOf(...values: readonly (string | undefined)[]): readonly string[] {
  return values.filter((value) => value !== undefined).slice(0, 1);
}
