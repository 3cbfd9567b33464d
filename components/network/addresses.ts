import { type Cidr, subnet } from "../kit/cidr";
import type { Zone } from "../kit/zones";

/**
 * Where each subnet lies in its VPC.
 *
 * A tier owns a fixed quarter of the block, and a zone owns a fixed eighth of each quarter, chosen by the zone's
 * letter. So no subnet ever moves (which would replace it, and all that lives in it) when a zone is added,
 * dropped or listed in another order. The last quarter stays free for a tier to come.
 */
export const tiers = ["private", "public", "data"] as const;
export type Tier = (typeof tiers)[number];

const tierBits = 2;
const zoneBits = 3;

/** Prefix lengths a VPC may have here: AWS allows /16 at most, and load balancers need subnets of /27.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer */
export const vpcPrefix = { min: 16, max: 27 - tierBits - zoneBits };

/**
 * The block of one tier in one zone.
 * @throws {RangeError} when `vpc` is smaller than {@link vpcPrefix} allows.
 */
export function subnetBlock(vpc: Cidr, tier: Tier, zone: Zone): Cidr {
  const quarter = subnet(vpc, vpc.prefix + tierBits, tiers.indexOf(tier));
  return subnet(quarter, quarter.prefix + zoneBits, zone.index);
}
