import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  appCredentialFiles,
  appCredentialsOption,
  appCredentialUnits,
} from "../../../components/workloads/app-credentials";

const files = appCredentialFiles("arn:aws:iam::123456789012:role/app");
const contentOf = (path: string): string => files.find((file) => file.path === path)!.content;

describe("the units", () => {
  test("listen at the address that SDKs know, however often they are asked", () => {
    expect(appCredentialUnits).toEqual(["app-credentials.socket", "fetch-app-credentials.timer"]);
    expect(contentOf("/etc/systemd/system/app-credentials.socket").split("\n")).toEqual(
      expect.arrayContaining([
        "ExecStartPre=/usr/sbin/ip address replace 169.254.170.2/32 dev lo",
        "ListenStream=169.254.170.2:80",
        "TriggerLimitIntervalSec=0",
      ]),
    );
  });

  test("take the role again six times while a session lasts", () => {
    expect(contentOf("/etc/systemd/system/fetch-app-credentials.timer")).toContain("OnUnitActiveSec=10min\n");
    expect(contentOf("/usr/local/sbin/fetch-app-credentials")).toContain("--duration-seconds 3600 ");
  });
});

describe("the scripts on an instance", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "standfast-"));
    mkdirSync(join(root, "run"));
    writeFileSync(join(root, "instance-id"), "i-1\n");
    install("metadata", "#!/bin/bash\necho eu-west-1\n");
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const install = (name: string, content: string): void => {
    writeFileSync(join(root, name), content, { mode: 0o700 });
  };
  const moved = (text: string): string =>
    text.replaceAll("/run/", `${root}/run/`).replaceAll("/var/lib/cloud/data/", `${root}/`);
  const written = (name: string): string => readFileSync(join(root, "run/app-credentials", name), "utf8");

  function run(name: string, input = "") {
    install(name, moved(contentOf(`/usr/local/sbin/${name}`)));
    return spawnSync(join(root, name), {
      encoding: "utf8",
      input,
      env: { PATH: `${root}:${process.env["PATH"] ?? ""}` },
    });
  }

  /** Takes the role, with STS replaced. @returns the exit code */
  function fetch(sts: string): number | null {
    install("aws", `#!/bin/bash\n${sts}\n`);
    return run("fetch-app-credentials").status;
  }

  test("take the application's role in the instance's region, under the instance's name", () => {
    expect(fetch('echo "$@"')).toBe(0);
    expect(written("credentials.json")).toBe(
      "sts assume-role --region eu-west-1 --role-arn arn:aws:iam::123456789012:role/app --role-session-name i-1 " +
        "--duration-seconds 3600 --output json --query " +
        "Credentials.{AccessKeyId:AccessKeyId,SecretAccessKey:SecretAccessKey,Token:SessionToken,Expiration:Expiration}\n",
    );
  });

  test("write the end of the session as the SDK for JavaScript reads it", () => {
    fetch(`echo '{"Expiration":"2026-01-01T01:00:00+00:00"}'`);
    expect(written("credentials.json")).toBe('{"Expiration":"2026-01-01T01:00:00Z"}\n');
  });

  test("fail at the first start without STS, and go on with what they have later", () => {
    expect(fetch("exit 1")).toBe(1);
    expect(fetch("echo first")).toBe(0);
    const id = written("id");
    expect(fetch("exit 1")).toBe(0);
    expect([written("credentials.json"), written("id")]).toEqual(["first\n", id]);
  });

  test("hand the credentials out at the one path that the container is told, and at no other", () => {
    fetch(`echo '{"Token":"t"}'`);
    const { stdout: option } = spawnSync("bash", ["-c", `echo ${moved(appCredentialsOption)}`], {
      encoding: "utf8",
    });
    const path = /^--env AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=(\/[0-9a-f-]{36})$/.exec(option.trim())?.[1];
    const ask = (asked: string): string =>
      run("serve-app-credentials", `GET ${asked} HTTP/1.1\r\nHost: 169.254.170.2\r\n\r\n`).stdout;

    const head = "Content-Type: application/json\r\nContent-Length:";
    expect(ask(path!)).toBe(`HTTP/1.1 200 OK\r\n${head} 13\r\nConnection: close\r\n\r\n{"Token":"t"}`);
    expect(ask("/")).toBe(`HTTP/1.1 404 Not Found\r\n${head} 2\r\nConnection: close\r\n\r\n{}`);
  });
});
