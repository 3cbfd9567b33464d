import type { Node, Program } from "../layout";
import type { Command } from "../process";
import type { Site } from "../site";
import { application } from "./application";
import { etcd } from "./etcd";
import { balancer, proxy } from "./haproxy";
import { postgres } from "./postgres";
import { redis, sentinel } from "./redis";

const programs: Readonly<Record<Program, (site: Site, node: Node) => Command>> = {
  etcd,
  redis,
  sentinel,
  postgres,
  proxy,
  application,
  balancer,
};

/** How a node is started; its settings are written when they are not there yet. */
export function commandOf(site: Site, node: Node): Command {
  return programs[node.program](site, node);
}
