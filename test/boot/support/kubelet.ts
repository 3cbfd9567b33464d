import { setTimeout as wait } from "node:timers/promises";
import type { Instance } from "./instance";

/** What of a pod's description is followed here. */
export interface PodDescription {
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: { readonly runAsUser: number; readonly fsGroup: number };
  readonly initContainers: readonly ContainerDescription[];
  readonly containers: readonly ContainerDescription[];
  readonly volumes: readonly VolumeDescription[];
}

interface VolumeDescription {
  readonly name: string;
  readonly emptyDir?: { readonly medium?: string };
  readonly configMap?: { readonly name: string };
}

interface ContainerDescription {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly restartPolicy?: "Always";
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly envFrom?: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly lifecycle?: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly resources: { readonly limits: { readonly memory: string } };
  readonly securityContext: {
    readonly readOnlyRootFilesystem: boolean;
    readonly capabilities: { readonly drop: readonly string[] };
    readonly allowPrivilegeEscalation: boolean;
  };
  readonly volumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: boolean;
  }[];
}

interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string; readonly scheme?: string };
  readonly tcpSocket?: { readonly port: string };
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** What is a node's, not the pod's. */
interface Node {
  readonly configMaps: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What every container of an image gets beside its description, as options of `docker run`. */
  readonly imageOptions: Readonly<Record<string, readonly string[]>>;
  /** Ports of the pod that the outside reaches. */
  readonly publishedPorts: readonly number[];
}

const home = "/run/pod";
const sandbox = "sandbox";

/**
 * A pod on the instance, run as a kubelet runs it, with Docker for the container runtime: one network for all of its
 * containers; init containers in their order, those that restart `Always` (native sidecars) going on beside the others;
 * probes from the node; at the end preStop, the stop signal of each image, the sidecars last.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export class Pod {
  readonly #instance: Instance;
  readonly #description: PodDescription;
  readonly #node: Node;
  #address = "";

  constructor(instance: Instance, description: PodDescription, node: Node) {
    this.#instance = instance;
    this.#description = description;
    this.#node = node;
  }

  /** Starts it, until every container is ready. @throws {Error} when one fails to start, or is not ready in time. */
  async start(pauseImage: string): Promise<void> {
    this.#volumes();
    const published = this.#node.publishedPorts.flatMap((port) => ["--publish", `${port}:${port}`]);
    const pause = ["/bin/node", "-e", "setInterval(() => undefined, 1e9)"];
    this.#docker("run", "--detach", "--name", sandbox, ...published, pauseImage, ...pause);
    const format = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
    this.#address = this.#docker("inspect", "--format", format, sandbox);
    for (const container of this.#description.initContainers) {
      if (container.restartPolicy === "Always") await this.#keepRunning(container);
      else this.#docker("run", ...this.#options(container));
    }
    for (const container of this.#description.containers) await this.#keepRunning(container);
    for (const container of this.#all()) await this.#passes(container, container.readinessProbe);
  }

  /** Whether each probe of each container passes now. */
  isHealthy(): boolean {
    return this.#all().every(
      (container) =>
        this.#probe(container, container.readinessProbe) && this.#probe(container, container.livenessProbe),
    );
  }

  /**
   * Ends it as a deletion does.
   * @param preStopEnds told when the containers are about to get their signal.
   * @returns the exit code of each container, and the seconds that it took.
   */
  async terminate(
    preStopEnds: () => Promise<void>,
  ): Promise<{ readonly exitCodes: Readonly<Record<string, number>>; readonly seconds: number }> {
    const began = Date.now();
    const sleeps = this.#description.containers.map(({ lifecycle }) => lifecycle?.preStop.sleep.seconds ?? 0);
    await wait(Math.max(...sleeps) * 1000);
    await preStopEnds();
    const sidecars = this.#description.initContainers.filter(
      ({ restartPolicy }) => restartPolicy === "Always",
    );
    const exitCodes: Record<string, number> = {};
    for (const { name } of [...this.#description.containers, ...sidecars.toReversed()]) {
      const spent = Math.ceil((Date.now() - began) / 1000);
      const left = Math.max(1, this.#description.terminationGracePeriodSeconds - spent);
      this.#docker("stop", "--time", String(left), name);
      exitCodes[name] = Number(this.#docker("inspect", "--format", "{{.State.ExitCode}}", name));
    }
    const seconds = (Date.now() - began) / 1000;
    this.#docker("rm", "--force", sandbox);
    return { exitCodes, seconds };
  }

  #all(): readonly ContainerDescription[] {
    const { initContainers, containers } = this.#description;
    return [...initContainers.filter(({ restartPolicy }) => restartPolicy === "Always"), ...containers];
  }

  async #keepRunning(container: ContainerDescription): Promise<void> {
    this.#docker("run", "--detach", ...this.#options(container));
    await this.#passes(container, container.startupProbe);
  }

  async #passes(container: ContainerDescription, probe: Probe | undefined): Promise<void> {
    if (probe === undefined) return;
    const attempts = Math.max(probe.failureThreshold, 12);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (this.#probe(container, probe)) return;
      await wait(probe.periodSeconds * 1000);
    }
    const logs = this.#docker("logs", "--tail", "20", container.name);
    throw new Error(`${container.name} did not pass ${JSON.stringify(probe)}:\n${logs}`);
  }

  #probe(container: ContainerDescription, probe: Probe | undefined): boolean {
    if (probe === undefined) return true;
    const named = probe.httpGet?.port ?? probe.tcpSocket?.port;
    const port = container.ports?.find(({ name }) => name === named)?.containerPort;
    const url = `${(probe.httpGet?.scheme ?? "HTTP").toLowerCase()}://${this.#address}:${port}${probe.httpGet?.path ?? ""}`;
    const ask = probe.httpGet ? `curl -skf -o /dev/null '${url}'` : `: </dev/tcp/${this.#address}/${port}`;
    try {
      this.#instance.run("timeout", String(probe.timeoutSeconds), "bash", "-c", ask);
      return true;
    } catch {
      return false;
    }
  }

  /** A folder for each volume, which the pod's group may write where it is no ConfigMap. */
  #volumes(): void {
    const { runAsUser, fsGroup } = this.#description.securityContext;
    for (const { name, configMap } of this.#description.volumes) {
      const folder = `${home}/${name}`;
      this.#instance.run("mkdir", "-p", folder);
      for (const [file, content] of Object.entries(configMap ? this.#configMap(configMap.name) : {})) {
        const encoded = Buffer.from(content).toString("base64");
        this.#instance.run("bash", "-c", `base64 -d <<<'${encoded}' >'${folder}/${file}'`);
      }
      if (configMap) continue;
      this.#instance.run("chown", `root:${fsGroup}`, folder);
      this.#instance.run("chmod", "2770", folder);
    }
    if (runAsUser === 0) throw new Error("the pod must not run as root");
  }

  #configMap(name: string): Readonly<Record<string, string>> {
    const found = this.#node.configMaps[name];
    if (found === undefined)
      throw new Error(`the pod needs a ConfigMap ${name} that the test does not give it`);
    return found;
  }

  #options(container: ContainerDescription): readonly string[] {
    const { runAsUser, fsGroup } = this.#description.securityContext;
    const { securityContext, resources } = container;
    const environment = [
      ...(container.envFrom ?? []).flatMap(({ configMapRef }) =>
        Object.entries(this.#configMap(configMapRef.name)),
      ),
      ...(container.env ?? []).map(({ name, value }) => [name, value] as const),
    ];
    return [
      "--name",
      container.name,
      "--network",
      `container:${sandbox}`,
      "--user",
      `${runAsUser}:${fsGroup}`,
      ...(securityContext.readOnlyRootFilesystem ? ["--read-only"] : []),
      ...securityContext.capabilities.drop.map((capability) => `--cap-drop=${capability}`),
      ...(securityContext.allowPrivilegeEscalation ? [] : ["--security-opt=no-new-privileges"]),
      `--memory=${resources.limits.memory.replace("Mi", "m")}`,
      ...environment.flatMap(([name, value]) => ["--env", `${name}=${value}`]),
      ...container.volumeMounts.flatMap(({ name, mountPath, readOnly }) => [
        "--volume",
        `${home}/${name}:${mountPath}${readOnly === true ? ":ro" : ""}`,
      ]),
      ...(this.#node.imageOptions[container.image] ?? []),
      container.image,
      ...(container.command ?? []),
    ];
  }

  #docker(...args: readonly string[]): string {
    return this.#instance.run("docker", ...args);
  }
}
