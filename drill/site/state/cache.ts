import { RedisLink } from "../../app/redis-link";
import type { SiteNode } from "../layout";
import { cacheName } from "../programs/redis";
import type { LocalSite } from "../site";
import { askTimeoutMs } from "./http";

/** Sends one command to a Redis or a Sentinel; `undefined` when it does not answer. */
export async function sendToCache(
  site: LocalSite,
  node: SiteNode,
  command: readonly string[],
): Promise<unknown> {
  const server = { host: site.address(node.location, node.host), port: node.port };
  const password = node.program === "redis" ? site.record.password : undefined;
  return await RedisLink.askOnce(server, password, command, askTimeoutMs).catch(() => undefined);
}

/** Names and values in turn, as Redis answers them. */
function fieldsOf(reply: unknown): ReadonlyMap<string, string> {
  const flat = Array.isArray(reply) ? reply.map(String) : [];
  const pairs = flat.flatMap((name, index) =>
    index % 2 === 0 ? [[name, flat[index + 1] ?? ""] as const] : [],
  );
  return new Map(pairs);
}

export interface CacheView {
  /** The primary that this Sentinel believes in, as `host:port`. */
  readonly primary: string;
  readonly epoch: number;
  readonly flags: string;
  readonly otherSentinels: number;
  /** What it holds of every replica that it knows: `slave` when all is well. */
  readonly replicas: readonly string[];
}

/**
 * A replica that was a primary until now is known to follow, but recorded as a primary until the Sentinel has asked
 * it again, up to 10 s later. Cut off in between, that Sentinel makes it a replica of the old primary at the heal,
 * and what was acknowledged meanwhile is erased (Redis issues 1445 and 7892; here 437 of 1,060 writes).
 */
function replicaState(fields: ReadonlyMap<string, string>): string {
  const flags = fields.get("flags") ?? "";
  const role = fields.get("role-reported") ?? "";
  const link = fields.get("master-link-status") ?? "";
  return [
    flags,
    ...(role === "slave" ? [] : [`reported ${role}`]),
    ...(link === "ok" ? [] : [`link ${link}`]),
  ].join(" ");
}

/** What one Sentinel believes; `undefined` when it does not answer. */
export async function cacheView(site: LocalSite, sentinel: SiteNode): Promise<CacheView | undefined> {
  const [about, replicas] = await Promise.all([
    sendToCache(site, sentinel, ["SENTINEL", "MASTER", cacheName]),
    sendToCache(site, sentinel, ["SENTINEL", "REPLICAS", cacheName]),
  ]);
  if (!Array.isArray(about) || !Array.isArray(replicas)) return undefined;
  const fields = fieldsOf(about);
  return {
    primary: `${fields.get("ip") ?? ""}:${fields.get("port") ?? ""}`,
    epoch: Number(fields.get("config-epoch")),
    flags: fields.get("flags") ?? "",
    otherSentinels: Number(fields.get("num-other-sentinels")),
    replicas: replicas.map((replica) => replicaState(fieldsOf(replica))),
  };
}

/** The primary that the Sentinel with the latest configuration names; `undefined` when none answers. */
export async function cachePrimary(site: LocalSite): Promise<SiteNode | undefined> {
  const views = await Promise.all(site.nodesOf("sentinel").map((node) => cacheView(site, node)));
  const [latest] = views.filter((view) => view !== undefined).sort((one, other) => other.epoch - one.epoch);
  return site.nodesOf("redis").find((node) => site.endpoint(node) === latest?.primary);
}

/** Role and links of one Redis, from `INFO replication`. */
export async function replicationOf(site: LocalSite, node: SiteNode): Promise<ReadonlyMap<string, string>> {
  const info = await sendToCache(site, node, ["INFO", "replication"]);
  const lines = typeof info === "string" ? info.split("\r\n") : [];
  return new Map(
    lines
      .filter((line) => line.includes(":"))
      .map((line) => {
        const at = line.indexOf(":");
        return [line.slice(0, at), line.slice(at + 1)] as const;
      }),
  );
}
