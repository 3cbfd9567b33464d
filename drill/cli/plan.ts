import type { Permit } from "../adapters/aws/permit";
import type { Stack } from "../adapters/aws/stack";
import { unsupportedReasons as unsupportedOnAws } from "../adapters/aws/supported-faults";
import { unsupportedReasons as unsupportedLocally } from "../adapters/local/supported-faults";
import { Refused } from "../model/exit-code";
import type { Backend, Scenario } from "../model/scenario";
import { resolvePrivateUrl } from "../runner/guard";
import type { RunPlan } from "../runner/run-plan";
import { selectScenarios } from "../scenarios/catalogue";
import type { SitePlan } from "../site/lifecycle";
import { parseSitePlan, type TopologyFlags } from "./topology-options";

/** What the command line says, as commander hands it over. */
export interface DrillFlags extends TopologyFlags, StackFlags {
  readonly site: Backend;
  readonly scenario?: string;
  readonly lbUrl?: string;
  readonly reportDir: string;
  readonly rtoBudget?: number;
  readonly rpoBudget?: number;
  readonly trials: number;
  readonly seed: number;
  readonly timeLimit: number;
  readonly dryRun: boolean;
  readonly execute: boolean;
  readonly junit: boolean;
}

export interface StackFlags {
  readonly permit?: string;
  readonly stackOutputs?: string;
}

/** A stack that may be drilled, as its files say. */
export interface StackPlan {
  readonly backend: "aws";
  readonly permit: Permit;
  readonly stack: Stack;
}

export interface LocalPlan {
  readonly backend: "local";
  /** How the site is set up when the drill has to start one. */
  readonly site: SitePlan;
  /** Whether a flag asks for that very topology, so that a site that is up must have it. */
  readonly requiresTopology: boolean;
  /** The one endpoint to use. @default both load balancers */
  readonly endpointUrl?: string;
}

/** A whole drill, once everything that was asked for is known to make sense. */
export interface DrillPlan {
  /** What was asked for, for the folder's name: a scenario, a family or `all`. */
  readonly label: string;
  readonly target: LocalPlan | StackPlan;
  readonly run: RunPlan;
  readonly timeLimitMinutes: number;
  readonly reportDir: string;
  readonly junit: boolean;
}

/** Parses the flags, and the files that they name, before anything is started. @throws {Refused} */
export async function parseDrillPlan(flags: DrillFlags): Promise<DrillPlan> {
  const { site, scenario: label } = flags;
  if (label === undefined)
    throw new Refused("--scenario is missing; for example --scenario api_kill, or all");
  const scenarios = scenariosOf(label, site);
  const target = site === "local" ? await parseLocalPlan(flags) : await parseStackPlan(flags);
  // On AWS nothing is changed without leave.
  const dryRun = flags.dryRun || (site === "aws" && !flags.execute);
  return {
    label,
    target,
    run: {
      scenarios,
      trials: dryRun ? 1 : flags.trials,
      seed: flags.seed,
      dryRun,
      ...(flags.rtoBudget === undefined ? {} : { recoverySeconds: flags.rtoBudget }),
      ...(flags.rpoBudget === undefined ? {} : { lostWrites: flags.rpoBudget }),
    },
    timeLimitMinutes: flags.timeLimit,
    reportDir: flags.reportDir,
    junit: flags.junit,
  };
}

function scenariosOf(label: string, site: Backend): readonly Scenario[] {
  const chosen = selectScenarios(label);
  const scenarios = chosen.filter(({ budgets }) => budgets[site] !== undefined);
  if (scenarios.length > 0) return scenarios;
  const reasons = new Set(chosen.flatMap(site === "local" ? unsupportedLocally : unsupportedOnAws));
  throw new Refused(`--scenario ${label} cannot be run on ${site}: ${[...reasons].join("; ")}`);
}

async function parseLocalPlan(flags: DrillFlags): Promise<LocalPlan> {
  const { topology, timing, databaseDurability, cacheDurability } = flags;
  const asked = [topology, timing, databaseDurability, cacheDurability];
  return {
    backend: "local",
    site: parseSitePlan(flags),
    requiresTopology: asked.some((flag) => flag !== undefined),
    ...(flags.lbUrl === undefined ? {} : { endpointUrl: await resolvePrivateUrl(flags.lbUrl) }),
  };
}

/** Reads what of AWS may be drilled. @throws {Refused} when a file is not named, cannot be read, or is wrong. */
export async function parseStackPlan(flags: StackFlags & { readonly lbUrl?: string }): Promise<StackPlan> {
  const { permit, stackOutputs } = flags;
  if (permit === undefined || stackOutputs === undefined) {
    throw new Refused(
      "--site aws needs --permit <file> and --stack-outputs <file> (pulumi stack output --json)",
    );
  }
  if (flags.lbUrl !== undefined) {
    throw new Refused("--lb-url is for the local site; on AWS the stack names its endpoint");
  }
  const [{ readPermit }, { readStack }] = await Promise.all([
    import("../adapters/aws/permit"),
    import("../adapters/aws/stack"),
  ]);
  return { backend: "aws", permit: readPermit(permit), stack: readStack(stackOutputs) };
}
