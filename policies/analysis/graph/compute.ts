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
import { scalingFloorsOf, scheduledFloorsOf, type ScalingFloor } from "../../rules/shared/scaling-floors";
import type { Describe } from "./describe";
import { describing, single, unitsKept } from "./describe";
import { valueOf, type Reader } from "./reader";

/** What Application Auto Scaling and scaling plans call the size. */
const GROUP_SIZE = "autoscaling:autoScalingGroup:DesiredCapacity";
const SERVICE_SIZE = "ecs:service:DesiredCount";

/** Kept healthy during an instance refresh when nothing is set. https://docs.aws.amazon.com/autoscaling/ec2/userguide/understand-instance-refresh-default-values.html */
const REFRESH_HEALTHY_PERCENT = 90;

const autoScalingGroup: Describe = (read) => {
  // Switched off, as that of a region that is fenced: nothing runs, and nothing is to be left of it.
  if (read.number("maxSize", undefined) === 0) return { facts: read.claims() };
  const floor = floorOf(read, "minSize", read.number("minSize", 0), GROUP_SIZE);
  const { units } = floor;
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
    facts: { ...read.claims(), countedBy: floor.countedBy },
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
  const floor = floorOf(read, "desiredCount", read.number("desiredCount", 1), SERVICE_SIZE);
  const { units } = floor;
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
    facts: { ...read.claims(), countedBy: floor.countedBy },
  };
};

interface Floor {
  readonly units: number | undefined;
  /** The property that sets it. */
  readonly countedBy: string;
}

/** What is sure to run: the lowest size that whoever scales it may choose, else the size that it asks for. */
function floorOf(read: Reader, property: string, own: number | undefined, dimension: string): Floor {
  const owners = scalingFloorsOf(read.plan, read.resource, dimension);
  const base = lowest(owners) ?? { units: own, countedBy: property };
  const scheduled = lowest(scheduledFloorsOf(read.plan, read.resource, dimension));
  const isLower = scheduled?.units !== undefined && base.units !== undefined && scheduled.units < base.units;
  return isLower ? scheduled : base;
}

/** The lowest of several floors; one that is not known may be lower than all. */
function lowest(floors: readonly ScalingFloor[]): Floor | undefined {
  return floors
    .map(({ owner, minimum }) => ({
      units: valueOf(minimum),
      countedBy: `${minimum.path.split(".").at(-1) ?? minimum.path} of ${owner.name}`,
    }))
    .toSorted((one, other) => (one.units ?? -1) - (other.units ?? -1))[0];
}

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
