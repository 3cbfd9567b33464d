import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { userData } from "../../components/workloads/user-data";
import { Instance } from "./support/instance";
import { awsAddress, createNetwork, instanceAddress, limitHops, removeNetwork } from "./support/network";
import { Aws, LoadBalancerSide } from "./support/programs";
import { applicationEnvironment, image } from "./support/seed";

/**
 * The user data on an instance of this machine, from cloud-init to the last request. Real: the user data to the letter,
 * cloud-init, systemd, Docker, stunnel, the AWS CLI, the SDK in the container, the reference application. Stand-ins: the
 * machine image (Debian's packages instead of Amazon Linux's), the registry (the image is imported), the metadata
 * service, the two calls about a waiting hook; everything else of AWS is moto. No log service answers, on purpose.
 *
 * It needs root and a Debian or Ubuntu; what it installs is in a layer of its own: `npm run test:boot`.
 */

const minutes = 60_000;
const hopLimit = 1;
const port = 80;
const aws = new Aws();
let instance: Instance;

beforeAll(async () => {
  execFileSync("sh", ["test/drill/adapters/aws/support/install-moto.sh"]);
  createNetwork(hopLimit);
  const secrets = await aws.start();
  instance = new Instance(
    userData({
      image,
      port,
      additionalPorts: [],
      environment: applicationEnvironment(port),
      targetTlsSecretArn: secrets.targetTls,
      secretArns: { database: secrets.database },
      logGroupName: "app-logs",
      healthCheckPath: "/health",
      appRoleArn: "arn:aws:iam::123456789012:role/app",
      hooks: { launching: "serving", terminating: "drained" },
    }),
  );
  await aws.steer({ waits: "serving" });
  await instance.until("curl -skf https://127.0.0.1:8443/health", 90);
}, 5 * minutes);

afterAll(async () => {
  await instance.stop();
  await aws.stop();
  removeNetwork();
}, minutes);

const inContainer = (script: string): string =>
  instance.run("docker", "exec", "app", "/bin/node", "-e", script);
const inService = "curl -skf https://127.0.0.1:8443/health";
const seconds = 1000;

describe("an instance", () => {
  test("asks cloud-init for its packages, and every unit of it works", () => {
    expect(instance.run("grep", "-o", "install.*", "/tmp/apt-get.log")).toBe("install docker stunnel");
    expect(instance.run("systemctl", "--failed", "--plain", "--no-legend")).toBe("");
    expect(instance.run("systemctl", "is-active", "app", "target-tls", "app-credentials.socket")).toBe(
      "active\nactive\nactive",
    );
  });

  test("reports for service once it answers", async () => {
    while ((await aws.steer()).calls.length === 0) await wait(250);
    expect((await aws.steer()).calls).toEqual(["CompleteLifecycleAction serving accepted"]);
    expect(instance.run("systemctl", "is-active", "lifecycle")).toBe("active");
  });

  test("keeps its secrets in memory, and gives the container those that are its own", () => {
    expect(inContainer('console.log(fs.readFileSync("/run/app/secrets/database.json", "utf8"))')).toBe(
      '{"username":"app","password":"secret"}',
    );
    expect(
      instance.run(
        "bash",
        "-c",
        "grep -rl 'BEGIN.*PRIVATE KEY' /etc/{app,target-tls,systemd} /var/lib/cloud /usr/local || true",
      ),
    ).toBe("");
  });

  test("has its own role, and the container another", () => {
    const who = instance.run(
      "aws",
      "sts",
      "get-caller-identity",
      "--region",
      "us-east-1",
      "--query",
      "Arn",
      "--output",
      "text",
    );
    expect(who).toBe("arn:aws:sts::123456789012:assumed-role/instances/i-0123456789abcdef0");
    expect(
      instance.run("docker", "exec", "app", "/bin/node", "/who-am-i.js", `http://${awsAddress}:4566`),
    ).toBe("arn:aws:sts::123456789012:assumed-role/app/i-0123456789abcdef0");
  });

  test("keeps the metadata service from the container; at two hops it would not", () => {
    const ask =
      'fetch("http://169.254.169.254/latest/api/token", { method: "PUT", signal: AbortSignal.timeout(2000) })' +
      '.then((answer) => console.log(answer.status), () => console.log("none"))';
    expect(inContainer(ask)).toBe("none");
    limitHops(2);
    expect(inContainer(ask)).toBe("200");
    limitHops(hopLimit);
  });

  test(
    "holds 2,000 connections, idle for longer than most servers keep them, and answers on each again",
    async () => {
      const seen = await new LoadBalancerSide("hold", instanceAddress, "2000", "7").saw();
      expect(seen).toEqual({ opened: 2000, first: { "200": 2000 }, second: { "200": 2000 } });
    },
    2 * minutes,
  );

  test(
    "answers what is in flight when the application is stopped, and serves again when it is started",
    async () => {
      const load = new LoadBalancerSide("load", instanceAddress, "40");
      expect(await load.says()).toBe("asking");
      await wait(3 * seconds);
      await load.sendsNoMore();
      instance.run("systemctl", "stop", "app.service");
      expect(Object.keys(await load.saw()).sort()).toEqual(["/health 200", "/ready 503"]);
      instance.run("systemctl", "start", "app.service");
      await instance.until(inService, 30);
    },
    minutes,
  );

  test(
    "serves on while it is drained, and completes its termination hook once that waits",
    async () => {
      const load = new LoadBalancerSide("load", instanceAddress, "40");
      expect(await load.says()).toBe("asking");
      await aws.steer({ targetState: "Terminated" });
      await wait(8 * seconds);
      await load.sendsNoMore();
      expect(Object.keys(await load.saw()).sort()).toEqual(["/health 200", "/ready 503"]);
      instance.run("bash", "-c", inService);
      await aws.steer({ waits: "drained" });
      await instance.until("! systemctl is-active lifecycle", 30);

      const { calls } = await aws.steer();
      expect(calls.filter((call) => call.endsWith("accepted"))).toEqual([
        "CompleteLifecycleAction serving accepted",
        "RecordLifecycleActionHeartbeat drained accepted",
        "CompleteLifecycleAction drained accepted",
      ]);
      expect(calls).toContain("RecordLifecycleActionHeartbeat drained refused");
      expect(instance.run("bash", "-c", "systemctl is-active app || true")).toBe("inactive");
    },
    minutes,
  );
});
