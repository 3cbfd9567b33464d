import { createClient } from "redis";
import { z } from "zod";
import type { DrillEvent } from "../../model/adapter";
import { now } from "../../model/clock";
import type { SiteNode } from "../../site/layout";
import { clusterName } from "../../site/programs/postgres";
import type { LocalSite } from "../../site/site";
import { serversOf } from "../../site/state/balancer";
import { databasePrimary } from "../../site/state/database";
import { askJson, followTimeoutMs } from "../../site/state/http";

/** Watches the site's failovers from outside: what the Sentinels announce, who leads, who is routed to. */

type Report = (event: DrillEvent) => void;
const lookEveryMs = 100;

/** @returns a function that ends the watch. */
export function watchSite(site: LocalSite, report: Report): () => Promise<void> {
  const sentinels = site.nodesOf("sentinel").map((node) => hearSentinel(site, node, report));
  const stop = new AbortController();
  const looks = [lookAtLead(site, report), lookAtPrimary(site, report), lookAtServers(site, report)].map(
    (look) => repeat(look, stop.signal),
  );
  return async () => {
    stop.abort();
    for (const client of sentinels) client.destroy();
    await Promise.all(looks);
  };
}

const cachePhases: Readonly<Record<string, DrillEvent["phase"]>> = {
  "+odown": "detect",
  "+elected-leader": "elect",
  "+promoted-slave": "promote",
  "+switch-master": "route",
};

function hearSentinel(site: LocalSite, node: SiteNode, report: Report) {
  const client = createClient({
    RESP: 2,
    socket: { host: site.address(node.location, node.host), port: node.port, reconnectStrategy: 500 },
    disableClientInfo: true,
    maintNotifications: "disabled",
  });
  client.on("error", () => undefined);
  const hear = (message: string, channel: string): void => {
    const phase = cachePhases[channel];
    // One Sentinel's suspicion is not yet a detection, and the rest is housekeeping.
    if (phase) report({ at: now(), phase, of: "cache", text: `${node.name}: ${channel} ${message}` });
  };
  // Ended by `destroy`, which rejects it when it never came about.
  client
    .connect()
    .then(() => client.pSubscribe("*", hear))
    .catch(() => undefined);
  return client;
}

const leadSchema = z.object({ node: z.object({ value: z.string() }) });

/** The leader key as most of the quorum has it: gone is a detection, another holder an election. */
function lookAtLead(site: LocalSite, report: Report): () => Promise<void> {
  let holder: string | undefined;
  let gone = false;
  return async () => {
    const key = `/v2/keys/service/${clusterName}/leader`;
    const answers = await Promise.all(
      site.nodesOf("etcd").map((node) => askJson(`http://${site.endpoint(node)}${key}`, followTimeoutMs)),
    );
    const said = answers.filter((answer) => answer !== undefined);
    const holders = said.map((answer) => leadSchema.safeParse(answer).data?.node.value);
    // One that is cut off goes on saying what was true before.
    const [agreed] = holders.filter((name, index) => holders.indexOf(name) !== index);
    const at = now();
    if (agreed !== undefined && agreed !== holder) {
      if (holder !== undefined) {
        if (!gone) report({ at, phase: "detect", of: "database", text: `${holder} lost the lead` });
        report({ at, phase: "elect", of: "database", text: `${agreed} has the lead` });
      }
      [holder, gone] = [agreed, false];
    } else if (
      holder !== undefined &&
      !gone &&
      said.length > 1 &&
      holders.every((name) => name === undefined)
    ) {
      gone = true;
      report({ at, phase: "detect", of: "database", text: `the lead of ${holder} ran out` });
    }
  };
}

function lookAtPrimary(site: LocalSite, report: Report): () => Promise<void> {
  let primary: string | undefined;
  return async () => {
    const found = (await databasePrimary(site, followTimeoutMs))?.name;
    if (found === undefined || found === primary) return;
    if (primary !== undefined) {
      report({ at: now(), phase: "promote", of: "database", text: `${found} is primary` });
    }
    primary = found;
  };
}

/** Servers that go up or down behind balancers and proxies. */
function lookAtServers(site: LocalSite, report: Report): () => Promise<void> {
  const known = new Map<string, string>();
  const watched = [...site.nodesOf("balancer"), ...site.nodesOf("proxy")];
  return async () => {
    const seen = await Promise.all(
      watched.map(async (node) => ({ node, servers: (await serversOf(site, node, followTimeoutMs)) ?? [] })),
    );
    for (const { node, servers } of seen) {
      for (const { name, status } of servers.filter((server) => /^(UP|DOWN)$/.test(server.status))) {
        const key = `${node.name}: ${name}`;
        const before = known.get(key);
        known.set(key, status);
        if (before === undefined || before === status) continue;
        report({ at: now(), ...phaseOf(node, status), text: `${key} is ${status}` });
      }
    }
  };
}

function phaseOf({ program }: SiteNode, status: string): Pick<DrillEvent, "phase" | "of"> {
  if (program === "proxy") return status === "UP" ? { phase: "route", of: "database" } : {};
  return status === "DOWN" ? { phase: "detect", of: "application" } : {};
}

async function repeat(look: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await look();
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
