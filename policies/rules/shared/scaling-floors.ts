/** How far down something may be scaled by what owns its size: Application Auto Scaling, or a scaling plan. */
import type { Field, Read } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { SCALING_PLAN, SCALING_TARGET } from "../../resources";

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
  const name = ["name", "id"]
    .flatMap((key) => [resource.inputs.at(key).string(), resource.props.at(key).string()])
    .find((read) => read.state === "known");
  return name?.state === "known" && id.value.split("/").at(-1) === name.value;
}
