import { chownSync } from "node:fs";
import { join } from "node:path";
import { ports, replicationHost, type SiteNode } from "../layout";
import { makePrivateFolder, writePrivateFile } from "../private-files";
import { databaseUser } from "../privileges";
import type { Command } from "../process";
import type { LocalSite } from "../site";

/** The name under which Patroni keeps its state. */
export const clusterName = "standfast";

/** A database with the agent that starts, promotes and demotes it. */
export function postgres(site: LocalSite, node: SiteNode): Command {
  const folder = site.path("data", node.name);
  const settings = site.path("settings", `${node.name}.json`);
  const user = databaseUser();
  makePrivateFolder(folder);
  writePrivateFile(settings, JSON.stringify(patroniSettings(site, node, folder), null, 2));
  if (user) for (const path of [folder, settings]) chownSync(path, user.uid, user.gid);
  return { argv: ["patroni", settings], asDatabaseUser: true, environment: { HOME: folder } };
}

function patroniSettings(site: LocalSite, node: SiteNode, folder: string): unknown {
  const { timing, databaseDurability } = site.record.topology;
  const address = site.address(node.location, node.host);
  const replication = site.address(node.location, replicationHost);
  const account = (username: string): object => ({ username, password: site.record.password });
  return {
    scope: clusterName,
    name: node.name,
    restapi: {
      listen: `${address}:${ports.agent}`,
      connect_address: `${address}:${ports.agent}`,
    },
    // Not `etcd3`: see etcd.ts.
    etcd: { hosts: site.nodesOf("etcd").map((one) => site.endpoint(one)) },
    bootstrap: {
      dcs: {
        ttl: timing.databaseLeadSeconds,
        loop_wait: timing.databaseLoopSeconds,
        retry_timeout: timing.databaseRetrySeconds,
        // A server that died is not started again in place: the standby takes over at once.
        primary_start_timeout: 0,
        maximum_lag_on_failover: 1_048_576,
        synchronous_mode: databaseDurability === "synchronous",
        postgresql: { use_pg_rewind: true, use_slots: true, parameters: serverParameters },
      },
      initdb: [{ encoding: "UTF8" }, { locale: "C.UTF-8" }, "data-checksums", { "wal-segsize": "1" }],
      pg_hba: hostRules,
    },
    postgresql: {
      listen: `${address},${replication}:${node.port}`,
      connect_address: `${replication}:${node.port}`,
      data_dir: join(folder, "cluster"),
      bin_dir: "/usr/lib/postgresql/15/bin",
      pgpass: join(folder, "pgpass"),
      pg_hba: hostRules,
      authentication: {
        superuser: account("postgres"),
        replication: account("replicator"),
        rewind: account("rewinder"),
      },
      parameters: { unix_socket_directories: folder, unix_socket_permissions: "0700" },
      basebackup: [{ checkpoint: "fast" }],
      remove_data_directory_on_rewind_failure: true,
      remove_data_directory_on_diverged_timelines: true,
    },
  };
}

const hostRules = [
  "host all all 0.0.0.0/0 scram-sha-256",
  "host replication replicator 0.0.0.0/0 scram-sha-256",
];

const serverParameters = {
  shared_buffers: "32MB",
  max_connections: 80,
  wal_log_hints: "on",
  wal_keep_size: "64MB",
  min_wal_size: "2MB",
  max_wal_size: "64MB",
  wal_sender_timeout: "5s",
  wal_receiver_timeout: "5s",
  wal_retrieve_retry_interval: "500ms",
  checkpoint_timeout: "5min",
  logging_collector: "off",
};
