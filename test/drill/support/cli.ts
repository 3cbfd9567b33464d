import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const main = resolve(__dirname, "../../../drill/main.ts");
const loader = pathToFileURL(require.resolve("tsx")).href;

/** A folder of its own, so that it shares no reports. */
export function newWorkplace(): string {
  return mkdtempSync(join(tmpdir(), "drill-"));
}

export class RunningDrill {
  output = "";
  readonly #child: ChildProcess;
  readonly exit: Promise<number | null>;

  constructor(cwd: string, argv: readonly string[]) {
    this.#child = spawn(process.execPath, ["--import", loader, main, ...argv], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (data: Buffer) => {
        this.output += data.toString();
      });
    }
    this.exit = new Promise((settle) => this.#child.once("exit", settle));
  }

  /** Waits until it has said something. */
  async says(text: string): Promise<void> {
    for (const until = Date.now() + 90_000; !this.output.includes(text);) {
      if (Date.now() > until) throw new Error(`it never said "${text}", only:\n${this.output}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  signal(name: "SIGINT" | "SIGKILL"): void {
    this.#child.kill(name);
  }
}

/** Runs the drill's command line to its end. */
export async function drill(
  cwd: string,
  ...argv: string[]
): Promise<{ code: number | null; output: string }> {
  const running = new RunningDrill(cwd, argv);
  const code = await running.exit;
  return { code, output: running.output };
}
