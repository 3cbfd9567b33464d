/** What runs the program: Auto Scaling groups, instances, EKS nodes, ECS services, functions. */
import {
  AUTO_SCALING_GROUP,
  ECS_SERVICE,
  EKS_CLUSTER,
  FARGATE_PROFILE,
  INSTANCE,
  LAUNCH_CONFIGURATION,
  LAUNCH_TEMPLATE,
  NODE_GROUP,
} from "../../resources";
import type { Describe } from "./describe";
import { describing, single, unitsKept } from "./describe";
import type { Reader } from "./reader";

/** Kept healthy during an instance refresh when nothing is set. https://docs.aws.amazon.com/autoscaling/ec2/userguide/understand-instance-refresh-default-values.html */
const REFRESH_HEALTHY_PERCENT = 90;

const autoScalingGroup: Describe = (read) => {
  const units = read.number("minSize", 0);
  const percent = read.has("instanceMaintenancePolicy")
    ? read.number("instanceMaintenancePolicy.minHealthyPercentage", REFRESH_HEALTHY_PERCENT)
    : read.number("instanceRefresh.preferences.minHealthyPercentage", REFRESH_HEALTHY_PERCENT);
  const rolled = unitsKept(units, percent);
  return {
    tier: "app",
    capacity: {
      units,
      unit: "instance",
      overZones: { kind: "balanced" },
      overHosts: { kind: "one-each" },
      // A drained instance is gone before its replacement answers, whatever the rolling update promises.
      keptWhileDrained: units === undefined || rolled === undefined ? undefined : Math.min(rolled, units - 1),
    },
    facts: read.claims(),
  };
};

const instance: Describe = (read) => ({
  tier: "app",
  zones: read.text("availabilityZone"),
  capacity: single("instance"),
  facts: { ...read.claims(), ...sizeOf(read, "instanceType") },
});

const launchTemplate: Describe = (read) => ({ facts: sizeOf(read, "instanceType") });

const nodeGroup: Describe = (read) => {
  const units = read.number("scalingConfig.minSize", 0);
  const percent = read.number("updateConfig.maxUnavailablePercentage", undefined);
  const away =
    units !== undefined && percent !== undefined
      ? Math.ceil((units * percent) / 100)
      : read.number("updateConfig.maxUnavailable", 1);
  return {
    tier: "app",
    capacity: {
      units,
      unit: "node",
      overZones: { kind: "balanced" },
      overHosts: { kind: "one-each" },
      keptWhileDrained: units === undefined || away === undefined ? undefined : Math.max(0, units - away),
    },
    facts: { ...read.claims(), ...sizeOf(read, "instanceTypes") },
  };
};

const ecsService: Describe = (read) => {
  const units = read.number("desiredCount", 1);
  const apart =
    read.text("launchType") === "FARGATE" ||
    read.field("capacityProviderStrategies").items().length > 0 ||
    read
      .field("placementConstraints")
      .items()
      .some((constraint) => says(constraint.at("type").string(), "distinctInstance"));
  return {
    tier: "app",
    capacity: {
      units,
      unit: "task",
      // ECS spreads a service over zones when no other strategy is set.
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
      overZones: read.has("orderedPlacementStrategies") ? { kind: "together" } : { kind: "balanced" },
      overHosts: apart ? { kind: "one-each" } : { kind: "together" },
      keptWhileDrained: unitsKept(units, read.number("deploymentMinimumHealthyPercent", 100)),
    },
    facts: read.claims(),
  };
};

function says(read: { readonly state: string; readonly value?: unknown }, value: string): boolean {
  return read.state === "known" && read.value === value;
}

function sizeOf(read: Reader, path: string): { readonly size?: string } {
  const field = read.field(path);
  const size = (field.isList ? field.items()[0] : field)?.string();
  return size?.state === "known" ? { size: size.value } : {};
}

export const compute: Readonly<Record<string, Describe>> = {
  ...describing(AUTO_SCALING_GROUP, autoScalingGroup),
  ...describing(INSTANCE, instance),
  ...describing([...LAUNCH_TEMPLATE, ...LAUNCH_CONFIGURATION], launchTemplate),
  ...describing([...EKS_CLUSTER, ...FARGATE_PROFILE], () => ({})),
  ...describing(NODE_GROUP, nodeGroup),
  ...describing(ECS_SERVICE, ecsService),
};
