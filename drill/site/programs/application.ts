import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ports, type Node } from "../layout";
import type { Command } from "../process";
import type { Site } from "../site";

const main = resolve(__dirname, "../../app/main.ts");

/** A node of the reference application; it asks the database through its own region's proxy. */
export function application(site: Site, node: Node): Command {
  const [proxy] = site.nodesOf("proxy", node.place);
  if (!proxy) throw new RangeError(`no database proxy in ${node.place}`);
  const settings: Record<string, string> = {
    APP_NAME: node.name,
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
    argv: [process.execPath, "--import", pathToFileURL(require.resolve("tsx")).href, main],
    environment: settings,
  };
}

/** Where all load balancers answer together on this machine. */
export const frontUrl = `http://127.0.0.1:${ports.front}`;
