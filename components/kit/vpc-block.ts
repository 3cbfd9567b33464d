import { cidr, formatCidr, overlaps, parseCidr } from "./cidr";

/**
 * Prefix lengths that a region's VPC may have: AWS allows /16 at most, and a /22 divided into four tiers of eight zones
 * leaves the load balancers the /27 subnets that they need.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
 */
export const vpcPrefix = { min: 16, max: 22 } as const;

/**
 * Addresses that no network can give to its machines: this host, loopback, link-local (where EC2's metadata is),
 * multicast, and the reserved ones above. https://www.rfc-editor.org/rfc/rfc6890
 */
const unusableBlocks = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"].map(cidr);

/**
 * Why `text` cannot be the IPv4 block of a VPC, and what to do; `undefined` when it can.
 *
 * @example vpcBlockProblem("10.10.0.0/16") // undefined
 */
export function vpcBlockProblem(text: string): string | undefined {
  const block = parseCidr(text);
  if ("problem" in block) return `this ${block.problem}`;
  if (block.prefix < vpcPrefix.min) return "AWS allows no larger VPC, so choose a part of it";
  if (block.prefix > vpcPrefix.max)
    return "nine subnets must fit, those of the load balancers with a /27 each, so widen it";
  const unusable = unusableBlocks.find((other) => overlaps(block, other));
  return (
    unusable && `no network can use ${formatCidr(unusable)}, so choose a private one such as 10.10.0.0/16`
  );
}
