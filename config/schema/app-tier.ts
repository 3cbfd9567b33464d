import { z } from "zod";
import { choice, matching, modes, regionName, section, urlPath, whole } from "../fields";

const image = () =>
  matching(
    /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+(:(?!latest(@|$))\w[\w.-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$/,
    "be a container image with its registry, pinned to a version or digest",
    "write one such as public.ecr.aws/team/app:1.4.2; latest moves under a running fleet",
  );

const common = {
  /** The container every instance runs, pinned to a version or a digest: a moving tag changes under a running fleet. */
  image: image(),
  /** TCP port that the container serves HTTP on, told to it as `PORT`. @default 8080 */
  port: whole(1, 65_535).default(8080),
  /**
   * The deep check that moves a region: answers 200 only where the region can serve completely, writes included.
   * @default /ready
   */
  readinessPath: urlPath().default("/ready"),
  /**
   * Secrets of the application by name, each a file `<name>.json` in the folder `SECRETS_FOLDER`: `generated` once,
   * or `provided` by people after the first update (the application waits for it).
   * @default none
   */
  secrets: z
    .record(
      matching(/^[a-z][a-z0-9-]{0,39}$/, "be a lower-case name", "write one such as webhook"),
      choice("generated", "provided"),
    )
    .default({}),
};

const deployment = modes(
  "mode",
  [
    /** New instances replace old ones in place. */
    section({ mode: z.literal("rolling") }),
    section({
      mode: z.literal("blue-green"),
      /** What the second fleet runs; `image` is the first one's. */
      greenImage: image(),
      /** Percent of the requests that the green fleet takes, 0 to 100. */
      greenPercent: whole(0, 100),
    }),
  ],
  '"rolling", or "blue-green", with greenImage and greenPercent',
);

const ec2 = section({
  platform: z.literal("ec2").optional().default("ec2"),
  ...common,
  /** EC2 instance type; Graviton ones get an ARM image. @default m7g.large */
  instanceType: matching(
    /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
    "be an EC2 instance type",
    "write one such as m7g.large",
  ).default("m7g.large"),
  /**
   * Instances in each region at any time. What is left after losing a zone must carry the load: if 4 of them can,
   * over 3 zones, this is 6.
   */
  minInstances: whole(3, 1000, "one in each of three zones"),
  /** Instances in each region at most; at least `minInstances`. */
  maxInstances: whole(3, 1000),
  /**
   * A fixed machine image by region. AWS can only roll a failed update back to one.
   * @default the newest Amazon Linux 2023 at each launch
   */
  machineImageIds: z
    .record(
      regionName(),
      matching(
        /^ami-[0-9a-f]{8,17}$/,
        "be the id of a machine image",
        "write one such as ami-0123456789abcdef0",
      ),
    )
    .default({}),
  /** @default rolling */
  deployment: deployment.prefault({ mode: "rolling" }),
});

const cluster = modes(
  "mode",
  [
    /** EKS Auto Mode, in the platform's own network. */
    section({
      mode: z.literal("create"),
      /** Minor version of Kubernetes, in quotes, such as `"1.34"`. */
      version: matching(
        /^1\.[1-9]\d$/,
        "be a minor version of Kubernetes in quotes",
        'write one such as "1.34"',
      ),
    }),
    /** A cluster whose nodes run in the platform's private subnets, with the AWS Load Balancer Controller. */
    section({
      mode: z.literal("existing"),
      /** Path of the file with the contexts. @default where kubectl looks */
      kubeconfig: z.string().min(1).optional(),
      byRegion: z.record(
        regionName(),
        section({
          /** The name EKS knows it by. */
          name: z.string().min(1),
          /** Its context in the kubeconfig. */
          context: z.string().min(1),
          /** The security group its pods have. */
          securityGroupId: matching(
            /^sg-[0-9a-f]{8,17}$/,
            "be the id of a security group",
            "write one such as sg-0123456789abcdef0",
          ),
        }),
      ),
    }),
  ],
  '"create", with a version, or "existing", with byRegion',
);

const kubernetes = section({
  platform: z.literal("kubernetes"),
  ...common,
  /** Pods in each region at any time, at least 3; what is left after losing a zone must carry the load. @default 3 */
  minReplicas: whole(3, 1000, "one in each of three zones").default(3),
  /** Pods in each region at most; at least `minReplicas`. @default 20 */
  maxReplicas: whole(3, 1000).default(20),
  /** Percent of the requested CPU, 10 to 95, above which pods are added. @default 70 */
  targetCpuPercent: whole(10, 95).default(70),
  /** Thousandths of a CPU each pod requests, 50 to 64000. @default 500 */
  cpuMillicores: whole(50, 64_000).default(500),
  /** MiB of memory each pod has, 64 to 262144: request and limit. @default 1024 */
  memoryMiB: whole(64, 262_144).default(1024),
  /** Seconds a pod goes on serving after it was told to end; covers the deregistration delay. @default 35 */
  preStopSeconds: whole(0, 600).default(35),
  /** Seconds until a pod that was told to end is killed, those of `preStopSeconds` included. @default 75 */
  terminationGraceSeconds: whole(1, 3600).default(75),
  /**
   * `target-group-binding`: pods are targets of the platform's load balancer. `ingress`: an Ingress makes the cluster
   * create one.
   * @default target-group-binding
   */
  exposure: choice("target-group-binding", "ingress").default("target-group-binding"),
  cluster,
});

/** The application, on EC2 or on Kubernetes. */
export const appTier = modes("platform", [ec2, kubernetes], '"ec2" or "kubernetes"');
