import { setTimeout as wait } from "node:timers/promises";
import { CacheRecordStore } from "./cache";
import { DatabaseRecordStore } from "./database";
import { createApplication } from "./server";
import { readSettings } from "./settings";

/** The longest that requests in flight may hold up a shutdown. */
const drainMs = 2_000;
/** The longest that a start waits for its stores; after that it serves what it can. */
const warmUpMs = 5_000;

const settings = readSettings(process.env);
const database = new DatabaseRecordStore(settings.databaseUrl);
const cache = new CacheRecordStore(settings.sentinels, settings.cachePassword, settings.cacheWaitReplicas);
let draining = false;
const server = createApplication(settings, { database, cache }, () => draining);
// Longer than the load balancer keeps an idle connection, so that it is never the server that closes it in between.
server.keepAliveTimeout = settings.keepAliveTimeoutSeconds * 1000;
void serve();

process.once("SIGTERM", () => {
  draining = true;
  setTimeout(() => process.exit(0), drainMs).unref();
  server.close(() => {
    void Promise.all([database.close(), cache.close()]).then(() => process.exit(0));
  });
  server.closeIdleConnections();
});

/**
 * Listens once both stores answer: the load balancer's check is shallow, and would send requests to a process that
 * has not found its cache yet.
 */
async function serve(): Promise<void> {
  for (const givenUpAt = Date.now() + warmUpMs; Date.now() < givenUpAt && !(await isReady());) await wait(50);
  server.listen(settings.listen.port, settings.listen.host);
}

async function isReady(): Promise<boolean> {
  return await Promise.all([database.ready(), cache.ready()]).then(
    () => true,
    () => false,
  );
}
