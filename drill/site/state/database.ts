import { Client } from "pg";
import { z } from "zod";
import { ports, type SiteNode } from "../layout";
import type { LocalSite } from "../site";
import { ask, askJson, askTimeoutMs } from "./http";

/** The database that its agent calls primary; `undefined` while there is none. */
export async function databasePrimary(
  site: LocalSite,
  timeoutMs = askTimeoutMs,
): Promise<SiteNode | undefined> {
  const primaries = await Promise.all(
    site.nodesOf("postgres").map(async (node) => {
      const answer = await ask(`http://${site.endpoint(node, ports.agent)}/primary`, {
        method: "OPTIONS",
        timeoutMs,
      });
      return answer?.status === 200 ? node : undefined;
    }),
  );
  return primaries.find((node) => node !== undefined);
}

const clusterSchema = z.object({ members: z.array(z.object({ name: z.string(), role: z.string() })) });

/** The standby that the agents have agreed may take over in synchronous mode. */
export async function agreedSuccessor(site: LocalSite, primary: SiteNode): Promise<string | undefined> {
  const cluster = clusterSchema.safeParse(
    await askJson(`http://${site.endpoint(primary, ports.agent)}/cluster`),
  );
  return cluster.data?.members.find(({ role }) => role === "sync_standby")?.name;
}

export interface Standby {
  readonly name: string;
  /** `streaming` when it follows. */
  readonly state: string;
  /** `sync` when commits wait for it. */
  readonly mode: string;
}

/** The standbys that the primary itself sees. */
export async function standbys(site: LocalSite, primary: SiteNode): Promise<readonly Standby[]> {
  const rows = await queryDatabase(
    site,
    primary,
    "SELECT application_name, state, sync_state FROM pg_stat_replication WHERE state <> 'backup'",
  );
  return rows.map(([name, state, mode]) => ({
    name: String(name),
    state: String(state),
    mode: String(mode),
  }));
}

/** Runs one statement as the superuser, directly on a node. */
export async function queryDatabase(
  site: LocalSite,
  node: SiteNode,
  text: string,
): Promise<readonly unknown[][]> {
  const client = new Client({
    host: site.address(node.location, node.host),
    port: node.port,
    user: "postgres",
    database: "postgres",
    password: site.record.password,
    connectionTimeoutMillis: askTimeoutMs,
    query_timeout: askTimeoutMs * 2,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text, rowMode: "array" });
    return rows;
  } finally {
    // Without waiting: a server that hangs would never say goodbye.
    void client.end().catch(() => undefined);
  }
}
