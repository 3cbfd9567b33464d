import { exitCodes, Refused, type ExitCode } from "../model/exit-code";
import type { Backend } from "../model/scenario";
import { bringUp } from "../site/lifecycle";
import { closeSession, openSession } from "../runner/session";
import { raisePriority } from "../site/autogroup";
import { pidOf } from "../site/process";
import { frontendUrl } from "../site/programs/application";
import { drillHome, LocalSite } from "../site/site";
import { steadyState } from "../site/state/steady";
import { stopSignals } from "./stop-signals";
import { parseSitePlan, type TopologyFlags } from "./topology-options";

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export interface SiteFlags {
  readonly site: Backend;
}

function requireLocal({ site }: SiteFlags): void {
  if (site !== "local") throw new Refused("only the local site is brought up and looked at by the drill");
}

/** `drill up` */
export async function siteUp(flags: SiteFlags & TopologyFlags): Promise<ExitCode> {
  requireLocal(flags);
  const plan = parseSitePlan(flags);
  const home = drillHome();
  await openSession(home, { backend: "local" });
  raisePriority(print);
  const startedAt = Date.now();
  const stop = stopSignals();
  try {
    const site = await bringUp(home, plan, { log: print, signal: stop.signal });
    print(
      `up in ${((Date.now() - startedAt) / 1000).toFixed(1)} s on ${site.record.network}: ${frontendUrl}`,
    );
    return exitCodes.passed;
  } finally {
    stop.end();
    closeSession(home);
  }
}

/** `drill status`: exit code 0 only when steady state holds. */
export async function showStatus(flags: SiteFlags): Promise<ExitCode> {
  requireLocal(flags);
  const site = LocalSite.find(drillHome());
  if (!site) {
    print("no site is up");
    return exitCodes.notRun;
  }
  for (const node of site.nodes) {
    const pid = await pidOf(site, node);
    print(
      `${node.name.padEnd(16)} ${site.endpoint(node).padEnd(18)} ${pid === undefined ? "DOWN" : `pid ${pid}`}`,
    );
  }
  const probes = await steadyState(site);
  for (const { name, ok, found } of probes) print(`${ok ? "ok  " : "FAIL"} ${name}: ${found}`);
  return probes.every(({ ok }) => ok) ? exitCodes.passed : exitCodes.notRun;
}
