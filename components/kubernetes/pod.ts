/** The application's pod: its container, the end of the load balancer's TLS, and the fetching of its secrets. */
import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type AdditionalPort, targetTlsPort, secretsFolder } from "../kit/contract";

type PodSpec = kubernetes.types.input.core.v1.PodSpec;
type Container = kubernetes.types.input.core.v1.Container;

export interface PodArgs {
  readonly image: string;
  readonly port: number;
  readonly additionalPorts: Readonly<Record<string, AdditionalPort>>;
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
  readonly preStopSeconds: number;
  readonly terminationGraceSeconds: number;
  readonly livenessPath: string;
  readonly readinessPath: string;
  readonly readinessToleranceSeconds: number;
  readonly haproxyImage: string;
  readonly fetchImage: string;
  readonly zones: number;
  /** Labels of the pods and of nothing else in their namespace. */
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccountName: string;
  /** Names of the ConfigMaps with the environment, HAProxy's configuration, and the script that fetches secrets. */
  readonly configMaps: {
    readonly environment: pulumi.Input<string>;
    readonly haproxy: pulumi.Input<string>;
    readonly fetch: pulumi.Input<string>;
  };
}

/** A user that exists on no node and in no image: what gets out of the container has no rights. */
const user = 10_001;

/** What the namespace's level `restricted` asks of every container, and a read-only root file system. */
const confined: Container["securityContext"] = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsGroup: user,
  runAsNonRoot: true,
  runAsUser: user,
  seccompProfile: { type: "RuntimeDefault" },
};

const probeSeconds = 5;

const volumes = {
  secrets: "secrets",
  certificate: "certificate",
  scratch: "scratch",
  haproxy: "haproxy",
  fetch: "fetch",
};

export function podSpec(args: PodArgs): PodSpec {
  return {
    serviceAccountName: args.serviceAccountName,
    // The pod's AWS identity has a token of its own; Kubernetes' API it has no business with.
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: args.terminationGraceSeconds,
    securityContext: { ...podUser, seccompProfile: { type: "RuntimeDefault" } },
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [apart(args)] } },
    topologySpreadConstraints: [spread(args)],
    initContainers: [fetchContainer(args), targetTlsContainer(args)],
    containers: [appContainer(args)],
    volumes: [
      inMemory(volumes.secrets, 1),
      inMemory(volumes.certificate, 1),
      { name: volumes.scratch, emptyDir: { sizeLimit: "256Mi" } },
      { name: volumes.haproxy, configMap: { name: args.configMaps.haproxy } },
      { name: volumes.fetch, configMap: { name: args.configMaps.fetch } },
    ],
  };
}

const podUser = { fsGroup: user, runAsGroup: user, runAsNonRoot: true, runAsUser: user };

/** Never two on one node: the loss of a node is the loss of one pod. */
function apart({ labels }: PodArgs): kubernetes.types.input.core.v1.PodAffinityTerm {
  return { labelSelector: { matchLabels: labels }, topologyKey: "kubernetes.io/hostname" };
}

/**
 * As many zones as there are, at most one pod more in one than in another; counted for each version of the template
 * by itself, so that an update ends as evenly as it began. Nodes that are not there yet count as zones to be opened
 * (`minDomains`), which also means that the pods of a lost zone wait for it: the others carry its share meanwhile.
 */
function spread({ labels, zones }: PodArgs): kubernetes.types.input.core.v1.TopologySpreadConstraint {
  return {
    maxSkew: 1,
    minDomains: zones,
    topologyKey: "topology.kubernetes.io/zone",
    whenUnsatisfiable: "DoNotSchedule",
    labelSelector: { matchLabels: labels },
    matchLabelKeys: ["pod-template-hash"],
  };
}

function appContainer(args: PodArgs): Container {
  const ask = (path: string) => ({
    httpGet: { path, port: "http" },
    periodSeconds: probeSeconds,
    timeoutSeconds: 2,
  });
  return {
    name: "app",
    image: args.image,
    imagePullPolicy: "Always",
    ports: [
      { name: "http", containerPort: args.port },
      ...Object.entries(args.additionalPorts).map(([name, { port, protocol }]) => ({
        name,
        containerPort: port,
        protocol: protocol.toUpperCase(),
      })),
    ],
    envFrom: [{ configMapRef: { name: args.configMaps.environment } }],
    env: [
      { name: "PORT", value: String(args.port) },
      { name: "SECRETS_FOLDER", value: secretsFolder },
    ],
    // A minute to start; until then liveness does not ask.
    startupProbe: { ...ask(args.livenessPath), failureThreshold: 60 / probeSeconds },
    livenessProbe: { ...ask(args.livenessPath), periodSeconds: 10, failureThreshold: 3 },
    // Joins when it is ready, and leaves only when it has not been ready for longer than a failover takes: what
    // `/ready` asks is shared by all pods, and would otherwise take every one of them out at the same moment.
    readinessProbe: {
      ...ask(args.readinessPath),
      failureThreshold: Math.ceil(args.readinessToleranceSeconds / probeSeconds),
    },
    // Kubernetes tells the load balancer and the pod at the same time; the pod serves on until the other has heard.
    lifecycle: { preStop: { sleep: { seconds: args.preStopSeconds } } },
    resources: resources(args.cpuMillicores, args.memoryMiB),
    securityContext: confined,
    volumeMounts: [
      { name: volumes.secrets, mountPath: secretsFolder, readOnly: true },
      { name: volumes.scratch, mountPath: "/tmp" },
    ],
  };
}

/**
 * A native sidecar: it is up before the application starts and goes on until the application has ended, so that
 * requests in flight keep their way out. https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
function targetTlsContainer(args: PodArgs): Container {
  const listening = { tcpSocket: { port: "target-tls" }, periodSeconds: probeSeconds, timeoutSeconds: 2 };
  return {
    name: "target-tls",
    image: args.haproxyImage,
    imagePullPolicy: "Always",
    restartPolicy: "Always",
    ports: [{ name: "target-tls", containerPort: targetTlsPort }],
    startupProbe: { ...listening, periodSeconds: 1, failureThreshold: 30 },
    livenessProbe: { ...listening, failureThreshold: 3 },
    // All the way to the application, as the load balancer asks.
    readinessProbe: {
      httpGet: { path: args.livenessPath, port: "target-tls", scheme: "HTTPS" },
      periodSeconds: probeSeconds,
      timeoutSeconds: 2,
      failureThreshold: 3,
    },
    resources: resources(100, 128),
    securityContext: confined,
    volumeMounts: [
      { name: volumes.certificate, mountPath: "/run/target-tls", readOnly: true },
      { name: volumes.haproxy, mountPath: "/usr/local/etc/haproxy", readOnly: true },
    ],
  };
}

function fetchContainer(args: PodArgs): Container {
  return {
    name: "fetch-secrets",
    image: args.fetchImage,
    imagePullPolicy: "Always",
    command: ["/bin/sh", "/etc/fetch/fetch.sh"],
    // The AWS CLI writes a cache below it.
    env: [{ name: "HOME", value: "/tmp" }],
    resources: resources(100, 256),
    securityContext: confined,
    volumeMounts: [
      { name: volumes.secrets, mountPath: secretsFolder },
      { name: volumes.certificate, mountPath: "/run/target-tls" },
      { name: volumes.scratch, mountPath: "/tmp" },
      { name: volumes.fetch, mountPath: "/etc/fetch", readOnly: true },
    ],
  };
}

/**
 * Memory is what was asked for, never more: a pod that takes more is ended before its node suffers. Of CPU it may
 * have twice as much, because the pods left after the loss of one of three zones get 3/2 of their share.
 */
function resources(cpuMillicores: number, memoryMiB: number): Container["resources"] {
  const memory = `${memoryMiB}Mi`;
  return {
    requests: { cpu: `${cpuMillicores}m`, memory, "ephemeral-storage": "64Mi" },
    limits: { cpu: `${2 * cpuMillicores}m`, memory, "ephemeral-storage": "512Mi" },
  };
}

function inMemory(name: string, sizeMiB: number): kubernetes.types.input.core.v1.Volume {
  return { name, emptyDir: { medium: "Memory", sizeLimit: `${sizeMiB}Mi` } };
}
