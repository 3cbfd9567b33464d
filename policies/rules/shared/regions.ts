import type { Read } from "../../framework/field";
import type { Plan, PlannedResource, Resource } from "../../framework/planned";
import {
  AUTO_SCALING_GROUP,
  BUCKET,
  CACHE_GROUP,
  DB_CLUSTER,
  DB_INSTANCE,
  ECS_SERVICE,
  EKS_CLUSTER,
  INSTANCE,
  LAMBDA_FUNCTION,
  LOAD_BALANCER,
  TABLE,
} from "../../resources";

/** What makes a region a home of the program: something that runs or is kept there. DNS and certificates do not. */
const REGIONAL_WORKLOADS = [
  ...AUTO_SCALING_GROUP,
  ...BUCKET,
  ...CACHE_GROUP,
  ...DB_CLUSTER,
  ...DB_INSTANCE,
  ...ECS_SERVICE,
  ...EKS_CLUSTER,
  ...INSTANCE,
  ...LAMBDA_FUNCTION,
  ...LOAD_BALANCER,
  ...TABLE,
];

/** The regions, sorted, in which the program runs or keeps something. */
export function regionsInUse(plan: Plan): readonly string[] {
  const regions = plan
    .ofType(REGIONAL_WORKLOADS)
    .flatMap(({ region }) => (region.state === "known" ? [region.value] : []));
  return [...new Set(regions)].sort();
}

/** Whether losing a region is this program's business: one that lives in a single region made its choice. */
export function spansRegions(plan: Plan): boolean {
  return regionsInUse(plan).length > 1;
}

/** The region of a resource; of an object in a cluster of this plan, that of the cluster. */
export function regionIn(plan: Plan, { provider, region }: PlannedResource): Read<string> {
  const from = provider && plan.byUrn(provider.urn);
  const cluster = from?.dependencies.find(({ type }) => (EKS_CLUSTER as readonly string[]).includes(type));
  return cluster?.region ?? region;
}

/** Whether two resources lie in one region; unknown when either region is. */
export function sameRegion(one: Resource, other: Resource): boolean | "unknown" {
  return equal(one.region, other.region);
}

function equal(one: Read<string>, other: Read<string>): boolean | "unknown" {
  return one.state === "known" && other.state === "known" ? one.value === other.value : "unknown";
}

/** The region of an ARN, `arn:aws:rds:eu-west-1:…`; undefined for other texts. */
export function regionOfArn(text: string): string | undefined {
  const [prefix, , , region] = text.split(":");
  return prefix === "arn" && region !== "" ? region : undefined;
}

export function regionText({ region }: Resource): string {
  return region.state === "known" ? region.value : "a region not yet known";
}
