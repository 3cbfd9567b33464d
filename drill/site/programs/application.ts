import { resolve } from "node:path";
import { typescriptOptions } from "../../model/typescript";
import { ports, type SiteNode } from "../layout";
import type { Command } from "../process";
import type { LocalSite } from "../site";

const main = resolve(__dirname, "../../app/main.ts");

/** A node of the reference application; it asks the database through its own region's proxy. */
export function application(site: LocalSite, node: SiteNode): Command {
  const [proxy] = site.nodesOf("proxy", node.location);
  if (!proxy) throw new RangeError(`no database proxy in ${node.location}`);
  const settings: Record<string, string> = {
    APP_NAME: node.name,
    APP_REGION: node.location,
    APP_LISTEN: site.endpoint(node),
    APP_DATABASE_URL: `postgres://postgres:${site.record.password}@${site.endpoint(proxy)}/postgres`,
    APP_SENTINELS: site
      .nodesOf("sentinel")
      .map((one) => site.endpoint(one))
      .join(","),
    APP_CACHE_PASSWORD: site.record.password,
    APP_CACHE_WAIT_REPLICAS: site.record.topology.cacheDurability === "wait" ? "1" : "0",
  };
  return {
    argv: [process.execPath, ...typescriptOptions(), main],
    environment: settings,
  };
}

/** Where all load balancers answer together on this machine. */
export const frontendUrl = `http://127.0.0.1:${ports.frontend}`;
