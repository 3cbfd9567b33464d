import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { request } from "node:http";
import { join } from "node:path";
import { namespaceFile, namespaces } from "./network";

const typescript = [process.execPath, "--import", "tsx"];
const socket = "/tmp/standfast-aws.sock";

/** Starts a program outside the instance. */
function outside(...command: readonly string[]): ChildProcess {
  const program = spawn("nsenter", [`--net=${namespaceFile(namespaces.aws)}`, ...command], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  return program;
}

/** AWS, outside the instance: moto and what stands before it. */
export class Aws {
  static readonly moto = "http://127.0.0.1:5000";
  readonly #programs: ChildProcess[] = [];

  /** @returns the ARNs of the secrets that it holds */
  async start(): Promise<{ readonly targetTls: string; readonly database: string }> {
    const server = outside(
      join(process.cwd(), ".drill/moto/bin/moto_server"),
      "-H",
      "127.0.0.1",
      "-p",
      "5000",
    );
    const aws = outside(...typescript, join(__dirname, "../programs/aws.ts"), Aws.moto, socket);
    this.#programs.push(server, aws);
    for await (const line of createInterface({ input: aws.stdout! })) {
      return JSON.parse(line) as { targetTls: string; database: string };
    }
    throw new Error("the stand-in for AWS ended before it was ready");
  }

  /** Says what is so from now on. @returns what happened until now */
  async steer(
    said: { targetState?: string; waits?: string } = {},
  ): Promise<{ calls: string[]; tokens: number }> {
    const asked = request({ socketPath: socket, method: "POST" });
    asked.end(JSON.stringify(said));
    const [response] = (await once(asked, "response")) as [AsyncIterable<Buffer>];
    let text = "";
    for await (const part of response) text += part.toString();
    return JSON.parse(text) as { calls: string[]; tokens: number };
  }

  async stop(): Promise<void> {
    for (const program of this.#programs) {
      program.kill("SIGKILL");
      await once(program, "exit");
    }
  }
}

/** The load balancer's side, see `programs/load-balancer.ts`. */
export class LoadBalancerSide {
  readonly #program: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(...args: readonly string[]) {
    this.#program = outside(...typescript, join(__dirname, "../programs/load-balancer.ts"), ...args);
    this.#lines = createInterface({ input: this.#program.stdout! })[Symbol.asyncIterator]();
  }

  /** The next line that it prints. */
  async says(): Promise<string> {
    const { value } = (await this.#lines.next()) as { value?: string };
    return value ?? "";
  }

  /** It sends nothing new from now on; what is in flight goes on. */
  async sendsNoMore(): Promise<void> {
    this.#program.stdin!.end();
    await this.says();
  }

  /** What it saw, at its end. */
  async saw(): Promise<Readonly<Record<string, unknown>>> {
    return JSON.parse(await this.says()) as Readonly<Record<string, unknown>>;
  }
}
