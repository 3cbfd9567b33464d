import { createClient } from "redis";
import type { HostPort } from "./settings";

/**
 * A connection to one Redis or Sentinel that gives up in time.
 *
 * The library bounds how long a command waits to be sent, not how long its answer takes: a server that hangs would
 * hold every request. Here a late answer costs the connection, and the next command gets a new one.
 */
export class RedisLink {
  #client: ReturnType<typeof connect>["client"];
  #connected: Promise<unknown>;
  #closed = false;

  constructor(
    private readonly server: HostPort,
    private readonly password: string | undefined,
    private readonly timeoutMs: number,
  ) {
    ({ client: this.#client, connected: this.#connected } = connect(server, password, timeoutMs));
  }

  /** Connects, asks one thing and hangs up. @throws when there is no answer in time. */
  static async askOnce(
    server: HostPort,
    password: string | undefined,
    command: readonly string[],
    timeoutMs: number,
  ): Promise<unknown> {
    const link = new RedisLink(server, password, timeoutMs);
    try {
      await within(timeoutMs, link.#connected);
      return await link.send(command);
    } finally {
      link.close();
    }
  }

  /** @throws when the connection is down or the answer is late; the command may have been carried out all the same. */
  async send(command: readonly string[]): Promise<unknown> {
    const client = this.#client;
    try {
      return await within(this.timeoutMs, client.sendCommand([...command]));
    } catch (error) {
      if (error instanceof Late && client === this.#client) this.#replace();
      throw error;
    }
  }

  close(): void {
    this.#closed = true;
    this.#client.destroy();
  }

  #replace(): void {
    this.#client.destroy();
    if (this.#closed) return;
    ({ client: this.#client, connected: this.#connected } = connect(
      this.server,
      this.password,
      this.timeoutMs,
    ));
  }
}

class Late extends Error {}

function connect({ host, port }: HostPort, password: string | undefined, timeoutMs: number) {
  const client = createClient({
    RESP: 2,
    socket: { host, port, connectTimeout: timeoutMs, reconnectStrategy: 100 },
    ...(password === undefined ? {} : { password }),
    // A write that waits for a connection would be sent long after its caller was told that it failed.
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: "disabled",
  });
  client.on("error", () => undefined);
  const connected = client.connect();
  connected.catch(() => undefined);
  return { client, connected };
}

async function within<T>(timeoutMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Late(`no answer in ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
