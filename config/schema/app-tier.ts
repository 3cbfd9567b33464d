import { z } from "zod";
import {
  byName,
  choice,
  ipv4Block,
  listOf,
  matching,
  modes,
  regionName,
  section,
  urlPath,
  whole,
} from "../fields";
import { additionalPorts, environment, permissions } from "./container";

const image = () =>
  matching({
    pattern:
      /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+(:(?!latest(@|$))\w[\w.-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$/,
    rule: "be a container image with its registry, pinned to a version or digest",
    example: "public.ecr.aws/team/app:1.4.2",
    remedy: "write one such as public.ecr.aws/team/app:1.4.2; latest moves under a running fleet",
    maxLength: 512,
  });

/** The name of a secret: a file's and a resource's at once. */
export const secretName = () =>
  matching({
    pattern: /^[a-z][a-z0-9-]{0,39}$/,
    rule: "be a lower-case name of at most 40 characters",
    example: "webhook",
    maxLength: 40,
  });

/** Each takes a line of the instances' user data, of which EC2 takes 16 KiB. */
export const maxSecrets = 20;

const common = {
  image: image().describe(
    "The container that every instance or pod runs, pinned to a version or a digest: a moving tag changes under a running fleet.",
  ),
  imageByRegion: byName(regionName(), image(), {
    what: "regions with their images",
    max: 20,
    example: "eu-west-1: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.4.2",
  })
    .default({})
    .describe(
      "The same image by region, from a registry in that region, such as ECR's after replication: a standby that pulls from the lost region starts nothing. Regions left out pull `image`.",
    ),
  port: whole(1, 65_535, "TCP port")
    .default(8080)
    .describe("Port on which the container serves HTTP, told to it as `PORT`; on Kubernetes not 8443."),
  readinessPath: urlPath("/ready")
    .default("/ready")
    .describe(
      "The deep check that moves a region: answers 200 only where the region can serve completely, writes included.",
    ),
  secrets: byName(secretName(), choice("generated", "provided"), {
    what: "secrets",
    max: maxSecrets,
    example: "webhook: generated",
  })
    .default({})
    .describe(
      "Secrets of the application by name, each a file `<name>.json` in the folder `SECRETS_FOLDER`: `generated` once, or `provided` by people after the first update (the application waits for it). Never their values.",
    ),
  environment: environment
    .default({})
    .describe(
      "Variables of the container beside those of the platform (docs/application.md), the same in every region. Never a secret: those are listed in `secrets`, and found in files.",
    ),
  additionalPorts: additionalPorts
    .default({})
    .describe(
      "Ports of the container beside `port`, by name, for callers inside: metrics, gRPC between instances. No load balancer sends to them, and no TLS of the platform is before them.",
    ),
  permissions: permissions
    .default([])
    .describe(
      "What the application may do in AWS beside reading its secrets and using its buckets: statements of IAM that allow. What works on `*` alone, such as `xray:PutTraceSegments`, is a policy of an extension (docs/extending.md).",
    ),
};

const deployment = modes(
  "mode",
  [
    section({ mode: z.literal("rolling").describe("New instances replace old ones in place.") }),
    section({
      mode: z.literal("blue-green").describe("A second fleet of the same size beside the first one."),
      greenImage: image().describe("What the second fleet runs; `image` is the first one's."),
      greenPercent: whole(0, 100, "percent").describe("Percent of the requests that the green fleet takes."),
    }),
  ],
  '"rolling", or "blue-green", with greenImage and greenPercent',
);

const ec2 = section({
  platform: z.literal("ec2").optional().default("ec2").describe("Instances of EC2 in an Auto Scaling group."),
  ...common,
  instanceType: matching({
    pattern: /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
    rule: "be an EC2 instance type",
    example: "m7g.large",
    maxLength: 40,
  })
    .default("m7g.large")
    .describe("EC2 instance type; Graviton ones get an ARM image."),
  minInstances: whole(3, 1000, "instances", "one in each of three zones").describe(
    "Instances in each region at any time. What is left after losing a zone must carry the load: if 4 of them can, over 3 zones, this is 6.",
  ),
  maxInstances: whole(3, 1000, "instances").describe(
    "Instances in each region at most; at least `minInstances`.",
  ),
  machineImageIds: byName(
    regionName(),
    matching({
      pattern: /^ami-[0-9a-f]{8,17}$/,
      rule: "be the id of a machine image",
      example: "ami-0123456789abcdef0",
    }),
    { what: "regions with their machine images", max: 20, example: "us-east-1: ami-0123456789abcdef0" },
  )
    .default({})
    .describe(
      "A fixed machine image by region. AWS can only roll a failed update back to one. Left out: the newest Amazon Linux 2023 at each launch.",
    ),
  rolloutAlarms: choice("stop", "ignore")
    .default("stop")
    .describe(
      "Whether alarms stop a roll-out. `ignore` is for the cure of a bad release: its alarms still ring, and would stop the cure too. Set it for that update only.",
    ),
  deployment: deployment.prefault({ mode: "rolling" }).describe("How a new version comes into service."),
});

/** https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const maxPublicAccessCidrBlocks = 40;

const cluster = modes(
  "mode",
  [
    section({
      mode: z.literal("create").describe("EKS Auto Mode, in the platform's own network."),
      version: matching({
        pattern: /^1\.[1-9]\d$/,
        rule: "be a minor version of Kubernetes in quotes",
        example: "1.34",
        remedy: 'write one such as "1.34"',
      }).describe("Minor version of Kubernetes, in quotes."),
      publicAccessCidrBlocks: listOf(ipv4Block("203.0.113.0/24"), {
        what: "IPv4 blocks",
        min: 1,
        max: maxPublicAccessCidrBlocks,
        tooMany: "which is as many as EKS takes",
        remedy: "write one such as [203.0.113.0/24]",
      })
        .default(["0.0.0.0/0"])
        .describe(
          "IPv4 blocks that may reach the public address of the Kubernetes API: where Pulumi and operators come from. Each caller needs AWS credentials as well; nodes use the private address.",
        ),
    }),
    section({
      mode: z
        .literal("existing")
        .describe(
          "Clusters whose nodes run in the platform's private subnets, with the AWS Load Balancer Controller.",
        ),
      kubeconfig: matching({
        pattern: /^[^\0\r\n]+$/,
        rule: "be the path of a file",
        example: "~/.kube/config",
        maxLength: 1024,
      })
        .optional()
        .describe("Path of the file with the contexts. Left out: where kubectl looks."),
      byRegion: byName(
        regionName(),
        section({
          name: matching({
            pattern: /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
            rule: "be the name of an EKS cluster",
            example: "prod",
            maxLength: 100,
          }).describe("The name that EKS knows the cluster by."),
          context: matching({
            pattern: /^[^\s]+$/,
            rule: "be the name of a context, without blanks",
            example: "prod-us-east-1",
            maxLength: 256,
          }).describe("Its context in the kubeconfig."),
          securityGroupId: matching({
            pattern: /^sg-[0-9a-f]{8,17}$/,
            rule: "be the id of a security group",
            example: "sg-0123456789abcdef0",
          }).describe("The security group that its pods have."),
        }),
        {
          what: "regions with their clusters",
          max: 20,
          example: "us-east-1: {name: …, context: …, securityGroupId: …}",
        },
      ).describe("The cluster of each region."),
    }),
  ],
  '"create", with a version, or "existing", with byRegion',
);

const kubernetes = section({
  platform: z.literal("kubernetes").describe("Pods on EKS."),
  ...common,
  podReadinessPath: urlPath("/ready-here")
    .optional()
    .describe(
      "What Kubernetes asks of each pod: answers 200 when this pod can serve, whether or not its region takes writes. Left out: `readinessPath`; with a database in several regions `loadBalancer.healthCheck.path`, for there a standby's `readinessPath` must not answer 200, and its pods have to be there all the same.",
    ),
  minReplicas: whole(3, 1000, "pods", "one in each of three zones")
    .default(3)
    .describe("Pods in each region at any time; what is left after losing a zone must carry the load."),
  maxReplicas: whole(3, 1000, "pods")
    .default(20)
    .describe("Pods in each region at most; at least `minReplicas`."),
  targetCpuPercent: whole(10, 95, "percent")
    .default(70)
    .describe("Percent of the requested CPU above which pods are added."),
  cpuMillicores: whole(50, 64_000, "millicores")
    .default(500)
    .describe("Thousandths of a CPU that each pod requests."),
  memoryMiB: whole(64, 262_144, "MiB")
    .default(1024)
    .describe("MiB of memory that each pod has: request and limit."),
  preStopSeconds: whole(0, 600, "seconds")
    .default(35)
    .describe(
      "Seconds that a pod goes on serving after it was told to end; covers the deregistration delay.",
    ),
  terminationGraceSeconds: whole(1, 3600, "seconds")
    .default(75)
    .describe(
      "Seconds until a pod that was told to end is killed, those of `preStopSeconds` included; at least 10 above them.",
    ),
  exposure: choice("target-group-binding", "ingress")
    .default("target-group-binding")
    .describe(
      "How pods are exposed. `target-group-binding`: they are targets of the platform's load balancer. `ingress`: an Ingress makes the cluster create one.",
    ),
  cluster: cluster.describe("The clusters that the pods run on."),
});

/** The application, on EC2 or on Kubernetes. */
export const appTier = modes("platform", [ec2, kubernetes], '"ec2" or "kubernetes"');
