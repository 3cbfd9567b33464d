import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { podSpec } from "../../components/kubernetes/pod";
import { fetchScript } from "../../components/kubernetes/secret-files";
import { haproxyConfiguration } from "../../components/kubernetes/target-tls";
import { targetTlsPort } from "../../components/kit/contract";
import { Instance } from "./support/instance";
import { Pod, type PodDescription } from "./support/kubelet";
import { createNetwork, instanceAddress, removeNetwork } from "./support/network";
import { Aws, LoadBalancerSide } from "./support/programs";
import { applicationEnvironment, image } from "./support/seed";

/**
 * The application's pod on a node of this machine, from its secrets to the last request. Real: the pod's description
 * (users, file systems, volumes, probes, hooks, order of start and end), the script that fetches secrets, HAProxy with its
 * configuration, the reference application. Stand-ins: Docker and a small kubelet of the test's own for the node's,
 * Debian's HAProxy and AWS CLI for the images, keys for Pod Identity; Secrets Manager is moto. Left out: limits of CPU,
 * which a namespace may not set here, and placement, network policies and the load balancer's controller, which need a
 * cluster.
 *
 * It needs root and a Debian or Ubuntu, as `boot.test.ts` does: `npm run test:boot`.
 */

const minutes = 60_000;
const port = 8080;
const preStopSeconds = 5;
const terminationGraceSeconds = 30;
/** This machine's own programs, for what comes in images of others: `/usr` is mounted into an image of folders. */
const haproxyImage = "haproxy:1";
const fetchImage = "aws-cli:1";
const machine = ["--volume", "/usr:/usr:ro"];

const aws = new Aws();
let instance: Instance;
let pod: Pod;

beforeAll(async () => {
  execFileSync("sh", ["test/drill/adapters/aws/support/install-moto.sh"]);
  createNetwork();
  const secrets = await aws.start();
  instance = new Instance("#cloud-config\n{}\n");
  await instance.until(`docker image inspect ${image}`, 60);
  // What the official image of HAProxy says.
  imageOfFolders(haproxyImage, ['CMD ["haproxy", "-W", "-db", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]']);
  imageOfFolders(fetchImage, []);
  const description = podSpec({
    image,
    port,
    additionalPorts: {},
    cpuMillicores: 500,
    memoryMiB: 512,
    preStopSeconds,
    terminationGraceSeconds,
    livenessPath: "/health",
    readinessPath: "/health",
    readinessToleranceSeconds: 150,
    haproxyImage,
    fetchImage,
    zones: 3,
    labels: { app: "app" },
    serviceAccountName: "app",
    configMaps: { environment: "environment", haproxy: "haproxy", fetch: "fetch" },
  });
  pod = new Pod(instance, description as unknown as PodDescription, {
    configMaps: {
      environment: applicationEnvironment(port),
      haproxy: { "haproxy.cfg": haproxyConfiguration(port) },
      fetch: {
        "fetch.sh": fetchScript({
          targetTlsSecretArn: secrets.targetTls,
          secretArns: { database: secrets.database },
        }),
      },
    },
    imageOptions: {
      // The official image's own signal, which lets connections end.
      [haproxyImage]: [...machine, "--stop-signal=SIGUSR1"],
      [fetchImage]: [...machine, "--env=AWS_ACCESS_KEY_ID=test", "--env=AWS_SECRET_ACCESS_KEY=test"],
    },
    publishedPorts: [targetTlsPort],
  });
  await pod.start(image);
}, 5 * minutes);

afterAll(async () => {
  await instance.stop();
  await aws.stop();
  removeNetwork();
}, minutes);

function imageOfFolders(name: string, changes: readonly string[]): void {
  const path = "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin";
  const options = [`ENV PATH=${path}`, ...changes].map((change) => `--change '${change}'`).join(" ");
  const folders = "mkdir -p usr tmp && ln -sf usr/bin bin && ln -sf usr/lib lib && ln -sf usr/lib64 lib64";
  instance.run(
    "bash",
    "-c",
    `d=$(mktemp -d) && cd $d && ${folders} && tar c . | docker import ${options} - ${name}`,
  );
}

describe("a pod", () => {
  test("is ready, through its end of TLS, with its secrets in memory", () => {
    expect(pod.isHealthy()).toBe(true);
    const read = 'console.log(fs.readFileSync("/run/app/secrets/database.json", "utf8").trim())';
    expect(instance.run("docker", "exec", "app", "/bin/node", "-e", read)).toBe(
      '{"username":"app","password":"secret"}',
    );
    expect(instance.run("stat", "--file-system", "--format", "%T", "/run/pod/secrets")).toBe("tmpfs");
  });

  test(
    "holds 2,000 connections, idle for longer than most servers keep them, and its probes are answered meanwhile",
    async () => {
      const held = new LoadBalancerSide("hold", instanceAddress, "2000", "12").saw();
      let probes = 0;
      const asking = (async () => {
        for (const end = Date.now() + 10_000; Date.now() < end;) {
          expect(pod.isHealthy()).toBe(true);
          probes += 1;
          await wait(1000);
        }
      })();
      const [seen] = await Promise.all([held, asking]);
      expect(seen).toEqual({ opened: 2000, first: { "200": 2000 }, second: { "200": 2000 } });
      expect(probes).toBeGreaterThan(2);
    },
    3 * minutes,
  );

  test(
    "ends without a failed request: it serves on while load balancers forget it, then finishes what it has",
    async () => {
      const load = new LoadBalancerSide("load", instanceAddress, "40");
      expect(await load.says()).toBe("asking");
      // Half of the requests take most of a second: those in flight meet the signal.
      const { exitCodes, seconds } = await pod.terminate(async () => {
        await load.sendsNoMore();
      });
      expect(Object.keys(await load.saw()).sort()).toEqual(["/health 200", "/ready 503"]);
      expect(exitCodes).toEqual({ app: 0, "target-tls": 0 });
      expect(seconds).toBeGreaterThan(preStopSeconds);
      expect(seconds).toBeLessThan(terminationGraceSeconds);
    },
    2 * minutes,
  );
});
