import { createServer, type IncomingMessage, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Caches } from "./caches";
import { Databases } from "./databases";
import { Experiments } from "./experiments";
import type { StubResponse, StubRequest } from "./wire";

/** Answers what moto does not, and has state; `undefined` leaves it to moto. */
export type ServiceStub = (ask: StubRequest) => Promise<StubResponse | undefined> | StubResponse | undefined;

/**
 * Stands before the moto server and answers what that only pretends: reboots, promotions, cache failovers,
 * experiments. Everything else is moto's.
 */
export class AwsStub {
  readonly databases = new Databases();
  readonly caches = new Caches();
  readonly experiments = new Experiments();
  /** moto launches all instances of a group in its first zone; Auto Scaling does so only when the others are down. */
  spreadsInstances = true;
  /** Asked first, by service: what a test knows better. */
  readonly further: Record<string, ServiceStub> = {};
  /** Every call that may change something, as `service Action`. */
  readonly changes: string[] = [];
  readonly #server: Server;

  constructor(private readonly moto: string) {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body, type = "text/xml" }) => {
        response.writeHead(status, { "content-type": type }).end(body);
      });
    });
  }

  async start(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage): Promise<StubResponse> {
    const body = await read(request);
    const [, region = "", service = ""] =
      /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
    const ask: StubRequest = {
      method: request.method ?? "GET",
      path: request.url ?? "/",
      service,
      region,
      parameters: new URLSearchParams(service === "fis" ? "" : body.toString()),
      body: body.toString(),
      forward: () => this.#forward(request, body),
    };
    const action = ask.parameters.get("Action") ?? `${ask.method} ${ask.path.split("/")[1] ?? ""}`;
    if (!/^(Describe|Get|List|GET|POST $)/.test(action)) this.changes.push(`${service} ${action}`);
    const stubs: Readonly<Record<string, ServiceStub>> = {
      rds: (one) => this.databases.answer(one),
      elasticache: (one) => this.caches.answer(one),
      fis: (one) => this.experiments.answer(one),
      autoscaling: (one) => (this.spreadsInstances ? spread(one) : undefined),
    };
    return (await this.further[service]?.(ask)) ?? (await stubs[service]?.(ask)) ?? (await ask.forward());
  }

  async #forward(request: IncomingMessage, body: Buffer): Promise<StubResponse> {
    const headers = Object.entries(request.headers).filter(
      ([name]) => !/^(host|connection|content-length)$/.test(name),
    );
    const { method = "GET" } = request;
    const answer = await fetch(`${this.moto}${request.url ?? "/"}`, {
      method,
      headers: headers.map(([name, value]) => [name, String(value)]),
      ...(method !== "GET" && { body }),
    });
    const type = answer.headers.get("content-type") ?? "text/xml";
    return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()), type };
  }
}

async function spread({ region, forward }: StubRequest): Promise<StubResponse> {
  const answer = await forward();
  let count = 0;
  const zone = () => `<AvailabilityZone>${region}${"abc".charAt(count++ % 3)}<`;
  return { ...answer, body: answer.body.toString().replace(/<AvailabilityZone>[^<]*</g, zone) };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
