/** How rules read record sets, and find those beside them. */
import type { CloudObject } from "../../../store";
import type { AwsChange } from "../../refusal-rule";
import { recordName, withoutDot } from "../../record-name";
import { named, text } from "../../../values";
import { types } from "../../type-tokens";
import { others } from "../references";

/** Other record sets of the same name in the same zone. */
export function siblings(change: AwsChange): readonly CloudObject[] {
  const name = fqdn(change);
  const zone = text(change.inputs["zoneId"]);
  if (zone === undefined || name === "") return [];
  return others(change, change.account.having(types.record, "fqdn", name)).filter(
    ({ outputs }) => outputs["zoneId"] === zone,
  );
}

export function zoneName({ account, inputs }: AwsChange): string | undefined {
  const [zone] = account.withId(types.hostedZone, named(inputs["zoneId"]));
  return zone && withoutDot(named(zone.outputs["name"]));
}

/** The full name, without the last dot. */
export function fqdn(change: AwsChange): string {
  return recordName(named(change.inputs["name"]), zoneName(change));
}

export function rrset(change: AwsChange): string {
  const identifier = text(change.inputs["setIdentifier"]);
  const set = identifier === undefined ? "" : `, SetIdentifier ${identifier}`;
  return `RRSet with DNS name ${fqdn(change)}., type ${named(change.inputs["type"])}${set}`;
}
