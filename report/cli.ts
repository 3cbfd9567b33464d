import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Command, CommanderError } from "commander";
import { gather, ReportError } from "./gather";
import { policiesSchema } from "./model/inputs";
import { toPage } from "./page/page";
import { toPicture } from "./page/picture";
import { provenanceOf } from "./provenance";

interface ReportFlags {
  readonly from: string;
  readonly plan?: string;
  readonly drills: string;
  readonly out?: string;
  readonly picture?: string;
  readonly operator?: string;
}

const examples = `
Examples:
  npm start && npm run report                                what prod survives, as one page
  npm run report -- --plan prod.json --out prod.html         with the cost of a plan of your own
  npm run report -- --picture docs/pictures/survivability.svg   the table alone, for a README

Exit codes:
  0  the page is written
  2  there is nothing to report, or it cannot be read`;

/** Runs the command line of the report. @returns the exit code. */
export function runReport(
  args: readonly string[],
  out: (text: string) => void,
  complain: (text: string) => void,
): number {
  try {
    const flags = readFlags(args, out, complain);
    const folder = resolve(flags.from);
    const plan = flags.plan ?? rehearsedState(folder);
    const { inputs, engine, ...found } = gather({ folder, plan, drills: resolve(flags.drills) });
    const page = toPage({ ...found, provenance: provenanceOf(inputs, engine, flags.operator) });
    const file = resolve(flags.out ?? join(folder, "report.html"));
    write(file, page);
    if (flags.picture !== undefined && found.survivability) {
      write(resolve(flags.picture), toPicture(found.survivability));
    }
    out(`${file}: ${Math.ceil(page.length / 1024)} KiB. Open it in any browser; it needs no network.\n`);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof ReportError)) throw error;
    complain(`report: ${error.message}\n`);
    return 2;
  }
}

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** The state that a rehearsal keeps beside its reports; undefined where the folder is no rehearsal's. */
function rehearsedState(folder: string): string | undefined {
  const policies = join(folder, "policies.json");
  if (!existsSync(policies)) return undefined;
  const { data } = policiesSchema.safeParse(JSON.parse(readFileSync(policies, "utf8")));
  if (!data) return undefined;
  const stacks = join(dirname(folder), "backend", ".pulumi", "stacks");
  const state = join(stacks, data.project, `${data.stack}.json`);
  return existsSync(state) ? state : undefined;
}

function readFlags(
  args: readonly string[],
  writeOut: (text: string) => void,
  writeErr: (text: string) => void,
): ReportFlags {
  const reports =
    process.env["STANDFAST_REPORT_DIR"] ??
    join(process.env["STANDFAST_REHEARSAL_DIR"] ?? ".rehearsal", "report");
  return new Command("report")
    .description(
      "One page of what a run planned, judged, predicted and measured; it needs nothing else to open.",
    )
    .option("--from <folder>", "where the policy pack wrote policies.json and survivability.json", reports)
    .option("--plan <file>", "what the cost is of (default: the state of the rehearsal, where there is one)")
    .option("--drills <folder>", "where the drills wrote their folders", "drills")
    .option("--out <file>", "the page (default: report.html in the folder of --from)")
    .option("--picture <file>", "what survives, alone, as an SVG besides")
    .option("--operator <name>", "who answers for the run (default: the user.name of git)")
    .addHelpText("after", examples)
    .configureOutput({ writeOut, writeErr })
    .exitOverride()
    .parse([...args], { from: "user" })
    .opts<ReportFlags>();
}
