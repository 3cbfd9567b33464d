import type * as pulumi from "@pulumi/pulumi";
import type { AppCluster } from "./app-cluster";
import type { Exposure } from "./exposure";
import { type ContainerArgs, targetTlsPort } from "../kit/contract";
import type { EgressRule } from "../kit/egress";
import { minPodShutdownSeconds } from "../kit/limits";

export interface KubernetesAppArgs extends ContainerArgs {
  readonly cluster: AppCluster;
  /** Its own: nothing else may live in it. @default `app` */
  readonly namespace?: string;
  /** Availability Zones that the cluster's nodes may be in; at least three, and one pod in each at all times. */
  readonly zones: number;
  /** Container image for x86, whose process needs no user of its own and writes to `/tmp` only. */
  readonly image: string;
  /** At least one for each zone. */
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** `fenced`: no pod runs, and what is built to run them stays. @default serving */
  readonly state?: "serving" | "fenced";
  /** Percent of `cpuMillicores` at which pods are added, 1 to 100. */
  readonly targetCpuPercent: number;
  /** Thousandths of a core that a pod is sure to have; it may take up to twice as much while others are away. */
  readonly cpuMillicores: number;
  /** Memory that a pod is sure to have, and at which it is ended. */
  readonly memoryMiB: number;
  /** What Kubernetes and the load balancer ask to know whether the process works; shallow. */
  readonly livenessPath: string;
  /** What Kubernetes asks to know whether a pod may join. */
  readonly readinessPath: string;
  /**
   * Seconds that a pod may be unready before it leaves; as long as everything the pods share may take to fail over
   * (an RDS Multi-AZ instance: 60 to 120 s).
   * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html @default 150
   */
  readonly readinessToleranceSeconds?: number;
  /** Seconds that a pod serves on after it was told to end; at least the deregistration delay. */
  readonly preStopSeconds: number;
  /** Seconds from that word until it is killed; leaves ten or more after `preStopSeconds`. */
  readonly terminationGraceSeconds: number;
  /** What the load balancer gives requests in flight when a pod leaves. */
  readonly deregistrationDelaySeconds: number;
  /** How requests come in. */
  readonly exposure: Exposure;
  /** Subnets of the load balancer: from there pods take connections. */
  readonly loadBalancerCidrBlocks: readonly pulumi.Input<string>[];
  /** From where a collector asks the pods for metrics, on the same port. @default none */
  readonly collectorCidrBlocks?: readonly pulumi.Input<string>[];
  /**
   * Where database and cache are. @default none
   * @example { cidrBlocks: ["10.10.128.0/21"], ports: [5432, 6379] }
   */
  readonly dataStores?: {
    readonly cidrBlocks: readonly pulumi.Input<string>[];
    readonly ports: readonly number[];
  };
  /** What the pods may connect to beside the stores. */
  readonly egress: readonly EgressRule[];
  /** HAProxy, for the end of TLS. @default the Docker official image, from AWS's public registry */
  readonly haproxyImage?: string;
  /** AWS CLI, which fetches secrets. @default AWS's own image, from AWS's public registry */
  readonly fetchImage?: string;
}

const defaults = {
  namespace: "app",
  state: "serving",
  readinessToleranceSeconds: 150,
  bucketArns: [],
  otherKeyArns: [],
  permissions: [],
  additionalPorts: {},
  collectorCidrBlocks: [],
  dataStores: { cidrBlocks: [], ports: [] },
  haproxyImage: "public.ecr.aws/docker/library/haproxy:3.2.24-alpine",
  fetchImage: "public.ecr.aws/aws-cli/aws-cli:2.36.15",
} satisfies Partial<KubernetesAppArgs>;

/** The arguments with nothing left out. */
export type CompleteKubernetesAppArgs = Required<KubernetesAppArgs>;

export function complete(args: KubernetesAppArgs): CompleteKubernetesAppArgs {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  return { ...defaults, ...(Object.fromEntries(given) as unknown as CompleteKubernetesAppArgs) };
}

/** What has to hold, and what to say where it does not. */
export function conditions(args: CompleteKubernetesAppArgs): readonly (readonly [boolean, string])[] {
  const { zones, minReplicas, maxReplicas, port, targetCpuPercent } = args;
  const { deregistrationDelaySeconds, preStopSeconds, terminationGraceSeconds } = args;
  const file = Object.keys(args.secretArns).find((name) => !/^[a-z0-9][a-z0-9-]*$/.test(name));
  return [
    [zones >= 3, `zones must be at least 3, got ${zones}; give the cluster a subnet in each of three zones`],
    [
      minReplicas >= Math.max(3, zones),
      `minReplicas must be at least ${Math.max(3, zones)}, one in each zone, got ${minReplicas}; raise it`,
    ],
    [
      maxReplicas >= minReplicas,
      `maxReplicas must be at least minReplicas (${minReplicas}), got ${maxReplicas}; raise it`,
    ],
    [
      targetCpuPercent >= 1 && targetCpuPercent <= 100,
      `targetCpuPercent must be from 1 to 100, got ${targetCpuPercent}`,
    ],
    [
      Number.isInteger(port) && port >= 1 && port <= 65535 && port !== targetTlsPort,
      `port must be a whole number from 1 to 65535 and not ${targetTlsPort}, where TLS ends, got ${port}`,
    ],
    [
      preStopSeconds >= deregistrationDelaySeconds,
      `preStopSeconds must be at least deregistrationDelaySeconds (${deregistrationDelaySeconds}), got ` +
        `${preStopSeconds}; a pod that ends earlier drops the requests that are still sent to it`,
    ],
    [
      terminationGraceSeconds >= preStopSeconds + minPodShutdownSeconds,
      `terminationGraceSeconds must be at least preStopSeconds + ${minPodShutdownSeconds} ` +
        `(${preStopSeconds + minPodShutdownSeconds}), got ${terminationGraceSeconds}; raise it`,
    ],
    [
      file === undefined,
      `secretArns must be named in lower case, digits and dashes, got ${file ?? ""}; it becomes the name of a file`,
    ],
    [
      args.loadBalancerCidrBlocks.length >= 1,
      "loadBalancerCidrBlocks must list at least 1, got 0; without one no load balancer reaches the pods",
    ],
  ];
}
