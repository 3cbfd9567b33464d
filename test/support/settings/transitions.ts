/** A configuration's transitions on the recorded plan: no engine, so that a thousand configurations can be tried. */
import { runConfiguration } from "../../architecture/program";
import { configurationAt, regionsOf, type Role, type Step, stepsOf } from "../../engine/transitions/roles";
import { holdsData } from "../data-bearing";
import type { Recorded } from "../mocks";
import { acceptedSettings } from "./accepted";

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

/** What holds data, by type and name; the logical name is the identity. */
const dataOf = (resources: readonly Recorded[]) =>
  resources
    .filter(({ type }) => holdsData(type))
    .map(({ type, name, parent }) => `${type} ${name} in ${parent ?? ""}`);

/** Copies of a database's logs end with the database that is made anew, which was asked for by name. */
const goesWithARebuild = /^aws:rds\/instanceAutomatedBackupsReplication:/;

/**
 * What a transition of the configuration would delete of what holds data.
 * @param settings as the parser accepts them, without the namespace; of two regions or more.
 */
async function lostInTransitions(settings: Configuration): Promise<readonly string[]> {
  const configuration = Object.fromEntries(
    Object.entries(settings)
      .filter(([key]) => key !== "rebuild")
      .map(([key, value]): [string, unknown] => [`standfast:${key}`, value]),
  );
  const losses: string[] = [];
  let before: readonly string[] = [];
  for (const step of stepsFor(configuration)) {
    const { resources } = await runConfiguration(configurationAt(configuration, step));
    const now = dataOf(resources);
    const gone = before.filter((urn) => !now.includes(urn));
    const isAskedFor = (urn: string) => step.rebuild !== undefined && goesWithARebuild.test(urn);
    losses.push(...gone.filter((urn) => !isAskedFor(urn)).map((urn) => `${step.name}: ${urn}`));
    before = now;
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
