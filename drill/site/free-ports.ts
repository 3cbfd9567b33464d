import { createServer } from "node:net";
import { Refused } from "../model/exit-code";
import { ports } from "./layout";
import type { LocalSite } from "./site";

/** Addresses that must be free on this machine; inside namespaces of its own the site finds every port free. */
function wanted(
  site: LocalSite,
): readonly { readonly host: string; readonly port: number; readonly by: string }[] {
  const front = { host: "127.0.0.1", port: ports.frontend, by: "the load balancers" };
  if (site.record.network === "namespaces") return [front];
  const nodes = site.nodes.map((node) => ({
    host: site.address(node.location, node.host),
    port: node.port,
    by: node.name,
  }));
  return [front, ...nodes];
}

/** @throws {Refused} that names every port that somebody else serves. */
export async function requireFreePorts(site: LocalSite): Promise<void> {
  const busy = await Promise.all(
    wanted(site).map(async ({ host, port, by }) =>
      (await canListen(host, port)) ? [] : [`${host}:${port} (${by})`],
    ),
  );
  const list = busy.flat();
  if (list.length > 0)
    throw new Refused(
      `in use by another program: ${list.join(", ")}; free them first, or end a site that was left: npm run drill -- down`,
    );
}

async function canListen(host: string, port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => {
      resolve(false);
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
