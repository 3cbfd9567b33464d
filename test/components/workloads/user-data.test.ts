import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { privateRegistry, userData, type UserData } from "../../../components/workloads/user-data";

interface CloudConfig {
  readonly packages: readonly string[];
  readonly write_files: readonly {
    readonly path: string;
    readonly permissions: string;
    readonly content: string;
  }[];
  readonly runcmd: readonly (readonly string[])[];
}

const arn = (name: string): string => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}`;

const args: UserData = {
  image: "public.ecr.aws/nginx/nginx:1.29",
  port: 80,
  additionalPorts: [],
  environment: { DATABASE_HOST: "db.example" },
  targetTlsSecretArn: arn("target-tls"),
  secretArns: { database: arn("database"), cache: arn("cache") },
  logGroupName: "app-logs",
  appRoleArn: "arn:aws:iam::123456789012:role/app",
  healthCheckPath: "/health",
  hooks: { launching: "serving", terminating: "drained" },
};

const ecrImage = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1";

function config(more: Partial<UserData> = {}): CloudConfig {
  return parse(userData({ ...args, ...more })) as CloudConfig;
}

function file(path: string, from = config()): { readonly permissions: string; readonly content: string } {
  return from.write_files.find((written) => written.path === path)!;
}

describe("userData", () => {
  test("is cloud-config that installs, writes and starts", () => {
    expect(userData(args).split("\n")[0]).toBe("#cloud-config");
    expect(config().packages).toEqual(["docker", "stunnel"]);
    expect(config().write_files.map(({ path, permissions }) => [path, permissions])).toEqual([
      ["/usr/local/sbin/metadata", "0700"],
      ["/usr/local/sbin/read-secret", "0700"],
      ["/usr/local/sbin/fetch-app-secrets", "0700"],
      ["/usr/local/sbin/fetch-target-tls-certificate", "0700"],
      ["/usr/local/sbin/run-app", "0700"],
      ["/usr/local/sbin/follow-lifecycle", "0700"],
      ["/usr/local/sbin/fetch-app-credentials", "0700"],
      ["/usr/local/sbin/serve-app-credentials", "0700"],
      ["/etc/systemd/system/app-credentials.socket", "0644"],
      ["/etc/systemd/system/app-credentials@.service", "0644"],
      ["/etc/systemd/system/fetch-app-credentials.service", "0644"],
      ["/etc/systemd/system/fetch-app-credentials.timer", "0644"],
      ["/etc/app/environment", "0600"],
      ["/etc/target-tls/stunnel.conf", "0600"],
      ["/etc/systemd/system/app.service", "0644"],
      ["/etc/systemd/system/target-tls.service", "0644"],
      ["/etc/systemd/system/lifecycle.service", "0644"],
    ]);
    expect(config().runcmd).toEqual([
      ["systemctl", "daemon-reload"],
      [
        "systemctl",
        "enable",
        "--now",
        "docker.service",
        "app-credentials.socket",
        "fetch-app-credentials.timer",
        "app.service",
        "target-tls.service",
        "lifecycle.service",
      ],
    ]);
  });

  test("stays far below the 16 kB that EC2 takes", () => {
    expect(userData(args).length).toBeLessThan(11_000);
  });

  test("tells the application where everything is", () => {
    expect(file("/etc/app/environment").content).toBe(
      "DATABASE_HOST=db.example\nPORT=80\nSECRETS_FOLDER=/run/app/secrets\n",
    );
  });

  test("publishes further ports of the container at their own number", () => {
    const additionalPorts = [
      { port: 9464, protocol: "tcp" },
      { port: 8125, protocol: "udp" },
    ] as const;
    expect(userData({ ...args, additionalPorts })).toContain(
      "--publish 127.0.0.1:8080:80 --publish 9464:9464/tcp --publish 8125:8125/udp ",
    );
  });

  test("ends the load balancer's TLS in front of the container's own port", () => {
    expect(file("/etc/target-tls/stunnel.conf").content.split("\n")).toEqual(
      expect.arrayContaining(["accept = 8443", "connect = 127.0.0.1:8080", "cert = /run/target-tls/tls.pem"]),
    );
    const { content } = file("/usr/local/sbin/run-app");
    expect(content).toContain("docker run --rm --name app --publish 127.0.0.1:8080:80 ");
    expect(content).toContain(
      "--volume /run/app/secrets:/run/app/secrets:ro public.ecr.aws/nginx/nginx:1.29\n",
    );
  });

  test.each([
    ["app", "fetch-app-secrets"],
    ["target-tls", "fetch-target-tls-certificate"],
  ])("fetches the secrets before every start of %s, and starts it again whatever happens", (name, fetch) => {
    expect(file(`/etc/systemd/system/${name}.service`).content.split("\n")).toEqual(
      expect.arrayContaining([
        "StartLimitIntervalSec=0",
        `ExecStartPre=/usr/local/sbin/${fetch}`,
        "Restart=always",
        "RestartSec=2",
      ]),
    );
  });

  test("opens as many files for connections as there may be, not the 1,024 that systemd gives", () => {
    expect(file("/etc/systemd/system/target-tls.service").content.split("\n")).toContain("LimitNOFILE=65536");
  });

  test("logs without ever waiting for the log, in a stream of the instance", () => {
    const { content } = file("/usr/local/sbin/run-app");
    expect(content.match(/--log-\S+ \S+/g)).toEqual([
      "--log-driver awslogs",
      "--log-opt awslogs-group='app-logs'",
      "--log-opt mode=non-blocking",
      '--log-opt awslogs-stream="$(</var/lib/cloud/data/instance-id)"',
      "--log-opt max-buffer-size=25m",
    ]);
  });

  test("stops the application by itself before it is killed", () => {
    expect(file("/etc/systemd/system/app.service").content.split("\n")).toContain(
      "ExecStop=/usr/bin/docker stop --time 30 app",
    );
  });

  test("follows the lifecycle to its end, and again only when that failed", () => {
    expect(file("/etc/systemd/system/lifecycle.service").content.split("\n")).toEqual(
      expect.arrayContaining([
        "After=network-online.target app.service target-tls.service",
        "ExecStart=/usr/local/sbin/follow-lifecycle",
        "Restart=on-failure",
      ]),
    );
    expect(file("/usr/local/sbin/follow-lifecycle").content).toContain("'https://127.0.0.1:8443/health'");
  });

  test("lets the instance's role pull from a private registry, and only there", () => {
    const fromEcr = config({ image: ecrImage });
    expect(fromEcr.packages).toEqual(["docker", "stunnel", "amazon-ecr-credential-helper"]);
    expect(JSON.parse(file("/root/.docker/config.json", fromEcr).content)).toEqual({
      credHelpers: { "123456789012.dkr.ecr.eu-west-1.amazonaws.com": "ecr-login" },
    });
  });
});

describe("the scripts on an instance", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "standfast-"));
    mkdirSync(join(root, "run"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  /** Runs a script for real, with `/run` moved below a temporary folder and Secrets Manager replaced by `aws`. */
  function run(name: string, aws: string): { readonly status: number | null; readonly stderr: string } {
    const install = (path: string, content: string): void => {
      writeFileSync(join(root, path), content, { mode: 0o700 });
    };
    install("aws", `#!/bin/bash\n${aws}`);
    install("read-secret", file("/usr/local/sbin/read-secret").content);
    const moved = file(`/usr/local/sbin/${name}`).content.replaceAll("/run/", `${root}/run/`);
    install(name, moved);
    return spawnSync(join(root, name), {
      encoding: "utf8",
      env: { PATH: `${root}:${process.env["PATH"] ?? ""}` },
    });
  }
  const written = (path: string): string => readFileSync(join(root, "run", path), "utf8");

  test("write each secret, asked for in the region of its ARN, to a file of its name", () => {
    expect(run("fetch-app-secrets", 'echo "$@"')).toMatchObject({ status: 0, stderr: "" });
    for (const name of ["database", "cache"]) {
      expect(written(`app/secrets/${name}.json`)).toBe(
        `secretsmanager get-secret-value --region eu-west-1 --secret-id ${arn(name)} --query SecretString --output text\n`,
      );
    }
  });

  test("write the certificate into the file that stunnel reads", () => {
    expect(run("fetch-target-tls-certificate", "echo PEM")).toMatchObject({ status: 0, stderr: "" });
    expect(written("target-tls/tls.pem")).toBe("PEM\n");
  });

  test.each(["fetch-app-secrets", "fetch-target-tls-certificate"])(
    "%s fails at the first start without Secrets Manager, and goes on with what it has later",
    (name) => {
      expect(run(name, "exit 1").status).toBe(1);
      expect(run(name, "echo value").status).toBe(0);
      expect(run(name, "exit 1").status).toBe(0);
    },
  );
});

describe("privateRegistry", () => {
  test.each([
    [ecrImage, "123456789012.dkr.ecr.eu-west-1.amazonaws.com"],
    ["public.ecr.aws/nginx/nginx:1", undefined],
    ["nginx", undefined],
    ["evil.example/123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop", undefined],
  ])("%s", (image, registry) => {
    expect(privateRegistry(image)).toBe(registry);
  });
});
