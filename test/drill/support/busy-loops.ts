import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";

/** Work of others: busy loops, each in a session of its own, as a kernel that groups sessions counts them. */
export class BusyLoops {
  readonly #loops: readonly ChildProcess[];

  /** @param perCore how many for each core. @param forMs after which they end, whatever becomes of the test. */
  constructor(perCore: number, forMs: number) {
    const loop = `for (const until = Date.now() + ${forMs}; Date.now() < until;);`;
    this.#loops = Array.from({ length: perCore * availableParallelism() }, () =>
      spawn(process.execPath, ["-e", loop], { detached: true, stdio: "ignore" }),
    );
  }

  async end(): Promise<void> {
    const running = this.#loops.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    );
    const ended = running.map((loop) => once(loop, "exit"));
    for (const loop of running) loop.kill("SIGKILL");
    await Promise.all(ended);
  }
}
