import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { namespaceFile, namespaces } from "./network";
import { writeSeed } from "./seed";

/**
 * An instance on this machine: systemd as process 1 of its own namespaces (processes, mounts, network, cgroups), which
 * runs cloud-init, Docker, stunnel and everything that the user data starts.
 */
export class Instance {
  readonly #folder = mkdtempSync("/tmp/standfast-instance-");
  readonly #process: ChildProcess;
  #init = 0;

  /** Starts it; what it does then is seen with `run`. */
  constructor(userData: string) {
    const script = (name: string): string => join(__dirname, name);
    execFileSync("sh", [script("build-system.sh")], { stdio: "inherit" });
    writeSeed(join(this.#folder, "seed"), userData);
    const namespace = `--net=${namespaceFile(namespaces.instance)}`;
    const own = ["--mount", "--pid", "--fork", "--uts", "--ipc", "--cgroup", "--propagation", "private"];
    const layer = join(process.cwd(), ".drill/boot");
    const start = [script("start-system.sh"), layer, this.#folder, join(this.#folder, "seed")];
    this.#process = spawn("nsenter", [namespace, "unshare", ...own, "bash", ...start], { stdio: "inherit" });
  }

  /** What a command prints in the instance, as root. @throws {Error} when it fails. */
  run(...command: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync("nsenter", [...this.#enter(), ...command], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`${command.join(" ")} failed in the instance: ${stdout}${stderr}`);
    return stdout.trim();
  }

  /** Waits until a shell command succeeds in the instance. @throws {Error} after so many seconds. */
  async until(command: string, seconds: number): Promise<void> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
      const { status } = spawnSync("nsenter", [...this.#enter(), "bash", "-c", command], { stdio: "ignore" });
      if (status === 0) return;
      await wait(250);
    }
    throw new Error(`not within ${seconds} s in the instance: ${command}`);
  }

  #enter(): readonly string[] {
    if (this.#init === 0) {
      const pid = String(this.#process.pid);
      this.#init = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ")[0]);
    }
    return ["--target", String(this.#init), "--all", "--root", "--wd"];
  }

  async stop(): Promise<void> {
    this.#enter();
    if (this.#init > 0) process.kill(this.#init, "SIGKILL");
    await new Promise((resolve) => this.#process.once("exit", resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
