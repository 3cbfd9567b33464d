/**
 * Where AWS serves a call. What belongs to no region has its control plane in one, and is read and written there alone.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html (appendices A and B)
 */
import type { AwsVerb } from "../aws/resource-type";

/** By the module of the resource type or function. Their data planes (DNS, sign-in, delivery) are everywhere. */
const controlPlanes: readonly (readonly [module: RegExp, region: string])[] = [
  [/^(iam|organizations|account|route53|route53domains|cloudfront|shield)\//, "us-east-1"],
  // Its plans are executed in every region, and edited and listed in one: "A data plane in each AWS Region".
  [/^arcregionswitch\//, "us-east-1"],
  [/^(globalaccelerator|networkmanager|route53recoverycontrol|route53recoveryreadiness)\//, "us-west-2"],
  [/^s3control\/multiRegionAccessPoint/, "us-west-2"],
];

/** "…have an underlying dependency on us-east-1": names and configuration of buckets, in whatever region these are. */
const bucketModules = /^s3\/bucket(?!Object)/;

export type ApiVerb = AwsVerb | "reading";

export interface AwsCall {
  /** Token of the resource type or function. */
  readonly token: string;
  /** Where the provider's settings, or the resource's, would have it served. */
  readonly region: string;
  readonly verb: ApiVerb;
}

/** Whether a type has one control plane for the world. */
export function isServedInOneRegion(token: string): boolean {
  return controlPlanes.some(([pattern]) => pattern.test(token.split(":")[1] ?? ""));
}

/** Every region without which the call fails. */
export function regionsServing({ token, region, verb }: AwsCall): readonly string[] {
  const module = token.split(":")[1] ?? "";
  const control = controlPlanes.find(([pattern]) => pattern.test(module))?.[1];
  if (control !== undefined) return [control];
  return verb !== "reading" && bucketModules.test(module) ? [region, "us-east-1"] : [region];
}
