import { exitCodes, Refused, type ExitCode } from "../model/exit-code";
import { inProgress, readJournal } from "../runner/journal";
import { closeSession, findSession, isAlive, requireNoSession } from "../runner/session";
import { bringUp, takeDown } from "../site/lifecycle";
import { raisePriority } from "../site/privileges";
import { pidOf } from "../site/process";
import { frontUrl } from "../site/programs/application";
import { drillHome, Site } from "../site/site";
import { steadyState } from "../site/state/steady";
import { stopSignals } from "./stop-signals";
import { topologyOf, type TopologyFlags } from "./topology-options";

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** `drill up` */
export async function siteUp(flags: TopologyFlags): Promise<ExitCode> {
  await requireNoSession(drillHome());
  raisePriority();
  const startedAt = Date.now();
  const plan = { topology: topologyOf(flags), ...(flags.network ? { network: flags.network } : {}) };
  const stop = stopSignals();
  const site = await bringUp(drillHome(), plan, { say: print, signal: stop.signal }).finally(stop.end);
  print(`up in ${((Date.now() - startedAt) / 1000).toFixed(1)} s on ${site.record.network}: ${frontUrl}`);
  return exitCodes.passed;
}

/** `drill down`; says what a drill that died was doing. */
export async function siteDown(): Promise<ExitCode> {
  const home = drillHome();
  const session = findSession(home);
  if (session) {
    if (await isAlive(session))
      throw new Refused(`a drill runs as process ${session.pid}; stop it first (Ctrl-C)`);
    const doing = inProgress(readJournal(session.journal));
    print(`the last drill died ${doing ?? "after its end"}; its journal: ${session.journal}`);
  }
  const site = Site.find(home);
  if (site) await takeDown(site);
  closeSession(home);
  print(site ? "down: no process of the site is left" : "nothing was up");
  return exitCodes.passed;
}

/** `drill status`: exit code 0 only when steady state holds. */
export async function showStatus(): Promise<ExitCode> {
  const site = Site.find(drillHome());
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
