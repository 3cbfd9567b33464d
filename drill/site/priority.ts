import { raiseSession } from "./autogroup";
import { isRoot } from "./privileges";
import { withDescendants } from "./proc";
import { serverPidOf } from "./process";
import type { LocalSite } from "./site";

/** PostgreSQL begins a session for each connection: how often new ones are looked for. */
const lookEveryMs = 1_000;

/** Raises the sessions that the databases begin, until the returned function is called. */
export function keepPriority(site: LocalSite): () => void {
  if (!isRoot()) return () => undefined;
  const raised = new Set<number>();
  const look = async (): Promise<void> => {
    const servers = await Promise.all(site.nodesOf("postgres").map((node) => serverPidOf(site, node)));
    const pids = await withDescendants(servers.filter((pid) => pid !== undefined));
    for (const pid of pids) if (!raised.has(pid) && raiseSession(pid)) raised.add(pid);
  };
  const timer = setInterval(() => {
    void look();
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
  };
}
