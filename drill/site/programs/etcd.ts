import { ports, type SiteNode } from "../layout";
import type { Command } from "../process";
import type { LocalSite } from "../site";

/** One of three voters that decide which database leads. */
export function etcd(site: LocalSite, node: SiteNode): Command {
  const client = `http://${site.endpoint(node)}`;
  const peer = (one: SiteNode): string => `http://${site.endpoint(one, ports.etcdPeer)}`;
  const cluster = site.nodesOf("etcd").map((one) => `${one.name}=${peer(one)}`);
  return {
    argv: [
      "etcd",
      `--name=${node.name}`,
      `--data-dir=${site.path("data", node.name)}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer(node)}`,
      `--initial-advertise-peer-urls=${peer(node)}`,
      `--initial-cluster=${cluster.join(",")}`,
      `--initial-cluster-token=${site.record.id}`,
      // Patroni's etcd3 client gave up the lead when the etcd leader died, and let a thawed primary overwrite the
      // leader key (Patroni pull requests 2689, 2693): the v2 interface does neither.
      "--enable-v2",
      // An election must be over before Patroni's `retry_timeout` is: with the default of 1 s it took up to 3 s and
      // the primary stepped down.
      "--heartbeat-interval=50",
      "--election-timeout=500",
      "--log-level=warn",
    ],
  };
}
