import { afterEach, describe, expect, test } from "@jest/globals";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Load, type ClientGroup } from "../../../drill/clients/load";
import { recordsOf } from "../support/records";
import { searchRecords } from "../../../drill/clients/search";

const servers: Server[] = [];

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const accept: RequestListener = (_request, response) => response.writeHead(204).end();
// Port 9 (discard) is served by nothing.
const unserved = "http://127.0.0.1:9";

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
    const { records } = (await loaded({ name: "any-region", urls: [hangs] }, 1_000)).ledger;
    // 25 a second to each of two stores; the first is sent after one interval. By the clock of the load itself: a busy
    // machine may let it run for longer than it was asked to.
    const times = records.map(({ sentAt }) => sentAt);
    const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
    expect(records.length).toBeGreaterThanOrEqual(Math.floor(50 * seconds) - 2);
    expect(records.length).toBeLessThanOrEqual(Math.ceil(50 * seconds) + 4);
    expect(records.every(({ acknowledged }) => acknowledged === false)).toBe(true);
  });

  test("goes on to the next endpoint within the same request when one refuses the connection", async () => {
    const url = await serve(accept);
    const { records } = (await loaded({ name: "any-region", urls: [unserved, url] }, 500)).ledger;
    expect(records.filter(({ acknowledged }) => acknowledged !== true)).toEqual([]);
  });

  test("believes a refusal and asks the other endpoint next time", async () => {
    const refuses = await serve((_request, response) => response.writeHead(503).end());
    const url = await serve(accept);
    const { records } = (await loaded({ name: "any-region", urls: [refuses, url] }, 500)).ledger;
    const failed = records.filter(({ acknowledged }) => acknowledged === false);
    // One of each store, and what was on its way before the first refusal came back.
    expect(failed.length).toBeGreaterThanOrEqual(2);
    expect(records.slice(-6).map(({ acknowledged }) => acknowledged)).toEqual(Array(6).fill(true));
  });

  test("does not follow an endpoint to where it was not checked that a drill may go", async () => {
    let reached = 0;
    const elsewhere = await serve((request, response) => {
      reached++;
      accept(request, response);
    });
    const redirects = await serve((_request, response) =>
      response.writeHead(307, { location: elsewhere }).end(),
    );
    const { records } = (await loaded({ name: "any-region", urls: [redirects] }, 200)).ledger;
    expect(new Set(records.map(({ acknowledged }) => acknowledged))).toEqual(new Set([false]));
    expect(reached).toBe(0);
  });

  test.each([
    ["kept", 2],
    ["fresh", 10],
  ] as const)("has %s connections: from %d on", async (connections, least) => {
    const url = await serve(accept);
    let opened = 0;
    servers.at(-1)?.on("connection", () => opened++);
    const { records } = (await loaded({ name: "any-region", urls: [url], connections }, 400)).ledger;
    expect(opened).toBeGreaterThanOrEqual(least);
    if (connections === "fresh") expect(opened).toBe(records.length);
    // How many are reused depends on how busy the machine is; that some are does not.
    else expect(opened).toBeLessThan(records.length);
  });

  test("begins where it was served last, or, for users who just arrive, at the first endpoint each time", async () => {
    const refuses = await serve((_request, response) => response.writeHead(503).end());
    const url = await serve((_request, response) =>
      response.writeHead(204, { "x-served-by-region": "b" }).end(),
    );
    const group = { name: "newcomers", urls: [refuses, url] };
    const { records: anew } = (await loaded({ ...group, preference: "first" }, 300)).ledger;
    expect(anew.every(({ acknowledged }) => acknowledged === false)).toBe(true);
    const { records } = (await loaded(group, 300)).ledger;
    expect(records.at(-1)).toMatchObject({ acknowledged: true, region: "b" });
  });

  test("numbers its records, one after the other", async () => {
    const { records } = (await loaded({ name: "a", urls: [await serve(accept)] }, 200)).ledger;
    expect(records.map(({ number }) => number)).toEqual(records.map((_entry, index) => index + 1));
    expect(new Set(records.map(({ clients }) => clients))).toEqual(new Set(["a"]));
  });
});

describe("the search for records", () => {
  test("asks the next endpoint when one does not answer", async () => {
    const url = await serve((_request, response) => response.end('{"database":[[1,1]],"cache":[]}'));
    const records = recordsOf(".");
    const audits = await searchRecords("test", records, [unserved, url], 1_000);
    expect(audits?.map(({ store, acknowledged, lost }) => [store, acknowledged, lost])).toEqual([
      ["database", 1, 0],
      ["cache", 0, 0],
    ]);
  });

  test("gives up when no answer comes in time", async () => {
    expect(await searchRecords("test", [], [unserved], 300)).toBeUndefined();
  });
});
