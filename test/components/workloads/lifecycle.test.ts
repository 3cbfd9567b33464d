import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terminationTimeoutSeconds, lifecycleScript } from "../../../components/workloads/lifecycle";

describe("terminationTimeoutSeconds", () => {
  test.each([
    [0, 60],
    [30, 90],
    [3600, 3660],
  ])("a delay of %d s needs %d s", (delay, seconds) => {
    expect(terminationTimeoutSeconds(delay)).toBe(seconds);
  });
});

/** What the metadata service, Auto Scaling and the application answer, one line for each time it is asked; the last one stays. */
interface World {
  /** Status codes of the health check. */
  readonly health: readonly string[];
  /** Target states in the metadata; `-` fails. */
  readonly state: readonly string[];
  /** What Auto Scaling says to a completion: nothing is yes. */
  readonly answer?: string;
}

describe("the script, run for real", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "standfast-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const install = (name: string, content: string): void => {
    writeFileSync(join(root, name), `#!/bin/bash\n${content}`, { mode: 0o700 });
  };

  /** Runs it with `curl`, `aws`, `sleep` and `systemctl` replaced. @returns its exit code, and what it did in order. */
  function run({ health, state, answer }: World): {
    readonly status: number | null;
    readonly did: readonly string[];
  } {
    writeFileSync(join(root, "health"), health.join("\n") + "\n");
    writeFileSync(join(root, "state"), state.join("\n") + "\n");
    // Takes the first line of a file, unless it is the last one.
    install("next", 'head -1 "$1"; [[ $(wc -l <"$1") == 1 ]] || sed -i 1d "$1"\n');
    install(
      "curl",
      `case "\${*: -1}" in
        */api/token) echo token ;;
        */placement/region) echo eu-west-1 ;;
        */instance-id) echo i-1 ;;
        */tags/instance/aws:autoscaling:groupName) echo app-group ;;
        */target-lifecycle-state) s=$(next ${root}/state); [[ $s != - ]] && echo "$s" ;;
        https://127.0.0.1:8443/health) next ${root}/health ;;
        *) exit 9 ;;
      esac\n`,
    );
    for (const name of ["sleep", "systemctl"]) install(name, `echo "${name} $*" >>${root}/did\n`);
    install(
      "aws",
      `echo "$*" >>${root}/did\n${answer === undefined ? "" : `echo '${answer}' >&2; exit 254\n`}`,
    );
    const script = lifecycleScript({
      hooks: { launching: "serving", terminating: "drained" },
      healthUrl: "https://127.0.0.1:8443/health",
      deregistrationDelaySeconds: 30,
    });
    install("follow-lifecycle", `set -euo pipefail\n${script}`);
    const { status } = spawnSync(join(root, "follow-lifecycle"), {
      env: { PATH: `${root}:${process.env["PATH"] ?? ""}` },
      timeout: 20_000,
    });
    const record = join(root, "did");
    return { status, did: existsSync(record) ? readFileSync(record, "utf8").trimEnd().split("\n") : [] };
  }

  const completed = (hook: string): string =>
    "autoscaling complete-lifecycle-action --region eu-west-1 --auto-scaling-group-name app-group " +
    `--instance-id i-1 --lifecycle-hook-name ${hook} --lifecycle-action-result CONTINUE`;
  const terminated = ["sleep 30", "systemctl stop app.service", completed("drained")];

  test("reports for service once it answers 200, and completes its termination hook after the drain", () => {
    expect(
      run({
        health: ["000", "503", "200"],
        state: ["InService", "InService", "InService", "InService", "Terminated"],
      }),
    ).toEqual({
      status: 0,
      did: ["sleep 2", "sleep 2", completed("serving"), "sleep 5", ...terminated],
    });
  });

  test("lets an instance that never answered go without reporting it for service", () => {
    expect(run({ health: ["000"], state: ["InService", "Terminated"] })).toEqual({
      status: 0,
      did: ["sleep 2", ...terminated],
    });
  });

  test("waits on while the metadata service does not answer", () => {
    expect(run({ health: ["200"], state: ["-", "-", "-", "Terminated"] })).toEqual({
      status: 0,
      did: [completed("serving"), "sleep 5", "sleep 5", ...terminated],
    });
  });

  test("goes on when no hook waits: the instance is older, or was rebooted", () => {
    const answer =
      "An error occurred (ValidationError) when calling the CompleteLifecycleAction operation: No active Lifecycle Action found";
    expect(run({ health: ["200"], state: ["InService", "Terminated"], answer })).toEqual({
      status: 0,
      did: [completed("serving"), ...terminated],
    });
  });

  test("fails, to be started again, when Auto Scaling cannot be told", () => {
    const answer = "Could not connect to the endpoint URL";
    expect(run({ health: ["200"], state: ["InService"], answer })).toEqual({
      status: 1,
      did: [completed("serving")],
    });
  });
});
