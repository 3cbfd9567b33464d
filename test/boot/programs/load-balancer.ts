import { once } from "node:events";
import { Agent, request } from "node:https";
import { connect, type TLSSocket } from "node:tls";
import { setTimeout as wait } from "node:timers/promises";

/**
 * A load balancer's side of TLS, in the namespace outside the instance; it prints what it saw as JSON.
 * `hold <address> <connections> <seconds>`: opens connections, asks on each, holds them idle, and asks on each again.
 * `load <address> <connections>`: asks without a pause until its input ends; then asks nothing new, and finishes.
 */
const [mode = "", address = "", count = "", seconds = ""] = process.argv.slice(2);
const port = 8443;

/** Asks on an open connection. @returns the status, or what went wrong */
function ask(socket: TLSSocket, path: string): Promise<string> {
  const answered = new Promise<string>((resolve) => {
    let text = "";
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      // The last chunk: the application tells no length.
      if (!text.endsWith("\r\n0\r\n\r\n")) return;
      socket.off("data", read);
      resolve(text.slice(9, 12));
    };
    socket.on("data", read);
    socket.once("close", () => {
      resolve("closed");
    });
  });
  socket.write(`GET ${path} HTTP/1.1\r\nHost: shop\r\n\r\n`);
  return Promise.race([answered, wait(10_000, "no answer in 10 s")]);
}

async function open(): Promise<TLSSocket | undefined> {
  const socket = connect({ host: address, port, rejectUnauthorized: false });
  socket.on("error", () => undefined);
  const settled = await Promise.race([
    once(socket, "secureConnect").then(() => true),
    once(socket, "close").then(() => false),
    wait(10_000, false),
  ]);
  return settled ? socket : undefined;
}

async function hold(): Promise<object> {
  const sockets: TLSSocket[] = [];
  const first: string[] = [];
  // A hundred at a time, for one listens with a backlog.
  for (let at = 0; at < Number(count); at += 100) {
    const opened = await Promise.all(Array.from({ length: Math.min(100, Number(count) - at) }, open));
    const open100 = opened.filter((socket) => socket !== undefined);
    sockets.push(...open100);
    first.push(...(await Promise.all(open100.map((socket) => ask(socket, "/health")))));
  }
  await wait(Number(seconds) * 1000);
  const second = await Promise.all(sockets.map((socket) => ask(socket, "/health")));
  for (const socket of sockets) socket.destroy();
  return { opened: sockets.length, first: tally(first), second: tally(second) };
}

async function load(): Promise<object> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number(count), rejectUnauthorized: false });
  const statuses: string[] = [];
  let ended = false;
  process.stdin.resume().once("end", () => {
    ended = true;
    process.stdout.write("finishing\n");
  });
  const one = (path: string): Promise<string> =>
    new Promise((resolve) => {
      request({ host: address, port, path, agent }, (response) => {
        response.resume().once("end", () => {
          resolve(`${path} ${response.statusCode}`);
        });
        response.once("error", (error) => {
          resolve(`${path} ${error.message}`);
        });
      })
        .once("error", (error) => {
          resolve(`${path} ${error.message}`);
        })
        .end();
    });
  // Half of them ask what takes almost a second: there is always something in flight.
  const ask = async (_: unknown, at: number): Promise<void> => {
    while (!ended) statuses.push(await one(at % 2 === 0 ? "/health" : "/ready"));
  };
  process.stdout.write("asking\n");
  await Promise.all(Array.from({ length: Number(count) }, ask));
  return tally(statuses);
}

function tally(list: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const item of list) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
}

void (mode === "hold" ? hold() : load()).then((seen) => {
  process.stdout.write(`${JSON.stringify(seen)}\n`);
  process.exit(0);
});
