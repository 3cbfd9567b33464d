/** How rules follow inputs to other resources. */
import type { CloudObject } from "../../store";
import { text } from "../../values";
import type { Value } from "../../wire";
import { outputText as output, type AwsAccount } from "../account";
import type { AwsChange } from "../refusal-rule";
import { types } from "../type-tokens";

export { output };

/** The region an ARN names; undefined for what is no ARN, or of a service without regions. */
export function regionOfArn(value: Value | undefined): string | undefined {
  const [scheme, , , region] = (text(value) ?? "").split(":");
  return scheme === "arn" && region !== "" ? region : undefined;
}

/** Whether an ARN names a region, and another one than `region`. */
export function isInOtherRegion(arn: Value | undefined, region: string): boolean {
  const other = regionOfArn(arn);
  return other !== undefined && other !== region;
}

/** The object of `type` with this id in the region of the change: regional services see no other. */
export function here({ account, region }: AwsChange, type: string, id: Value | undefined) {
  return account.withId(type, text(id) ?? "").find((object) => object.region === region);
}

export interface SubnetPlacement {
  readonly id: string;
  readonly zone: string | undefined;
  readonly vpcId: string | undefined;
}

/** Those of `ids` that are subnets of this account. */
export function subnets(account: AwsAccount, ids: readonly string[]): SubnetPlacement[] {
  return ids
    .flatMap((id) => account.withId(types.subnet, id))
    .map((subnet) => ({
      id: subnet.id,
      zone: output(subnet, "availabilityZone"),
      vpcId: output(subnet, "vpcId"),
    }));
}

/** Everything but the object that changes. */
export function others({ self }: AwsChange, objects: readonly CloudObject[]): CloudObject[] {
  return objects.filter((object) => !self || object.id !== self.id || object.region !== self.region);
}

/** Whether a zone, such as `eu-west-1a` or the Local Zone `us-west-2-lax-1a`, belongs to `region`. */
export function isZoneOf(region: string, zone: string): boolean {
  return zone.startsWith(region) && /^(-[a-z]+-\d+)?[a-z]$/.test(zone.slice(region.length));
}
