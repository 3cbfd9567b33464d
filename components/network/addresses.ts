import { type Cidr, subnet } from "../kit/cidr";
import type { Zone } from "../kit/zones";

/**
 * Where each subnet lies in its VPC.
 *
 * A tier owns a fixed quarter of the block, and a zone owns a fixed eighth of each quarter, chosen by the zone's
 * letter or number. So no subnet ever moves (which would replace it, and all that lives in it) when a zone is added,
 * dropped or listed in another order. The last quarter stays free for a tier to come.
 */
export const tiers = ["private", "public", "data"] as const;
export type SubnetTier = (typeof tiers)[number];

const tierBits = 2;
const zoneBits = 3;

/**
 * The block of one tier in one zone.
 * @throws {RangeError} when `vpc` is smaller than a VPC may be here (`vpcPrefix`).
 */
export function subnetBlock(vpc: Cidr, tier: SubnetTier, zone: Zone): Cidr {
  const quarter = subnet(vpc, vpc.prefix + tierBits, tiers.indexOf(tier));
  return subnet(quarter, quarter.prefix + zoneBits, zone.index);
}
