import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "redis";
import { CacheUsers } from "../../components/data/cache-users";
import { parseSettings } from "../../config";
import { smallest } from "../config/settings";
import { record } from "../support/mocks";

/**
 * The users of the cache as a real server takes them: `ACL SETUSER` with the access strings and passwords that the plan
 * hands to ElastiCache. It fails, and does not skip, where Redis is missing: sudo sh drill/install-packages.sh
 */

const folder = mkdtempSync(join(tmpdir(), "standfast-redis-"));
const path = join(folder, "redis.sock");
let server: ChildProcess;

const { cache } = parseSettings(smallest);
const passwords = ["first-password-of-the-app", "second-password-of-the-app"] as const;

interface PlannedUser {
  readonly userName: string;
  readonly accessString: string;
  readonly authenticationMode: { readonly passwords: readonly string[] };
}

beforeAll(async () => {
  server = spawn("redis-server", ["--port", "0", "--unixsocket", path, "--save", "", "--dir", folder], {
    stdio: "ignore",
  });
  for (let tries = 0; !existsSync(path); tries += 1) {
    if (tries === 100) throw new Error("redis-server did not start; sudo sh drill/install-packages.sh");
    await wait(100);
  }
  const run = await record(
    () => new CacheUsers("users", { accessString: cache?.accessString ?? "", passwords: [...passwords] }),
  );
  const admin = await createClient({ socket: { path, tls: false, reconnectStrategy: false } })
    .on("error", () => undefined)
    .connect();
  const users = run
    .recorded("aws:elasticache/user:User")
    .map(({ inputs }) => inputs as unknown as PlannedUser);
  // The user that this connection is of comes last, and is off from then on.
  for (const { userName, accessString, authenticationMode } of users) {
    const given = authenticationMode.passwords.map((password) => `>${password}`);
    await admin.sendCommand(["ACL", "SETUSER", userName, "reset", ...given, ...accessString.split(" ")]);
  }
  admin.destroy();
});

afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

/** What the server answers to a command of the application, or why it refuses. */
async function answer(command: readonly string[], login: { username?: string; password?: string }) {
  const client = createClient({ socket: { path, tls: false, reconnectStrategy: false }, ...login });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const reply: unknown = await client.sendCommand([...command]);
    return typeof reply === "string" ? reply : JSON.stringify(reply);
  } catch (error) {
    return (error as Error).message.split(" ")[0];
  } finally {
    if (client.isOpen) client.destroy();
  }
}

const app = { username: "app", password: passwords[0] };

describe("the application's user", () => {
  test.each(passwords)("comes in with %s", async (password) => {
    expect(await answer(["ACL", "WHOAMI"], { username: "app", password })).toBe("app");
  });

  test("works with keys, scripts and channels, and learns the cluster", async () => {
    expect(await answer(["SET", "key", "value"], app)).toBe("OK");
    expect(await answer(["EVAL", "return redis.call('GET', KEYS[1])", "1", "key"], app)).toBe("value");
    expect(await answer(["PUBLISH", "channel", "message"], app)).toBe("0");
    expect(await answer(["WAIT", "0", "1"], app)).toBe("0");
    expect(await answer(["INFO", "server"], app)).toContain("redis_version");
    // Allowed, and of no cluster here.
    expect(await answer(["CLUSTER", "SLOTS"], app)).toBe("ERR");
  });

  test.each([
    ["CONFIG", "GET", "maxmemory"],
    ["ACL", "SETUSER", "app", "+@all"],
    ["FLUSHALL"],
    ["KEYS", "*"],
    ["SHUTDOWN", "NOSAVE"],
    ["MONITOR"],
    ["CLIENT", "LIST"],
    ["REPLICAOF", "NO", "ONE"],
    ["CLUSTER", "RESET"],
  ])("may not %s", async (...command) => {
    expect(await answer(command, app)).toBe("NOPERM");
  });
});

test("nobody comes in by another password, or without a name", async () => {
  const command = ["GET", "key"];
  expect(await answer(command, { username: "app", password: "another-password-of-16" })).toBe("WRONGPASS");
  expect(await answer(command, { password: passwords[0] })).toBe("WRONGPASS");
  expect(await answer(command, {})).toBe("NOAUTH");
});
