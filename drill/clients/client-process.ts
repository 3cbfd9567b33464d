import { fork, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { clockOffsetMs } from "../model/clock";
import { Aborted } from "../model/exit-code";
import { typescriptOptions } from "../model/typescript";
import { raiseSession } from "../site/autogroup";
import { Ledger, type LedgerChange } from "./ledger";
import type { ClientGroup } from "./load";
import { clientMessageSchema, type Instruction } from "./messages";

const main = resolve(__dirname, "main.ts");

/** Clients in a process of their own, and the ledger of what they have told so far. */
export class ClientProcess {
  readonly ledger = new Ledger();
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  readonly #stopped: Promise<void>;
  /** To this process' clock. */
  #shiftMs = 0;
  #ended = false;
  #stopping = false;

  private constructor(
    readonly run: string,
    private readonly groups: readonly ClientGroup[],
  ) {
    // A session of its own: Ctrl-C is for the drill, which stops its clients when it has undone what it broke.
    this.#child = fork(main, [], {
      execArgv: [...typescriptOptions()],
      detached: true,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    if (this.#child.pid !== undefined) raiseSession(this.#child.pid);
    let ready = (): void => undefined;
    let stopped = (): void => undefined;
    this.#ready = new Promise((settle) => (ready = settle));
    this.#stopped = new Promise((settle) => (stopped = settle));
    this.#child.on("message", (text) => {
      const message = clientMessageSchema.parse(text);
      if (message.kind === "changes") {
        for (const change of message.changes) this.ledger.apply(this.#shifted(change));
      } else if (message.kind === "ready") {
        this.#shiftMs = clockOffsetMs - message.clockOffsetMs;
        ready();
      } else {
        stopped();
      }
    });
    const end = (): void => {
      this.#ended = true;
      ready();
      stopped();
    };
    this.#child.once("exit", end);
    this.#child.once("error", end);
  }

  /** Starts the process and, when it listens, its load. @throws {Aborted} when it ends instead. */
  static async start(run: string, groups: readonly ClientGroup[]): Promise<ClientProcess> {
    const clients = new ClientProcess(run, groups);
    await clients.#ready;
    clients.requireAlive();
    clients.#tell({
      kind: "start",
      run,
      groups: groups.map((group) => ({ ...group, urls: [...group.urls] })),
    });
    return clients;
  }

  /** @throws {Aborted} when the process has ended: what clients see is not known any more. */
  requireAlive(): void {
    if (!this.#ended || this.#stopping) return;
    throw new Aborted(
      `the clients of ${this.groups.map(({ name }) => name).join(", ")} have ended unexpectedly`,
    );
  }

  /** Stops sending, waits for the answers that are outstanding, and ends the process. Safe to repeat. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (!this.#ended) this.#tell({ kind: "stop" });
    await this.#stopped;
    if (this.#child.connected) this.#child.disconnect();
  }

  #tell(instruction: Instruction): void {
    if (this.#child.connected) this.#child.send(instruction);
  }

  #shifted(change: LedgerChange): LedgerChange {
    return change.kind === "sent"
      ? { ...change, sentAt: change.sentAt + this.#shiftMs }
      : { ...change, doneAt: change.doneAt + this.#shiftMs };
  }
}
