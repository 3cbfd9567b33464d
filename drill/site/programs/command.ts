import type { SiteNode, SiteProgram } from "../layout";
import type { Command } from "../process";
import type { LocalSite } from "../site";
import { application } from "./application";
import { etcd } from "./etcd";
import { balancer, proxy } from "./haproxy";
import { postgres } from "./postgres";
import { redis, sentinel } from "./redis";

const programs: Readonly<Record<SiteProgram, (site: LocalSite, node: SiteNode) => Command>> = {
  etcd,
  redis,
  sentinel,
  postgres,
  proxy,
  application,
  balancer,
};

/** How a node is started; its settings are written when they are not there yet. */
export function commandOf(site: LocalSite, node: SiteNode): Command {
  return programs[node.program](site, node);
}
