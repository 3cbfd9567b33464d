import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { ClientProcess } from "../../../drill/clients/client-process";
import { now, poll } from "../../../drill/model/clock";
import { allProcesses, processFacts } from "../../../drill/site/proc";

/** A server outside of this process, which a test holds up. */
const serve =
  'const s = require("http").createServer((_q, r) => r.writeHead(204).end()).listen(0, "127.0.0.1", () => console.log(s.address().port))';

async function pause(ms: number): Promise<void> {
  await new Promise((done) => setTimeout(done, ms));
}

/** The process that the clients of this test run in. */
async function clientPid(): Promise<number> {
  const children = (await allProcesses()).filter(({ parent }) => parent === process.pid);
  const found = children.find(({ pid }) =>
    readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("clients/main.ts"),
  );
  if (!found) throw new Error("no clients run");
  return found.pid;
}

describe("clients in a process of their own", () => {
  let server: ChildProcess;
  let clients: ClientProcess;

  beforeEach(async () => {
    server = spawn(process.execPath, ["-e", serve], { stdio: ["ignore", "pipe", "inherit"] });
    const [port] = (await once(server.stdout!, "data")) as [Buffer];
    const urls = [`http://127.0.0.1:${port.toString().trim()}`];
    clients = await ClientProcess.start("test", [{ name: "any-region", urls }]);
  });
  afterEach(async () => {
    await clients.stop();
    server.kill("SIGKILL");
  });

  test("go on sending while the drill itself is held up, on the drill's clock", async () => {
    await pause(300);
    const began = now();
    for (const until = Date.now() + 1_000; Date.now() < until;);
    const ended = now();
    await pause(300);
    await clients.stop();
    const sent = clients.ledger.records
      .map(({ sentAt }) => sentAt)
      .filter((at) => at >= began && at <= ended);
    // 25 a second to each of two stores.
    expect(sent.length).toBeGreaterThan(30);
    const gaps = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(300);
    expect(clients.ledger.records.every(({ acknowledged }) => acknowledged === true)).toBe(true);
  });

  test("say how late they were themselves", async () => {
    const pid = await clientPid();
    await pause(200);
    process.kill(pid, "SIGSTOP");
    await pause(700);
    process.kill(pid, "SIGCONT");
    await pause(200);
    await clients.stop();
    const late = Math.max(...clients.ledger.records.map(({ lateMs }) => lateMs));
    expect(late).toBeGreaterThan(500);
    expect(late).toBeLessThan(2_000);
  });

  test("that end unexpectedly stop the trial, for what clients see is not known any more", async () => {
    process.kill(await clientPid(), "SIGKILL");
    await pause(100);
    expect(() => {
      clients.requireAlive();
    }).toThrow("the clients of any-region have ended unexpectedly");
  });

  test("end when they are stopped", async () => {
    const pid = await clientPid();
    await clients.stop();
    const gone = await poll(async () => ((await processFacts(pid)) ? undefined : true), {
      everyMs: 20,
      timeoutMs: 5_000,
    });
    expect(gone).toBe(true);
  });
});
