/** Keys of the tags every resource carries: how a drill, a bill or a person finds one stack's share of a region. */
const tagKeys = {
  /** The Pulumi stack, such as `prod`. */
  stack: "standfast:stack",
  /** The AWS region the resource belongs to; also readable where an ARN has none, such as a bucket's. */
  region: "standfast:region",
} as const;

/**
 * The default tags of a region's provider.
 *
 * The region's role is not among them: roles change in a failover, and then every resource would be written to.
 */
export function defaultTags(stack: string, region: string): Record<string, string> {
  return { [tagKeys.stack]: stack, [tagKeys.region]: region };
}
