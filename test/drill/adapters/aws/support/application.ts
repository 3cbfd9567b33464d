import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The records API of the reference application, in memory: no failure of the stack reaches it. */
export async function startApplication() {
  const records = { database: new Map<number, number>(), cache: new Map<number, number>() };
  const server = createServer((request, response) => {
    const [, , , store, number] = (request.url ?? "").split("/");
    const target = store === "database" || store === "cache" ? records[store] : undefined;
    target?.set(Number(number), (target.get(Number(number)) ?? 0) + 1);
    response.end(JSON.stringify({ database: [...records.database], cache: [...records.cache] }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
