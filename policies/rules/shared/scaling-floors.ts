/** How far down something may be scaled by what owns its size: Application Auto Scaling, or a scaling plan. */
import type { Field, Read } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { GROUP_SCHEDULE, SCALING_PLAN, SCALING_TARGET, SCHEDULED_ACTION } from "../../resources";

/** Where a lowest size is set. */
export interface ScalingFloor {
  readonly owner: PlannedResource;
  readonly minimum: Read<number>;
}

/**
 * Every floor that is set for `resource`, whatever size it asks for itself.
 * @param dimension what is scaled, such as `ecs:service:DesiredCount`.
 */
export function scalingFloorsOf(
  plan: Plan,
  resource: PlannedResource,
  dimension: string,
): readonly ScalingFloor[] {
  const targets = plan
    .ofType(SCALING_TARGET)
    .filter((owner) => scales(owner.inputs, owner.dependenciesOf("resourceId"), resource, dimension))
    .map((owner) => ({ owner, minimum: owner.inputs.at("minCapacity").number() }));
  const planned = plan.ofType(SCALING_PLAN).flatMap((owner) =>
    owner.inputs
      .at("scalingInstructions")
      .items()
      .filter((instruction) =>
        scales(instruction, owner.dependenciesOf("scalingInstructions"), resource, dimension),
      )
      .map((instruction) => ({ owner, minimum: instruction.at("minCapacity").number() })),
  );
  return [...targets, ...planned];
}

/**
 * The sizes that schedules take `resource` down to. A size of 0 is left out: hours in which everything stops on purpose
 * are no failure.
 */
export function scheduledFloorsOf(
  plan: Plan,
  resource: PlannedResource,
  dimension: string,
): readonly ScalingFloor[] {
  const groups = plan
    .ofType(GROUP_SCHEDULE)
    .filter(
      (owner) =>
        owner.dependenciesOf("autoscalingGroupName").includes(resource) ||
        isNamed(owner.inputs.at("autoscalingGroupName"), resource),
    )
    .map((owner) => ({ owner, minimum: owner.inputs.at("minSize").number() }));
  const targets = plan
    .ofType(SCHEDULED_ACTION)
    .filter((owner) => scales(owner.inputs, owner.dependenciesOf("resourceId"), resource, dimension))
    .map((owner) => ({ owner, minimum: owner.inputs.at("scalableTargetAction.minCapacity").number() }));
  return [...groups, ...targets].filter(({ minimum }) => minimum.state === "known" && minimum.value > 0);
}

/** An id that is written out is compared with the resource's name; one that is not yet known is told by where it comes from. */
function scales(
  declared: Field,
  sources: readonly PlannedResource[],
  resource: PlannedResource,
  dimension: string,
): boolean {
  const scaled = declared.at("scalableDimension").string();
  if (scaled.state === "known" && scaled.value !== dimension) return false;
  const id = declared.at("resourceId").string();
  if (id.state !== "known") return sources.includes(resource);
  return isNamed(declared.at("resourceId"), resource);
}

/** Whether a text ends with the name of a resource, as far as that is known. */
function isNamed(text: Field, resource: PlannedResource): boolean {
  const read = text.string();
  const name = ["name", "id"]
    .flatMap((key) => [resource.inputs.at(key).string(), resource.props.at(key).string()])
    .find(({ state }) => state === "known");
  return read.state === "known" && name?.state === "known" && read.value.split("/").at(-1) === name.value;
}
