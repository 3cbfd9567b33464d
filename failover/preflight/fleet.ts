import type { Fleet } from "../model/aws";
import type { Reason } from "./reason";
import type { Request } from "./request";

export interface FleetFinding {
  /** Instances to run; absent where there is no Auto Scaling group. */
  readonly instances?: number;
  readonly reasons: readonly Reason[];
}

/** Whether the region can carry what the other one carries. */
export async function judgeFleet(request: Request): Promise<FleetFinding> {
  const { to, ports } = request;
  if (to.autoScalingGroup === undefined) return { reasons: [] };
  const { fleets } = ports.apiOf(to.name);
  const fleet = await fleets.find(to.autoScalingGroup);
  if (!fleet) {
    const text = `${to.name} has no Auto Scaling group ${to.autoScalingGroup}; are the outputs current?`;
    return { reasons: [{ check: "capacity", text }] };
  }
  const instances = request.instances ?? Math.max(fleet.desired, (await runElsewhere(request)) ?? fleet.max);
  return {
    ...(instances > 0 && { instances }),
    reasons: [
      ...tooFew(fleet, instances, request),
      ...(await unlessUnasked("quota", to.name, () => overQuota(fleet, instances, request))),
      ...(await unlessUnasked("image", to.name, () => withoutImage(fleet, request))),
    ],
  };
}

/** Who cannot be asked about the quota knows how many instances there are nevertheless. */
async function unlessUnasked(
  check: Reason["check"],
  region: string,
  judge: () => Promise<readonly Reason[]>,
): Promise<readonly Reason[]> {
  return await judge().catch((error: unknown) => [
    { check, text: `${region} does not say: ${(error as Error).message}` },
  ]);
}

/** What the other region runs. Lost, it does not say. */
async function runElsewhere({ from, ports }: Request): Promise<number | undefined> {
  if (from.autoScalingGroup === undefined) return undefined;
  const fleet = await ports
    .apiOf(from.name)
    .fleets.find(from.autoScalingGroup)
    .catch(() => undefined);
  // A fenced one runs none, and says nothing of the load.
  return fleet && fleet.desired > 0 ? fleet.desired : undefined;
}

function tooFew(
  { inService, max, min, desired }: Fleet,
  instances: number,
  { to }: Request,
): readonly Reason[] {
  const reasons = [
    ...(inService < desired || inService === 0
      ? [`${inService} of ${desired} instances of ${to.name} are in service`]
      : []),
    ...(instances > max
      ? [`${instances} instances are asked of ${to.name}, whose group allows ${min} to ${max}`]
      : []),
  ];
  return reasons.map((text) => ({ check: "capacity", text }));
}

async function overQuota(
  { desired, instanceType }: Fleet,
  instances: number,
  { to, ports }: Request,
): Promise<readonly Reason[]> {
  if (instanceType === undefined || instances <= desired) return [];
  const { free, each } = await ports.apiOf(to.name).fleets.headroom(instanceType);
  const needed = (instances - desired) * each;
  if (needed <= free) return [];
  const text = `${instances - desired} more ${instanceType} take ${needed} vCPUs, and the quota of ${to.name} has ${free} left`;
  return [{ check: "quota", text }];
}

async function withoutImage({ image }: Fleet, { to, ports }: Request): Promise<readonly Reason[]> {
  if (image === undefined) return [];
  const [, registry] = /\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\//.exec(image) ?? [];
  if (registry !== undefined && registry !== to.name) {
    const text = `instances of ${to.name} pull ${image} from ${registry}; replicate it, and name it by region`;
    return [{ check: "image", text }];
  }
  return (await ports.apiOf(to.name).fleets.hasImage(image))
    ? []
    : [{ check: "image", text: `${image} is not in the registry of ${to.name}` }];
}
