import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terminationTimeoutSeconds, lifecycleScript } from "../../../components/workloads/lifecycle";

test("the termination hook waits for the stop and a margin; requests in flight come before it", () => {
  expect(terminationTimeoutSeconds).toBe(60);
});

/** What the metadata service, Auto Scaling and the application answer, one line for each time it is asked; the last one stays. */
interface World {
  /** Status codes of the health check. */
  readonly health: readonly string[];
  /** Target states in the metadata; `-` fails. */
  readonly state: readonly string[];
  /** What Auto Scaling says to a call about a hook; `yes` is no error. */
  readonly answers?: readonly string[];
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
  function run({ health, state, answers = ["yes"] }: World): {
    readonly status: number | null;
    readonly did: readonly string[];
  } {
    writeFileSync(join(root, "health"), health.join("\n") + "\n");
    writeFileSync(join(root, "state"), state.join("\n") + "\n");
    writeFileSync(join(root, "answers"), answers.join("\n") + "\n");
    // Takes the first line of a file, unless it is the last one.
    install("next", 'head -1 "$1"; [[ $(wc -l <"$1") == 1 ]] || sed -i 1d "$1"\n');
    install(
      "metadata",
      `case "$1" in
        placement/region) echo eu-west-1 ;;
        instance-id) echo i-1 ;;
        tags/instance/aws:autoscaling:groupName) echo app-group ;;
        autoscaling/target-lifecycle-state) s=$(next ${root}/state); [[ $s != - ]] && echo "$s" ;;
        *) exit 9 ;;
      esac\n`,
    );
    install(
      "curl",
      `case "\${*: -1}" in
        https://127.0.0.1:8443/health) next ${root}/health ;;
        *) exit 9 ;;
      esac\n`,
    );
    for (const name of ["sleep", "systemctl"]) install(name, `echo "${name} $*" >>${root}/did\n`);
    install(
      "aws",
      `echo "$*" >>${root}/did; answer=$(next ${root}/answers); [[ $answer == yes ]] || { echo "$answer" >&2; exit 254; }\n`,
    );
    const script = lifecycleScript({
      hooks: { launching: "serving", terminating: "drained" },
      healthUrl: "https://127.0.0.1:8443/health",
    });
    install("follow-lifecycle", `set -euo pipefail\n${script}`);
    const { status } = spawnSync(join(root, "follow-lifecycle"), {
      env: { PATH: `${root}:${process.env["PATH"] ?? ""}` },
      timeout: 20_000,
    });
    const record = join(root, "did");
    return { status, did: existsSync(record) ? readFileSync(record, "utf8").trimEnd().split("\n") : [] };
  }

  const asked = (action: string, hook: string): string =>
    `autoscaling ${action} --region eu-west-1 --auto-scaling-group-name app-group ` +
    `--instance-id i-1 --lifecycle-hook-name ${hook}`;
  const completed = (hook: string): string =>
    `${asked("complete-lifecycle-action", hook)} --lifecycle-action-result CONTINUE`;
  const heartbeat = asked("record-lifecycle-action-heartbeat", "drained");
  const terminated = [heartbeat, "systemctl stop app.service", completed("drained")];
  const notWaiting =
    "An error occurred (ValidationError) when calling the CompleteLifecycleAction operation: No active Lifecycle Action found with instance ID i-1";

  test("reports for service once it answers 200, and completes its termination hook after the stop", () => {
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

  test("serves on while the load balancer drains it, for only then does the termination hook wait", () => {
    expect(
      run({
        health: ["200"],
        state: ["InService", "Terminated"],
        answers: ["yes", notWaiting, notWaiting, "yes"],
      }),
    ).toEqual({
      status: 0,
      did: [completed("serving"), heartbeat, "sleep 5", heartbeat, "sleep 5", ...terminated],
    });
  });

  test("completes its termination hook again until Auto Scaling takes it", () => {
    expect(
      run({
        health: ["200"],
        state: ["InService", "Terminated"],
        answers: ["yes", "yes", notWaiting, "yes"],
      }),
    ).toEqual({
      status: 0,
      did: [completed("serving"), ...terminated, "sleep 2", completed("drained")],
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

  test("reports again where Auto Scaling is slower than the instance", () => {
    expect(
      run({
        health: ["200"],
        state: ["InService", "InService", "InService", "Terminated"],
        answers: [notWaiting, notWaiting, "yes"],
      }),
    ).toEqual({
      status: 0,
      did: [
        completed("serving"),
        "sleep 5",
        completed("serving"),
        "sleep 5",
        completed("serving"),
        ...terminated,
      ],
    });
  });

  test("goes on after a minute when no hook waits: the instance is older, or was rebooted", () => {
    const { status, did } = run({
      health: ["200"],
      state: [...Array.from({ length: 13 }, () => "InService"), "Terminated"],
      answers: [...Array.from({ length: 12 }, () => notWaiting), "yes"],
    });
    expect(status).toBe(0);
    expect(did.filter((call) => call === completed("serving"))).toHaveLength(12);
    expect(did.slice(-4)).toEqual(["sleep 5", ...terminated]);
  });

  test("fails, to be started again, when Auto Scaling cannot be told", () => {
    const answers = ["Could not connect to the endpoint URL"];
    expect(run({ health: ["200"], state: ["InService"], answers })).toEqual({
      status: 1,
      did: [completed("serving")],
    });
  });
});
