import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface Moto {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts the moto server on a free loopback port; installs it when it is missing. @throws when it cannot. */
export async function startMoto(): Promise<Moto> {
  execFileSync(join(__dirname, "install-moto.sh"), { stdio: ["ignore", "inherit", "inherit"] });
  const program = join(process.cwd(), ".drill/moto/bin/moto_server");
  const server = spawn(program, ["-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
    // Thousands of machine images that no test names; loading them takes seconds in each region.
    env: { ...process.env, MOTO_EC2_LOAD_DEFAULT_AMIS: "false" },
  });
  const exited = once(server, "exit");
  for await (const line of createInterface({ input: server.stderr })) {
    const [endpoint] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (endpoint === undefined) continue;
    server.stderr.resume();
    return {
      endpoint,
      stop: async () => {
        server.kill();
        await exited;
      },
    };
  }
  throw new Error("the moto server ended before it was ready");
}
