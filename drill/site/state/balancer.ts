import { ports, type SiteNode } from "../layout";
import type { LocalSite } from "../site";
import { ask, askTimeoutMs } from "./http";

export interface Server {
  readonly name: string;
  /** `UP`, `DOWN`, or in between such as `DOWN 1/2`. */
  readonly status: string;
}

/** Reads HAProxy's statistics: the servers, without its own totals. */
export function parseServers(csv: string): readonly Server[] {
  const [header = "", ...lines] = csv.trim().split("\n");
  const columns = header.replace(/^# /, "").split(",");
  const [name, status] = [columns.indexOf("svname"), columns.indexOf("status")];
  return lines
    .map((line) => line.split(","))
    .filter((fields) => !["FRONTEND", "BACKEND"].includes(fields[name] ?? ""))
    .map((fields) => ({ name: fields[name] ?? "", status: fields[status] ?? "" }));
}

/** The servers behind a load balancer or proxy; `undefined` when it does not answer. */
export async function serversOf(
  site: LocalSite,
  node: SiteNode,
  timeoutMs = askTimeoutMs,
): Promise<readonly Server[] | undefined> {
  const answer = await ask(`http://${site.endpoint(node, ports.statistics)}/statistics;csv`, { timeoutMs });
  return answer?.status === 200 ? parseServers(answer.text) : undefined;
}
