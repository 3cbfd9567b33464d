import type { SiteNode } from "../layout";
import { makePrivateFolder } from "../private-files";
import type { Command } from "../process";
import type { LocalSite } from "../site";
import { settingsFile } from "./settings-file";

/** The name under which the Sentinels watch the cache. */
export const cacheName = "cache";

/** Redis writes its title over its environment, by which the drill finds its processes. */
const keepsEnvironment = "set-proc-title no";

/** One of three copies of the cache: with two, a failover would leave no replica and writes would stop. */
export function redis(site: LocalSite, node: SiteNode): Command {
  const address = site.address(node.location, node.host);
  const [first] = site.nodesOf("redis");
  const folder = site.path("data", node.name);
  makePrivateFolder(folder);
  const lines = [
    `bind ${address}`,
    `bind-source-addr ${address}`,
    `port ${node.port}`,
    `dir ${folder}`,
    keepsEnvironment,
    "protected-mode no",
    `requirepass ${site.record.password}`,
    `masterauth ${site.record.password}`,
    "appendonly yes",
    "appendfsync everysec",
    'save ""',
    `replica-announce-ip ${address}`,
    "repl-diskless-sync yes",
    "repl-diskless-sync-delay 0",
    "repl-timeout 5",
    "repl-ping-replica-period 1",
    ...(site.record.topology.cacheDurability === "asynchronous"
      ? []
      : ["min-replicas-to-write 1", "min-replicas-max-lag 2"]),
    ...(first && first !== node
      ? [`replicaof ${site.address(first.location, first.host)} ${first.port}`]
      : []),
  ];
  return { argv: ["redis-server", settingsFile(site, `${node.name}.conf`, `${lines.join("\n")}\n`)] };
}

/** One of three that watch the cache and choose its primary. */
export function sentinel(site: LocalSite, node: SiteNode): Command {
  const address = site.address(node.location, node.host);
  const [first] = site.nodesOf("redis");
  if (!first) throw new RangeError("the site has no cache to watch");
  const { timing, sentinels } = site.record.topology;
  const folder = site.path("data", node.name);
  makePrivateFolder(folder);
  const lines = [
    `bind ${address}`,
    `port ${node.port}`,
    `dir ${folder}`,
    keepsEnvironment,
    "protected-mode no",
    // Without it Sentinels that share a source address take each other for one and forget the rest.
    `sentinel announce-ip ${address}`,
    `sentinel announce-port ${node.port}`,
    `sentinel monitor ${cacheName} ${site.address(first.location, first.host)} ${first.port} ${Math.floor(sentinels / 2) + 1}`,
    `sentinel auth-pass ${cacheName} ${site.record.password}`,
    `sentinel down-after-milliseconds ${cacheName} ${timing.cacheDownAfterMs}`,
    `sentinel failover-timeout ${cacheName} ${timing.cacheFailoverTimeoutMs}`,
    `sentinel parallel-syncs ${cacheName} 1`,
  ];
  return {
    argv: ["redis-server", settingsFile(site, `${node.name}.conf`, `${lines.join("\n")}\n`), "--sentinel"],
  };
}
