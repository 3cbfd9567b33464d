import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { drillReportSchema, type DrillReport } from "../../../drill/model/report";
import { processesMarked } from "../../../drill/site/proc";
import { drillHome, LocalSite } from "../../../drill/site/site";
import { drill, newWorkplace } from "./cli";

/** Namespaces and mounts that bear the site's name. */
export function leftByName(): string[] {
  const mounts = readFileSync("/proc/mounts", "utf8").split("\n");
  const spaces = existsSync("/run/netns") ? readdirSync("/run/netns") : [];
  return [
    ...spaces.filter((name) => name.startsWith("standfast-")),
    ...mounts.filter((line) => line.startsWith("standfast-drill ")),
  ];
}

/** Where one test drills from: a folder of its own, and the sites that it has seen. */
export class SiteWorkplace {
  readonly folder = newWorkplace();
  readonly #marks: string[] = [];

  /** Remembers the site that is up, so that what it leaves can be looked for when its record is gone. */
  remember(): LocalSite {
    const site = LocalSite.find(drillHome());
    if (!site) throw new Error("no site is up");
    this.#marks.push(site.marker);
    return site;
  }

  /** Living processes of the sites that were remembered. */
  async left(): Promise<number[]> {
    return (await Promise.all(this.#marks.map(processesMarked))).flat();
  }

  /** Runs a command that must end with this exit code; its output is the reason when it does not. */
  async ends(code: number, ...argv: string[]): Promise<string> {
    const ended = await drill(this.folder, ...argv);
    if (ended.code !== code) throw new Error(`${argv.join(" ")} ended with ${ended.code}:\n${ended.output}`);
    return ended.output;
  }

  /** Runs a scenario from an empty folder: the budgets that it missed. Never one for what is lost: that fails here. */
  async misses(scenario: string): Promise<readonly string[]> {
    rmSync(join(this.folder, "drills"), { recursive: true, force: true });
    const { code, output } = await drill(this.folder, "--scenario", scenario);
    if (code === 0) return [];
    const reasons = code === 1 ? (this.report(scenario).scenarios[0]?.reasons ?? []) : [];
    if (reasons.length === 0 || reasons.some((reason) => reason.includes(" lost, ")))
      throw new Error(`${scenario} ended with ${code}: ${reasons.join("; ")}\n${output}`);
    return reasons;
  }

  /** Waits until `status` finds nothing amiss: on a busy machine a probe may blink. */
  async settles(): Promise<void> {
    for (const until = Date.now() + 20_000; ;) {
      const { code, output } = await drill(this.folder, "status");
      if (code === 0) return;
      if (Date.now() > until) throw new Error(`the site does not settle:\n${output}`);
    }
  }

  /** What the run of a scenario reported. */
  report(scenario: string): DrillReport {
    const folder = readdirSync(join(this.folder, "drills")).find((name) => name.startsWith(`${scenario}-`));
    return drillReportSchema.parse(
      JSON.parse(readFileSync(join(this.folder, "drills", folder ?? "", "report.json"), "utf8")),
    );
  }
}
