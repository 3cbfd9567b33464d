import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { RecordStore } from "../../../drill/app/record-store";
import { createApplication } from "../../../drill/app/server";

class MemoryStore implements RecordStore {
  readonly records = new Map<number, number>();
  broken = false;

  write(_run: string, number: number): Promise<void> {
    if (this.broken) return Promise.reject(new Error("down"));
    this.records.set(number, (this.records.get(number) ?? 0) + 1);
    return Promise.resolve();
  }
  read(_run: string, number: number): Promise<number> {
    return Promise.resolve(this.records.get(number) ?? 0);
  }
  readAll(): Promise<ReadonlyMap<number, number>> {
    return Promise.resolve(this.records);
  }
  ready(): Promise<void> {
    return this.broken ? Promise.reject(new Error("down")) : Promise.resolve();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

describe("the reference application", () => {
  const stores = { database: new MemoryStore(), cache: new MemoryStore() };
  let draining = false;
  let server: Server;
  let url = "";

  beforeAll(async () => {
    server = createApplication({ name: "app-1", region: "a" }, stores, () => draining);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const status = async (path: string, method = "GET"): Promise<number> =>
    (await fetch(`${url}${path}`, { method })).status;

  test("writes, reads and lists records, and counts repeated writes", async () => {
    expect(await status("/runs/one/database/1", "PUT")).toBe(204);
    expect(await status("/runs/one/database/1", "PUT")).toBe(204);
    expect(await status("/runs/one/cache/2", "PUT")).toBe(204);
    expect(await status("/runs/one/database/1")).toBe(200);
    expect(await status("/runs/one/database/9")).toBe(404);
    const listed: unknown = await (await fetch(`${url}/runs/one`)).json();
    expect(listed).toEqual({ database: [[1, 2]], cache: [[2, 1]] });
  });

  test("is healthy but not ready while a store is down", async () => {
    stores.cache.broken = true;
    expect(await status("/health")).toBe(200);
    expect(await status("/ready")).toBe(503);
    expect(await status("/runs/one/cache/3", "PUT")).toBe(503);
    stores.cache.broken = false;
    expect(await status("/ready")).toBe(200);
  });

  test("is not ready while it shuts down", async () => {
    draining = true;
    const answer = await fetch(`${url}/ready`);
    expect([answer.status, answer.headers.get("connection")]).toEqual([503, "close"]);
    expect(answer.headers.get("x-served-by-region")).toBe("a");
    draining = false;
  });

  test("counts what it answered", async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('app_requests_total{route="write-database",status="204"} 2');
    expect(text).toContain('app_requests_total{route="write-cache",status="503"} 1');
  });

  test("knows nothing else", async () => {
    expect(await status("/runs/one/files/1", "PUT")).toBe(404);
    expect(await status("/runs/../etc")).toBe(404);
  });
});
