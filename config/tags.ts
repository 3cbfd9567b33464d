/** Keys of the tags every resource carries: how a drill, a bill or a person finds one stack's share of a region. */
const tagKeys = {
  /** The Pulumi stack, such as `prod`. */
  stack: "standfast:stack",
  /** The AWS region the resource belongs to; also readable where an ARN has none, such as a bucket's. */
  region: "standfast:region",
} as const;

/** What a drill looks for before it breaks anything; only stacks whose `drills` are `allowed` carry it. */
export const drillTag = { key: "standfast:drill", value: "allowed" } as const;

/**
 * The default tags of a region's provider.
 * @param own those of the settings, whose keys are none of the platform's.
 *
 * The region's role is not among them: roles change in a failover, and then every resource would be written to.
 */
export function defaultTags(
  stack: string,
  region: string,
  drills: "forbidden" | "allowed",
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...own,
    [tagKeys.stack]: stack,
    [tagKeys.region]: region,
    ...(drills === "allowed" && { [drillTag.key]: drillTag.value }),
  };
}
