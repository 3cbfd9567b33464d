import { afterEach, describe, expect, test } from "@jest/globals";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Load, type ClientGroup } from "../../../drill/clients/load";
import { searchRecords } from "../../../drill/clients/search";

const servers: Server[] = [];

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const accept: RequestListener = (_request, response) => response.writeHead(204).end();
// Port 9 (discard) is served by nobody.
const nobody = "http://127.0.0.1:9";

async function loaded(group: ClientGroup, forMs: number): Promise<Load> {
  const load = new Load("test", [group]);
  load.start();
  await new Promise((resolve) => setTimeout(resolve, forMs));
  await load.stop();
  return load;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe("the load", () => {
  test("keeps its rate although nothing is answered, and counts what is late as failed", async () => {
    const hangs = await serve(() => undefined);
    const { entries } = (await loaded({ name: "any-region", urls: [hangs] }, 1_000)).ledger;
    // 25 a second to each of two stores; the first is sent after one interval.
    expect(entries.length).toBeGreaterThanOrEqual(46);
    expect(entries.length).toBeLessThanOrEqual(52);
    expect(entries.every(({ acknowledged }) => acknowledged === false)).toBe(true);
  }, 10_000);

  test("goes on to the next entry within the same request when one refuses the connection", async () => {
    const url = await serve(accept);
    const { entries } = (await loaded({ name: "any-region", urls: [nobody, url] }, 500)).ledger;
    expect(entries.filter(({ acknowledged }) => acknowledged !== true)).toEqual([]);
  });

  test("believes a refusal and asks the other entry next time", async () => {
    const refuses = await serve((_request, response) => response.writeHead(503).end());
    const url = await serve(accept);
    const { entries } = (await loaded({ name: "any-region", urls: [refuses, url] }, 500)).ledger;
    const failed = entries.filter(({ acknowledged }) => acknowledged === false);
    // One of each store, or two that were on their way together.
    expect(failed.length).toBeGreaterThanOrEqual(2);
    expect(failed.length).toBeLessThanOrEqual(4);
  });

  test("does not follow an entry to where nobody checked that a drill may go", async () => {
    let reached = 0;
    const elsewhere = await serve((request, response) => {
      reached++;
      accept(request, response);
    });
    const redirects = await serve((_request, response) =>
      response.writeHead(307, { location: elsewhere }).end(),
    );
    const { entries } = (await loaded({ name: "any-region", urls: [redirects] }, 200)).ledger;
    expect(new Set(entries.map(({ acknowledged }) => acknowledged))).toEqual(new Set([false]));
    expect(reached).toBe(0);
  });

  test("numbers its records, one after the other", async () => {
    const { entries } = (await loaded({ name: "a", urls: [await serve(accept)] }, 200)).ledger;
    expect(entries.map(({ number }) => number)).toEqual(entries.map((_entry, index) => index + 1));
    expect(new Set(entries.map(({ clients }) => clients))).toEqual(new Set(["a"]));
  });
});

describe("the search for records", () => {
  test("asks the next entry when one does not answer", async () => {
    const url = await serve((_request, response) => response.end('{"database":[[1,1]],"cache":[]}'));
    const entries = [{ number: 1, store: "database" as const, clients: "a", sentAt: 0, acknowledged: true }];
    const audits = await searchRecords("test", entries, [nobody, url], 1_000);
    expect(audits?.map(({ store, acknowledged, lost }) => [store, acknowledged, lost])).toEqual([
      ["database", 1, 0],
      ["cache", 0, 0],
    ]);
  });

  test("gives up when nobody answers in time", async () => {
    expect(await searchRecords("test", [], [nobody], 300)).toBeUndefined();
  });
});
