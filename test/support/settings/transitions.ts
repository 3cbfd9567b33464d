/** A configuration's transitions on the recorded plan: no engine, so that a thousand configurations can be tried. */
import * as pulumi from "@pulumi/pulumi";
import { runConfiguration } from "../../architecture/program";
import { lostUnasked } from "../../engine/transitions/losses";
import { configurationAt, regionsOf, type Role, type Step, stepsOf } from "../../engine/transitions/roles";
import type { Recorded } from "../mocks";
import { acceptedSettings } from "./accepted";
import { changesBetween } from "./plan-changes";

type Configuration = Readonly<Record<string, unknown>>;

/**
 * Steps with a role for each region of the configuration: those beyond a step's stay what they are. Of two that differ in
 * the consent alone the first, for consent makes and removes nothing.
 */
function stepsFor(configuration: Configuration): readonly Step[] {
  const regions = regionsOf(configuration);
  const hasDatabase = configuration["standfast:database"] !== undefined;
  const steps = stepsOf(configuration);
  const isNew = ({ roles }: Step, at: number) => roles.join() !== steps[at - 1]?.roles.join();
  return steps.filter(isNew).map(({ name, roles, rebuild }) => ({
    name,
    roles: regions.map(({ role }, at): Role => roles[at] ?? role),
    ...(hasDatabase && rebuild !== undefined && { rebuild }),
  }));
}

/**
 * What a transition of the configuration would delete or replace of what holds data, without having been asked to by name.
 * @param settings as the parser accepts them, without the namespace; of two regions or more.
 */
async function lostInTransitions(settings: Configuration): Promise<readonly string[]> {
  const configuration = Object.fromEntries(
    Object.entries(settings)
      .filter(([key]) => key !== "rebuild")
      .map(([key, value]): [string, unknown] => [`standfast:${key}`, value]),
  );
  const regions = regionsOf(configuration).map(({ name }) => name);
  const losses: string[] = [];
  // The way back ends where it began, but for the consent.
  const plans = new Map<string, readonly Recorded[]>();
  let before: readonly Recorded[] = [];
  for (const step of stepsFor(configuration)) {
    const roles = step.roles.join();
    const after =
      plans.get(roles) ?? (await runConfiguration(configurationAt(configuration, step))).resources;
    plans.set(roles, after);
    const gone = lostUnasked(changesBetween(before, after), step, regions);
    losses.push(...gone.map((name) => `${step.name}: ${name}`));
    before = after;
  }
  return losses;
}

/**
 * Takes as many generated configurations of several regions through their transitions.
 * @returns how many were tried, and what was lost, each with the seed that makes its configuration again.
 */
export async function tryConfigurations(
  count: number,
  firstSeed = 1,
): Promise<{ readonly tried: number; readonly losses: readonly string[] }> {
  return await withoutPositions(() => tryEach(count, firstSeed));
}

/** The SDK notes where each resource and each promise was made, for its errors, which takes longer than all the rest. */
async function withoutPositions<T>(act: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  const sdk = pulumi.Resource as unknown as { callsites: () => readonly object[] };
  const { callsites } = sdk;
  Error.stackTraceLimit = 0;
  sdk.callsites = () => [];
  try {
    return await act();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    sdk.callsites = callsites;
  }
}

async function tryEach(count: number, firstSeed: number): ReturnType<typeof tryConfigurations> {
  const losses: string[] = [];
  let tried = 0;
  for (let seed = firstSeed; tried < count; seed++) {
    const settings = acceptedSettings(seed, { texts: "examples" });
    if ((settings["regions"] as readonly unknown[]).length < 2) continue;
    tried += 1;
    losses.push(...(await lostInTransitions(settings)).map((loss) => `seed ${seed}: ${loss}`));
  }
  return { tried, losses };
}
