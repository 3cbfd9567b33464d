/** What a rehearsed stack amounts to, in a few lines for people. */
import type { StackState, StateResource } from "../recovery/stack-state";

const STACK = "pulumi:pulumi:Stack";

export interface StackSummary {
  /** Resources of the cloud by region; `worldwide` for what belongs to none. */
  readonly byRegion: readonly { readonly region: string; readonly resources: number }[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The package's token prefix in a type, of what exists in an AWS region. */
const AWS = "aws:";

/** AWS's own services without a region: whatever provider creates them, they belong to the world. */
const WORLDWIDE = /^aws:(route53|iam|cloudfront|globalaccelerator)\//;

export function summarize(state: StackState): StackSummary {
  const regionByProvider = new Map(
    state.resources
      .filter(({ type }) => type === "pulumi:providers:aws")
      .map(({ urn, id, inputs }) => [`${urn}::${id ?? ""}`, String(inputs?.["region"])]),
  );
  const counts = new Map<string, number>();
  for (const resource of state.resources.filter(isCloudResource)) {
    const region = regionOf(resource, regionByProvider);
    counts.set(region, (counts.get(region) ?? 0) + 1);
  }
  return {
    byRegion: [...counts].map(([region, resources]) => ({ region, resources })),
    outputs: state.resources.find(({ type }) => type === STACK)?.outputs ?? {},
  };
}

function isCloudResource({ type, custom }: StateResource): boolean {
  return custom && !type.startsWith("pulumi:");
}

function regionOf({ type, provider }: StateResource, regionByProvider: ReadonlyMap<string, string>): string {
  if (!type.startsWith(AWS)) return "generated";
  if (WORLDWIDE.test(type)) return "worldwide";
  return regionByProvider.get(provider ?? "") ?? "worldwide";
}

/** Lays values out as `key: value` lines; a list of records becomes a block for each. */
export function outline(value: unknown, indent = ""): string[] {
  if (typeof value !== "object" || value === null) return [`${indent}${String(value)}`];
  return Object.entries(value).flatMap(([key, field]) => {
    const title = Array.isArray(value) ? "-" : `${key}:`;
    if (typeof field !== "object" || field === null) return [`${indent}${title} ${String(field)}`];
    return [`${indent}${title}`, ...outline(field, `${indent}  `)];
  });
}
