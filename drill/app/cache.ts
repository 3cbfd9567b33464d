import type { RecordStore } from "./record-store";
import { RedisLink } from "./redis-link";
import { followPrimary, type PrimaryWatch } from "./sentinels";
import type { HostPort } from "./settings";

const timeoutMs = 800;
/** How long a write waits for its replicas: less than the operation's time-out. */
const waitMs = 700;
/** `WAIT` blocks its connection, so a few share the load. */
const connections = 4;

const keyOf = (run: string): string => `records:${run}`;

/** The cache behind whichever primary the Sentinels agree on. */
export class CacheRecordStore implements RecordStore {
  readonly #watch: PrimaryWatch;
  #links: readonly RedisLink[] = [];
  #next = 0;

  constructor(
    sentinels: readonly HostPort[],
    private readonly password: string,
    private readonly waitReplicas: number,
  ) {
    this.#watch = followPrimary(sentinels, (primary) => {
      this.#connect(primary);
    });
  }

  async write(run: string, number: number): Promise<void> {
    const link = this.#link();
    const written = link.send(["HINCRBY", keyOf(run), String(number), "1"]);
    if (this.waitReplicas === 0) {
      await written;
      return;
    }
    // Sent together on one connection: WAIT counts the replicas that have everything this connection wrote.
    const wait = link.send(["WAIT", String(this.waitReplicas), String(waitMs)]);
    const [, replicas] = await Promise.all([written, wait]);
    if (Number(replicas) < this.waitReplicas) {
      throw new Error(`${String(replicas)} of ${this.waitReplicas} replicas have the write`);
    }
  }

  async read(run: string, number: number): Promise<number> {
    return Number((await this.#link().send(["HGET", keyOf(run), String(number)])) ?? 0);
  }

  async readAll(run: string): Promise<ReadonlyMap<number, number>> {
    const flat = (await this.#link().send(["HGETALL", keyOf(run)])) as string[];
    return new Map(
      flat.flatMap((number, index) =>
        index % 2 === 0 ? [[Number(number), Number(flat[index + 1])] as const] : [],
      ),
    );
  }

  async ready(): Promise<void> {
    const [role] = (await this.#link().send(["ROLE"])) as [string];
    if (role !== "master") throw new Error(`connected to a ${role}`);
  }

  close(): Promise<void> {
    this.#watch.stop();
    this.#disconnect();
    return Promise.resolve();
  }

  #link(): RedisLink {
    const link = this.#links[this.#next++ % Math.max(this.#links.length, 1)];
    if (!link) throw new Error("no Sentinel has named a primary yet");
    return link;
  }

  #connect(primary: HostPort): void {
    this.#disconnect();
    this.#links = Array.from({ length: connections }, () => new RedisLink(primary, this.password, timeoutMs));
  }

  #disconnect(): void {
    for (const link of this.#links) link.close();
  }
}
