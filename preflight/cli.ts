import { Command, CommanderError } from "commander";
import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { PulumiPlan } from "../plan/plan";
import { PlanError, readPlan } from "../plan/read";
import type { PreflightSources } from "./account";
import { openAccount } from "./aws/account";
import { homeRegionOf } from "./aws/clients";
import { capturePlan } from "./capture-plan";
import { exitCodes, PreflightError } from "./exit-code";
import { exitCodeOf } from "./finding";
import { publicDns } from "./outside/dns";
import { imageRegistries } from "./outside/registries";
import { stateBackendOf } from "./outside/state-backend";
import { preflight } from "./preflight";
import { replaceBlock, writeQuotaTable } from "./report/quota-table";
import { writeTable } from "./report/table";

interface PreflightFlags {
  readonly stack?: string;
  readonly plan?: string;
  readonly json: boolean;
  readonly quotas: boolean;
  readonly update?: string;
}

const examples = `
Examples:
  npm run preflight -- --stack prod                what prod needs, and what your account has
  npm run preflight -- --stack prod --json         the same for a machine
  npm run preflight -- --plan preview.json         of a plan that "pulumi preview --json" wrote
  npm run preflight -- --stack prod --quotas       only the quotas that prod needs; nobody is asked
  npm run preflight -- --stack prod --quotas --update docs/quotas.md

Every call to AWS reads. The credentials are those of the SDK's own chain and may be as weak as the policies
ViewOnlyAccess and ServiceQuotasReadOnlyAccess. Run it before the first "up": in an account that has the stack already,
a rehearsed plan counts it a second time; give it a real preview then, with --plan.

Exit codes:
  0  ready
  1  something is short
  2  a question got no answer, or none could be asked`;

export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** What is asked, and how to be done with it. */
export interface OpenSources {
  readonly sources: PreflightSources;
  readonly close: () => void;
}

/**
 * Runs the preflight's command line.
 * @param open tests give sources of their own.
 * @returns the exit code.
 */
export async function runPreflight(
  args: readonly string[],
  terminal: Terminal,
  open: (plan: PulumiPlan) => OpenSources = openSources,
): Promise<number> {
  try {
    const flags = readFlags(args, terminal);
    const plan = await planOf(flags);
    if (flags.quotas) {
      printQuotas(plan, flags, terminal);
      return exitCodes.ready;
    }
    return await ask(plan, flags, terminal, open);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ready : exitCodes.notAsked;
    if (!(error instanceof PreflightError || error instanceof PlanError)) throw error;
    terminal.error(`preflight: ${error.message}\n`);
    return exitCodes.notAsked;
  }
}

function readFlags(args: readonly string[], { out, error }: Terminal): PreflightFlags {
  return new Command("preflight")
    .description("Ask AWS, before the first `pulumi up`, whether the account has what the plan needs.")
    .option("--stack <name>", "rehearse a preview of this stack, and take its plan")
    .option("--plan <file>", "take the plan from `pulumi preview --json` or `pulumi stack export`")
    .option("--json", "print the findings as JSON", false)
    .option("--quotas", "print the quotas that the plan needs as a Markdown table, and ask nobody", false)
    .option(
      "--update <document>",
      "with --quotas: put the table into the document's block `quotas of <stack>`",
    )
    .addHelpText("after", examples)
    .configureOutput({ writeOut: out, writeErr: error })
    .exitOverride()
    .parse([...args], { from: "user" })
    .opts<PreflightFlags>();
}

async function planOf({ stack, plan }: PreflightFlags): Promise<PulumiPlan> {
  if (plan !== undefined) return readPlan(plan);
  if (stack !== undefined) return await capturePlan(stack, join(__dirname, ".."));
  throw new PreflightError("no plan: say --stack <name> or --plan <file>; --help has examples");
}

function printQuotas(plan: PulumiPlan, { stack, update }: PreflightFlags, { out }: Terminal): void {
  const table = writeQuotaTable(plan);
  if (update === undefined) {
    out(`${table}\n`);
    return;
  }
  if (stack === undefined) throw new PreflightError("--update needs --stack: the block is named after it");
  writeFileSync(update, replaceBlock(readFileSync(update, "utf8"), `quotas of ${stack}`, table));
}

async function ask(
  plan: PulumiPlan,
  { json }: PreflightFlags,
  { out }: Terminal,
  open: (plan: PulumiPlan) => OpenSources,
): Promise<number> {
  const { sources, close } = open(plan);
  try {
    await requireCredentials(sources);
    const findings = await preflight(plan, sources);
    out(json ? `${JSON.stringify(findings, null, 2)}\n` : writeTable(findings));
    return exitCodeOf(findings);
  } finally {
    close();
  }
}

/** One answer for all, instead of the same refusal on every line. */
async function requireCredentials({ account }: PreflightSources): Promise<void> {
  try {
    await account.id();
  } catch (error) {
    const { name, message } = error as Error;
    throw new PreflightError(
      `AWS does not know who asks (${name}: ${message}); set credentials that may read`,
    );
  }
}

function openSources(plan: PulumiPlan): OpenSources {
  const { account, close } = openAccount(homeRegionOf(plan.regions()));
  const home = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  const stateBackend = stateBackendOf(join(__dirname, ".."), home, process.env);
  return { sources: { account, dns: publicDns(), images: imageRegistries(), stateBackend }, close };
}
