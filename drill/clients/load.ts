import { now } from "../model/clock";
import { stores, type Store } from "../model/adapter";
import { regionHeader } from "../model/adapter";
import { Ledger, type LedgerChange } from "./ledger";
import { Route } from "./route";

/** Clients that belong together and the endpoints they know. */
export interface ClientGroup {
  readonly name: string;
  readonly urls: readonly string[];
  /** Whether requests share connections, or each is from a user who just arrives. @default "kept" */
  readonly connections?: "kept" | "fresh";
  /** Where requests begin: at the endpoint that last served, or, as users who just arrive, at the first. @default "learned" */
  readonly preference?: "learned" | "first";
}

/** Each group sends one write to each store every so often, whether or not earlier ones were answered. */
export const sendEveryMs = 40;
/** A request that is not answered by then has failed. */
export const deadlineMs = 1_500;
/** A request that is answered later than this is slow. */
export const latencyObjectiveMs = 500;

/** Open-loop load: a site that hangs does not slow the clients down, so no outage hides behind waiting clients. */
export class Load {
  readonly ledger = new Ledger();
  readonly #running = new Set<Promise<void>>();
  #timers: NodeJS.Timeout[] = [];

  /**
   * @param run names the records of this load; letters, digits and dashes.
   * @param onChange is told of each request that is sent or answered.
   */
  constructor(
    readonly run: string,
    private readonly groups: readonly ClientGroup[],
    private readonly onChange: (change: LedgerChange) => void = () => undefined,
  ) {}

  start(): void {
    this.#timers = this.groups.flatMap((group) => stores.map((store) => this.#send(group, store)));
  }

  /** Stops sending and waits for the answers that are outstanding. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    await Promise.all(this.#running);
  }

  #send(group: ClientGroup, store: Store): NodeJS.Timeout {
    const route = new Route(group.urls);
    const startedAt = now();
    let sent = 0;
    return setInterval(() => {
      // What a busy machine delayed is made up for: the rate holds.
      for (; sent * sendEveryMs < now() - startedAt; sent++) {
        const request = this.#write(group, route, store, startedAt + sent * sendEveryMs);
        this.#running.add(request);
        void request.finally(() => this.#running.delete(request));
      }
    }, sendEveryMs);
  }

  async #write(group: ClientGroup, route: Route, store: Store, dueAt: number): Promise<void> {
    const { name: clients, connections = "kept", preference = "learned" } = group;
    const number = this.ledger.nextNumber;
    const sentAt = now();
    this.#note({
      kind: "sent",
      number,
      store,
      clients,
      sentAt,
      lateMs: Math.max(0, sentAt - dueAt - sendEveryMs),
    });
    const answer = await put(
      preference === "first" ? new Route(group.urls) : route,
      `/runs/${this.run}/${store}/${number}`,
      {
        signal: AbortSignal.timeout(deadlineMs),
        ...(connections === "fresh" ? { headers: { connection: "close" } } : {}),
      },
    );
    this.#note({ kind: "answered", number, ...answer, doneAt: now() });
  }

  #note(change: LedgerChange): void {
    this.ledger.apply(change);
    this.onChange(change);
  }
}

/**
 * Writes once. An endpoint that refuses or breaks the connection is followed by the next within the same request, as
 * any client does with a name that has several addresses; an answer that says no, or comes too late, is a failure.
 */
async function put(
  route: Route,
  path: string,
  options: { readonly signal: AbortSignal; readonly headers?: Record<string, string> },
): Promise<{ readonly acknowledged: boolean; readonly region?: string }> {
  for (const url of route.order()) {
    try {
      // Never where the endpoint sends it: what may be drilled was checked for this address.
      const answer = await fetch(`${url}${path}`, { method: "PUT", redirect: "error", ...options });
      await answer.arrayBuffer();
      if (!answer.ok) route.failed(url);
      const region = answer.headers.get(regionHeader);
      return { acknowledged: answer.ok, ...(region === null ? {} : { region }) };
    } catch {
      route.failed(url);
      if (options.signal.aborted) return { acknowledged: false };
    }
  }
  return { acknowledged: false };
}
