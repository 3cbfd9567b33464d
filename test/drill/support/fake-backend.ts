import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  regionHeader,
  type DrillAdapter,
  type ProbeResult,
  type DrillEvent,
} from "../../../drill/model/adapter";
import { sleep } from "../../../drill/model/clock";
import type { Fault } from "../../../drill/model/scenario";

/** A backend in memory behind a real HTTP server: it records what was done to it and can be told how to react. */
export class FakeBackend {
  readonly done: string[] = [];
  /** Whether writes are answered with success. */
  serves = true;
  /** Whether a fault makes writes fail until it is undone; otherwise it does nothing. */
  faultsHurt = true;
  /** Whether an acknowledged write is kept. */
  keeps = true;
  verifies = true;
  /** The region that answers, as the application says it. */
  servedBy = "b";
  /** Whether breaking something goes on until it is stopped. */
  hangs = false;
  /** Whether the parts stay broken after the undo. */
  staysBroken = false;
  probes: ProbeResult[] = [{ name: "all parts up", ok: true, found: "all" }];
  alarms: string[] = [];
  missing: string[] = [];
  readonly #records = new Map<string, Map<string, [number, number][]>>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const [, run = "", store = "", number = ""] =
        /^\/runs\/([^/]+)(?:\/(\w+)\/(\d+))?$/.exec(request.url ?? "") ?? [];
      const records = this.#records.get(run) ?? new Map<string, [number, number][]>();
      this.#records.set(run, records);
      response.setHeader(regionHeader, this.servedBy);
      if (request.method === "PUT") {
        if (this.serves && this.keeps)
          records.set(store, [...(records.get(store) ?? []), [Number(number), 1]]);
        response.writeHead(this.serves ? 204 : 503).end();
        return;
      }
      const body = { database: records.get("database") ?? [], cache: records.get("cache") ?? [] };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get adapter(): DrillAdapter {
    const url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return {
      backend: "local",
      redundancyTimeoutMs: 1_000,
      effect: { everyMs: 50, timeoutMs: 1_000 },
      probes: {
        sharedUrl: () => Promise.resolve(undefined),
        endpoints: () => Promise.resolve([{ region: "a", url }]),
        missingPrerequisites: () => Promise.resolve(this.missing),
        steadyState: () => Promise.resolve(this.probes),
        resolveTarget: (role) => Promise.resolve({ role, members: ["part-1"], region: "a" }),
        verify: () => Promise.resolve(this.verifies),
        watch: (report: (event: DrillEvent) => void) => {
          report({ at: 0, text: "watching" });
          return Promise.resolve(() => {
            report({ at: 0, text: "told at the end" });
            return Promise.resolve();
          });
        },
        alarms: () => Promise.resolve(this.alarms),
        predictedOutageMs: () => 500,
        describe: () => Promise.resolve({ network: "bench" }),
      },
      actions: {
        colocatePrimaries: () => Promise.resolve(),
        inject: async (fault: Fault, _aim, signal) => {
          this.done.push(fault);
          if (this.faultsHurt) this.serves = false;
          if (this.staysBroken) this.probes = [{ name: "all parts up", ok: false, found: "one is gone" }];
          if (this.hangs) await sleep(60_000, signal);
        },
        fence: ({ region }) => {
          this.done.push(`fence ${region}`);
          return Promise.resolve();
        },
        failBack: () => {
          this.done.push("fail back");
          return Promise.resolve();
        },
        undo: () => {
          this.done.push("undo");
          this.serves = true;
          return Promise.resolve();
        },
      },
    };
  }
}
