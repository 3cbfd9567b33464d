/** The ways of a stack of several regions from one set of roles to the next, and back to the first. */
import { parse } from "yaml";

export type Role = "active" | "standby" | "fenced";

export interface Step {
  readonly name: string;
  /** Of each region, in the order of the settings. */
  readonly roles: readonly Role[];
  /** Place of the region whose database may be made anew. */
  readonly rebuild?: number;
  /** Place of the region whose every API fails meanwhile. */
  readonly dark?: number;
}

/**
 * A region is lost and comes back where one writes: every step is one `pulumi up`, of what the others have while the region is
 * dark, and of everything else.
 */
export const failoverAndBack: readonly Step[] = [
  { name: "healthy", roles: ["active", "standby"] },
  { name: "the first region is dark: fenced, the standby promoted", roles: ["fenced", "active"], dark: 0 },
  {
    name: "it is back, still fenced; its rebuild is allowed by name",
    roles: ["fenced", "active"],
    rebuild: 0,
  },
  { name: "its database is rebuilt as a standby", roles: ["standby", "active"], rebuild: 0 },
  { name: "the consent is taken back", roles: ["standby", "active"] },
  { name: "failback: the first region is promoted, the other fenced", roles: ["active", "fenced"] },
  { name: "the rebuild of the other is allowed by name", roles: ["active", "fenced"], rebuild: 1 },
  { name: "its database is rebuilt as a standby", roles: ["active", "standby"], rebuild: 1 },
  { name: "healthy again", roles: ["active", "standby"] },
];

/** A region is lost and comes back where all serve. */
export const fencedAndBack: readonly Step[] = [
  { name: "healthy", roles: ["active", "active", "active"] },
  { name: "the first region is dark: fenced", roles: ["fenced", "active", "active"], dark: 0 },
  { name: "it is back, still fenced", roles: ["fenced", "active", "active"] },
  { name: "it serves again", roles: ["active", "active", "active"] },
  { name: "the last region is dark: fenced", roles: ["active", "active", "fenced"], dark: 2 },
  { name: "it is back, still fenced", roles: ["active", "active", "fenced"] },
  { name: "healthy again", roles: ["active", "active", "active"] },
];

type Configuration = Readonly<Record<string, unknown>>;
type Region = Readonly<Record<string, unknown>> & { readonly name: string; readonly role: Role };

/** The configuration of a stack's file. */
export function configurationIn(file: string): Configuration {
  return (parse(file) as { readonly config: Configuration }).config;
}

/** The steps that suit the stack: with a standby, or with regions that all serve. */
export function stepsOf(configuration: Configuration): readonly Step[] {
  return regionsOf(configuration).some(({ role }) => role === "standby") ? failoverAndBack : fencedAndBack;
}

export const regionsOf = (configuration: Configuration) =>
  configuration["standfast:regions"] as readonly Region[];

/**
 * The configuration as it is in a step.
 * @param healthCheckIds by region, of the checks that a plan of Region switch has vended.
 */
export function configurationAt(
  configuration: Configuration,
  { roles, rebuild }: Step,
  healthCheckIds: Readonly<Record<string, string>> = {},
): Configuration {
  const regions = regionsOf(configuration);
  const failover = configuration["standfast:failover"] as object | undefined;
  return {
    ...configuration,
    ...(Object.keys(healthCheckIds).length > 0 && {
      "standfast:failover": { ...failover, healthCheckIds },
    }),
    "standfast:regions": regions.map((region, at) => ({ ...region, role: roles[at] ?? region.role })),
    ...(rebuild !== undefined && { "standfast:rebuild": regions[rebuild]?.name }),
  };
}
