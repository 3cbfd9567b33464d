/** Reads what the runs wrote. The one place that looks into folders. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { monthlyCost } from "../cost/monthly-cost";
import { prices } from "../cost/prices/2026-10-08";
import { drillReportSchema, type DrillReport } from "../drill/model/report";
import { parsePlan, PlanError } from "../plan/read";
import { policiesSchema, survivabilitySchema } from "./model/inputs";
import type { InputFile, RunReport } from "./model/run-report";

/** There is no report to make; the message says why and what to do. */
export class ReportError extends Error {
  override readonly name = "ReportError";
}

export interface Sources {
  /** The folder that the policy pack wrote its reports into. */
  readonly folder: string;
  /** A preview, an export or a state of the stack. @default none, and no cost on the page */
  readonly plan: string | undefined;
  /** The folder with a folder for each drill. */
  readonly drills: string;
}

export type Gathered = Omit<RunReport, "provenance"> & {
  readonly inputs: readonly InputFile[];
  /** Of the engine that wrote the plan, where the plan says so. */
  readonly engine: string | undefined;
};

/** @throws {ReportError} that names every file that is missing or not what it should be. */
export function gather({ folder, plan, drills }: Sources): Gathered {
  const inputs: InputFile[] = [];
  const problems: string[] = [];
  const read = (file: string): string => {
    const bytes = readFileSync(file);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const writtenAt = statSync(file).mtime.toISOString();
    inputs.push({ name: basename(file), bytes: bytes.length, sha256, writtenAt });
    return bytes.toString("utf8");
  };
  const parsed = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
    try {
      return schema.parse(JSON.parse(read(file)));
    } catch (error) {
      const said = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
      problems.push(`${file} is no report of this version: ${said}`);
      return undefined;
    }
  };

  const policiesFile = join(folder, "policies.json");
  if (!existsSync(policiesFile)) {
    throw new ReportError(
      `there is no ${policiesFile}: run "npm start" first, or any command with --policy-pack policies and STANDFAST_REPORT_DIR, and give its folder with --from`,
    );
  }
  const policies = parsed(policiesFile, policiesSchema);
  const survivabilityFile = join(folder, "survivability.json");
  const survivability = existsSync(survivabilityFile)
    ? parsed(survivabilityFile, survivabilitySchema)
    : undefined;
  const drillFiles = drillReports(drills);
  const drilled = latest(drillFiles.flatMap((file) => parsed(file, drillReportSchema) ?? []));
  const planText = plan === undefined ? undefined : textOf(plan, read, problems);
  const cost = planText === undefined ? undefined : costOf(planText, plan ?? "", problems);
  if (policies === undefined || problems.length > 0) throw new ReportError(problems.join("\n"));
  return { policies, survivability, cost, drills: drilled, inputs, engine: engineOf(planText) };
}

function textOf(file: string, read: (file: string) => string, problems: string[]): string | undefined {
  try {
    return read(file);
  } catch (error) {
    problems.push(`${file} cannot be read: ${(error as Error).message}`);
    return undefined;
  }
}

function costOf(text: string, file: string, problems: string[]): RunReport["cost"] {
  try {
    return monthlyCost(parsePlan(text), prices);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    problems.push(`${file}: ${error.message}`);
    return undefined;
  }
}

function drillReports(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name, "report.json"))
    .filter((file) => existsSync(file));
}

/** The latest first, and of each scenario the latest that was run: a page has room for one. */
function latest(reports: readonly DrillReport[]): readonly DrillReport[] {
  const seen = new Set<string>();
  return [...reports]
    .sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1))
    .flatMap((report) => {
      const scenarios = report.scenarios.filter(({ name }) => !seen.has(`${report.backend} ${name}`));
      for (const { name } of scenarios) seen.add(`${report.backend} ${name}`);
      return scenarios.length > 0 ? [{ ...report, scenarios }] : [];
    });
}

const manifestSchema = z.object({ manifest: z.object({ version: z.string() }) });
const engineSchema = z.union([
  z.object({ deployment: manifestSchema }).transform(({ deployment }) => deployment.manifest.version),
  z
    .object({ checkpoint: z.object({ latest: manifestSchema }) })
    .transform((state) => state.checkpoint.latest.manifest.version),
]);

function engineOf(plan: string | undefined): string | undefined {
  if (plan?.startsWith("{") !== true) return undefined;
  const found = engineSchema.safeParse(JSON.parse(plan));
  return found.success ? found.data : undefined;
}
