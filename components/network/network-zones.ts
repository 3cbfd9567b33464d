import type * as aws from "@pulumi/aws";
import { parseZone, type Zone } from "../kit/zones";

/** A zone of a network: as the settings write it, and where its subnets lie. */
export interface NetworkZone extends Zone {
  /** Its name or its id. */
  readonly written: string;
}

/**
 * Zones of one region, written in one way: a name and an id may be one zone, and no program could tell.
 * @returns undefined where they are not.
 */
export function networkZones(
  written: readonly string[],
): { readonly region: string; readonly inRegion: readonly NetworkZone[] } | undefined {
  const inRegion = written.flatMap((text) => {
    const zone = parseZone(text);
    return zone ? [{ written: text, ...zone }] : [];
  });
  const [first] = inRegion;
  const alike =
    inRegion.length === written.length &&
    inRegion.every((zone) => zone.region === first?.region && zone.writtenBy === first.writtenBy);
  return first !== undefined && alike ? { region: first.region, inRegion } : undefined;
}

/** Where a subnet is put; AWS takes one of the two. */
export function subnetPlace(
  zone: NetworkZone,
): Pick<aws.ec2.SubnetArgs, "availabilityZone" | "availabilityZoneId"> {
  return zone.writtenBy === "name"
    ? { availabilityZone: zone.written }
    : { availabilityZoneId: zone.written };
}
