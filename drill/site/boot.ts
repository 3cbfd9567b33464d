import { schema } from "../app/database";
import { poll } from "../model/clock";
import { Refused } from "../model/exit-code";
import type { SiteNode, SiteProgram } from "./layout";
import { start } from "./process";
import { commandOf } from "./programs/command";
import type { LocalSite } from "./site";
import { databasePrimary, queryDatabase } from "./state/database";
import { ask } from "./state/http";
import { quorumLeader } from "./state/quorum";
import { steadyState } from "./state/steady";

/** How long any one part may take to come up. */
const timeoutMs = 60_000;

export interface BootPorts {
  /** Tells what is being waited for. */
  readonly log: (line: string) => void;
  /** Gives up. */
  readonly signal: AbortSignal;
}

/**
 * Starts every process: database first, then the applications, then the load balancers; then proves redundancy.
 * @throws {Refused} that names what did not come up.
 */
export async function boot(site: LocalSite, ports: BootPorts): Promise<void> {
  const [first, second] = site.nodesOf("postgres");
  if (!first || !second) throw new RangeError("the site has no pair of databases");
  startAll(site, "etcd", "redis", "sentinel");
  await until(site, ports, "a quorum", async () => (await quorumLeader(site)) !== undefined);
  startNode(site, first);
  await until(site, ports, "a database primary", async () => (await databasePrimary(site)) !== undefined);
  startNode(site, second);
  await queryDatabase(site, first, schema);
  startAll(site, "proxy", "application");
  await until(site, ports, "the applications", async () => await everyApplicationLives(site));
  startAll(site, "balancer");
  let missing: readonly string[] = [];
  await until(
    site,
    ports,
    "redundancy",
    async () => {
      const probes = (await steadyState(site)).filter(({ ok }) => !ok);
      missing = probes.map(({ name, found }) => `${name} (${found})`);
      return missing.length === 0;
    },
    () => `: ${missing.join("; ")}`,
  );
  ports.log("the site is ready and redundant");
}

export function startNode(site: LocalSite, node: SiteNode): void {
  start(site, node, commandOf(site, node));
}

function startAll(site: LocalSite, ...programs: readonly SiteProgram[]): void {
  for (const program of programs) for (const node of site.nodesOf(program)) startNode(site, node);
}

async function everyApplicationLives(site: LocalSite): Promise<boolean> {
  const answers = await Promise.all(
    site.nodesOf("application").map((node) => ask(`http://${site.endpoint(node)}/health`)),
  );
  return answers.every((answer) => answer?.status === 200);
}

async function until(
  site: LocalSite,
  { log, signal }: BootPorts,
  what: string,
  holds: () => Promise<boolean>,
  why = (): string => "",
): Promise<void> {
  log(`waiting for ${what}`);
  const held = await poll(async () => ((await holds()) ? true : undefined), {
    everyMs: 50,
    timeoutMs,
    signal,
  });
  if (held) return;
  throw new Refused(`${what} did not come up in ${timeoutMs / 1000} s${why()}; see ${site.logs}`);
}
