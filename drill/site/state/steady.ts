import type { ProbeResult } from "../../model/adapter";
import type { SiteNode } from "../layout";
import type { LocalSite } from "../site";
import { serversOf } from "./balancer";
import { cacheView, replicationOf } from "./cache";
import { agreedSuccessor, databasePrimary, standbys } from "./database";
import { ask } from "./http";
import { healthyVoters, quorumLeader } from "./quorum";

/**
 * Steady state of the local site. Each condition is one that was once not checked, and the drill measured nothing:
 * a backend that was still down gave an outage of 0 s, a Sentinel without replicas passed its own check and then
 * aborted the failover.
 */
export async function steadyState(site: LocalSite): Promise<readonly ProbeResult[]> {
  const probes = await Promise.all([
    quorum(site),
    ...(await database(site)),
    cache(site),
    ...site.nodesOf("sentinel").map((node) => sentinel(site, node)),
    ...site.nodesOf("application").map((node) => application(site, node)),
    ...site.nodesOf("balancer").map((node) => balancer(site, node)),
  ]);
  return probes;
}

async function quorum(site: LocalSite): Promise<ProbeResult> {
  const [voters, leader] = await Promise.all([healthyVoters(site), quorumLeader(site)]);
  return {
    name: "quorum of three with a leader",
    ok: voters.length === 3 && leader !== undefined,
    found: `${voters.length} healthy, leader ${leader?.name ?? "none"}`,
  };
}

async function database(site: LocalSite): Promise<Promise<ProbeResult>[]> {
  const primary = await databasePrimary(site);
  const leads = { name: "database primary", ok: primary !== undefined, found: primary?.name ?? "none" };
  return [
    Promise.resolve(leads),
    standby(site, primary),
    ...site.nodesOf("proxy").map((node) => proxy(site, node, primary)),
  ];
}

/**
 * The server counts a standby as synchronous seconds before the agents have written down that it may take over: a
 * primary that dies in between has no successor.
 */
async function standby(site: LocalSite, primary: SiteNode | undefined): Promise<ProbeResult> {
  const synchronous = site.record.topology.databaseDurability === "synchronous";
  const mode = synchronous ? "sync" : "async";
  const seen = primary ? await standbys(site, primary).catch(() => []) : [];
  const successor = synchronous && primary ? await agreedSuccessor(site, primary) : undefined;
  const [only] = seen;
  return {
    name: `database standby confirmed as ${mode}`,
    ok:
      seen.length === 1 &&
      only?.state === "streaming" &&
      only.mode === mode &&
      (!synchronous || successor === only.name),
    found: [
      seen.map((one) => `${one.name} ${one.state} ${one.mode}`).join(", ") || "none",
      ...(synchronous ? [`agreed successor ${successor ?? "none"}`] : []),
    ].join("; "),
  };
}

async function proxy(site: LocalSite, node: SiteNode, primary: SiteNode | undefined): Promise<ProbeResult> {
  const up = (await serversOf(site, node))?.filter(({ status }) => status === "UP").map(({ name }) => name);
  return {
    name: `${node.name} leads to the primary alone`,
    ok: up?.length === 1 && up[0] === primary?.name,
    found: up ? up.join(", ") || "none up" : "no answer",
  };
}

async function cache(site: LocalSite): Promise<ProbeResult> {
  const all = await Promise.all(site.nodesOf("redis").map((node) => replicationOf(site, node)));
  const [primary, ...others] = all.filter((info) => info.get("role") === "master");
  const replicas = all.filter((info) => info.get("master_link_status") === "up");
  const online = [...(primary ?? [])].filter(
    ([key, value]) => /^slave\d+$/.test(key) && value.includes("state=online"),
  );
  return {
    name: "cache primary with two replicas online",
    ok: primary !== undefined && others.length === 0 && replicas.length === 2 && online.length === 2,
    found: `${primary ? 1 + others.length : 0} primaries, ${replicas.length} linked replicas, ${online.length} online`,
  };
}

async function sentinel(site: LocalSite, node: SiteNode): Promise<ProbeResult> {
  const view = await cacheView(site, node);
  const peers = site.nodesOf("sentinel").length - 1;
  return {
    name: `${node.name} knows both replicas and its peers`,
    ok:
      view?.flags === "master" &&
      view.otherSentinels === peers &&
      view.replicas.length === 2 &&
      view.replicas.every((flags) => flags === "slave"),
    found: view
      ? `primary ${view.flags}, replicas ${view.replicas.join(" and ") || "none"}, ${view.otherSentinels} peers`
      : "no answer",
  };
}

async function application(site: LocalSite, node: SiteNode): Promise<ProbeResult> {
  const answer = await ask(`http://${site.endpoint(node)}/ready`);
  return {
    name: `${node.name} is ready`,
    ok: answer?.status === 200,
    found: answer ? `${answer.status} ${answer.text}` : "no answer",
  };
}

async function balancer(site: LocalSite, node: SiteNode): Promise<ProbeResult> {
  const servers = await serversOf(site, node);
  return {
    name: `${node.name} has every application up`,
    ok: servers?.length === 3 && servers.every(({ status }) => status === "UP"),
    found: servers?.map(({ name, status }) => `${name} ${status}`).join(", ") ?? "no answer",
  };
}
