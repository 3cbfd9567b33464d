import { createServer, type Server, type ServerResponse } from "node:http";
import { regionHeader } from "../model/adapter";
import { Metrics } from "./metrics";
import type { RecordStore } from "./record-store";

/**
 * The reference application's interface. `PUT /runs/<run>/<store>/<number>` writes a record and may be repeated;
 * `GET` of it reads one; `GET /runs/<run>` lists all; `/health` says that the process lives, `/ready` that it can
 * write to both stores.
 */
export interface RecordStores {
  readonly database: RecordStore;
  readonly cache: RecordStore;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** The most that a deep check waits. */
const readyTimeoutMs = 900;

export function createApplication(
  { name, region }: { readonly name: string; readonly region: string },
  stores: RecordStores,
  draining: () => boolean,
): Server {
  const metrics = new Metrics();
  return createServer((request, response) => {
    response.setHeader(regionHeader, region);
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const { route, answer } = dispatch(request.method ?? "GET", path, { name, stores, draining, metrics });
    void answer.then(
      (given) => {
        metrics.count(route, given.status);
        send(response, given, draining());
      },
      (error: unknown) => {
        metrics.count(route, 503);
        send(response, { status: 503, body: { error: String(error) } }, draining());
      },
    );
  });
}

interface Context {
  readonly name: string;
  readonly stores: RecordStores;
  readonly draining: () => boolean;
  readonly metrics: Metrics;
}

function dispatch(
  method: string,
  path: string,
  context: Context,
): { route: string; answer: Promise<Answer> } {
  const { stores } = context;
  const record = /^\/runs\/([\w-]+)\/(database|cache)\/(\d{1,9})$/.exec(path);
  if (record) {
    const [, run = "", store = "", number = ""] = record;
    const target = store === "cache" ? stores.cache : stores.database;
    return method === "PUT"
      ? { route: `write-${store}`, answer: write(target, run, Number(number)) }
      : { route: `read-${store}`, answer: read(target, run, Number(number)) };
  }
  const run = /^\/runs\/([\w-]+)$/.exec(path)?.[1];
  if (run) return { route: "list", answer: list(stores, run) };
  switch (path) {
    case "/health":
      return { route: "health", answer: Promise.resolve({ status: 200, body: { name: context.name } }) };
    case "/ready":
      return { route: "ready", answer: ready(context) };
    case "/metrics":
      return { route: "metrics", answer: Promise.resolve({ status: 200, body: context.metrics.text() }) };
    default:
      return { route: "unknown", answer: Promise.resolve({ status: 404 }) };
  }
}

async function write(store: RecordStore, run: string, number: number): Promise<Answer> {
  await store.write(run, number);
  return { status: 204 };
}

async function read(store: RecordStore, run: string, number: number): Promise<Answer> {
  const applied = await store.read(run, number);
  return applied > 0 ? { status: 200, body: { applied } } : { status: 404 };
}

async function list({ database, cache }: RecordStores, run: string): Promise<Answer> {
  const [inDatabase, inCache] = await Promise.all([database.readAll(run), cache.readAll(run)]);
  return { status: 200, body: { database: [...inDatabase], cache: [...inCache] } };
}

async function ready({ name, stores, draining }: Context): Promise<Answer> {
  if (draining()) return { status: 503, body: { name, error: "draining" } };
  const limit = AbortSignal.timeout(readyTimeoutMs);
  const late = new Promise<never>((_resolve, reject) => {
    limit.addEventListener("abort", () => {
      reject(new Error(`no answer from a store in ${readyTimeoutMs} ms`));
    });
  });
  await Promise.race([Promise.all([stores.database.ready(), stores.cache.ready()]), late]);
  return { status: 200, body: { name } };
}

function send(response: ServerResponse, { status, body }: Answer, lastOnConnection: boolean): void {
  if (lastOnConnection) response.setHeader("connection", "close");
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, {
    "content-type": typeof body === "string" ? "text/plain" : "application/json",
  });
  response.end(text);
}
