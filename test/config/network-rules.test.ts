import { describe, expect, it } from "@jest/globals";
import { changed, mistakesIn, onKubernetes, smallest } from "./settings";

type Raw = Readonly<Record<string, unknown>>;

const broker = { port: 5671, cidrBlocks: ["203.0.113.0/24"], description: "broker" };
const instanceServices = [
  "autoscaling",
  "ecr.api",
  "ecr.dkr",
  "logs",
  "secretsmanager",
  "ssm",
  "ssmmessages",
  "sts",
];
const privateImage = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1.4.2";

const cases: readonly (readonly [stack: Raw, changes: Raw, lines: readonly string[]])[] = [
  [smallest, { network: { egress: [broker, { ...broker, port: 443, cidrBlocks: ["0.0.0.0/0"] }] } }, []],
  [
    smallest,
    {
      network: { egress: [broker], interfaceEndpoints: instanceServices },
      "appTier.image": privateImage,
    },
    [],
  ],
  [
    smallest,
    { network: { egress: [broker], interfaceEndpoints: ["logs"] } },
    [
      'appTier.image must be of a private ECR registry where network.egress lets HTTPS go nowhere else, got "public.ecr.aws/team/app:1.4.2"; copy it there, or add 0.0.0.0/0 on port 443',
      "network.interfaceEndpoints must list what instances call where network.egress lets HTTPS go nowhere else, got a list of 1; add autoscaling, ecr.api, ecr.dkr, secretsmanager, ssm, ssmmessages, sts",
    ],
  ],
  [
    onKubernetes,
    { network: { egress: [broker] } },
    [
      "network.egress must let HTTPS go to 0.0.0.0/0 on Kubernetes, whose pods have images of public registries beside the application's, got a list of 1; add it",
    ],
  ],
  [
    smallest,
    { network: { interfaceEndpoints: ["logs", "s3", "logs"] } },
    [
      'network.interfaceEndpoints[1] must be no service that every VPC has a gateway endpoint for, free of charge, got "s3"; remove it',
      'network.interfaceEndpoints[2] must not be listed twice, got "logs"; remove it',
    ],
  ],
  [
    onKubernetes,
    {
      network: {
        egress: [
          { ...broker, port: 443, cidrBlocks: ["0.0.0.0/0"] },
          { ...broker, cidrBlocks: ["203.0.113.0/24", "203.0.113.0/24"] },
        ],
      },
    },
    [
      'network.egress[1].cidrBlocks[1] must not be listed twice for one port, got "203.0.113.0/24"; remove it',
    ],
  ],
  ...[
    { metrics: { port: 8443 } },
    { metrics: { port: 8080 } },
    { grpc: { port: 9000 }, metrics: { port: 9000 } },
  ].map(
    (additionalPorts) =>
      [
        smallest,
        { "appTier.additionalPorts": additionalPorts },
        [
          `appTier.additionalPorts.metrics.port must be no port that is taken by the load balancers, by appTier.port or by another, got ${additionalPorts.metrics.port}; choose another`,
        ],
      ] as const,
  ),
  [smallest, { "appTier.additionalPorts": { dns: { port: 53 }, udp: { port: 53, protocol: "udp" } } }, []],
  [
    onKubernetes,
    { "appTier.additionalPorts": { http: { port: 9000 } } },
    ["appTier.additionalPorts.http is the name of a port of the platform, got an object; choose another"],
  ],
  [
    smallest,
    {
      "appTier.additionalPorts": Object.fromEntries(
        ["a", "b", "c"].map((name, at) => [
          name,
          { port: 9000 + at, cidrBlocks: Array.from({ length: 17 }, (_, block) => `10.${block}.0.0/16`) },
        ]),
      ),
    },
    [
      "appTier.additionalPorts must have at most 50 blocks in all, or the security group is full, got an object; use larger blocks",
    ],
  ],
];

const subnets = (at: number) => ({
  public: { id: `subnet-0123456789abcde${at}0`, cidrBlock: `10.10.${at}.0/24` },
  private: { id: `subnet-0123456789abcde${at}1`, cidrBlock: `10.10.${10 + at}.0/24` },
  data: { id: `subnet-0123456789abcde${at}2`, cidrBlock: `10.10.${20 + at}.0/24` },
});
const existing = (zones: Readonly<Record<string, number>>) => ({
  id: "vpc-0123456789abcdef0",
  subnets: Object.fromEntries(Object.entries(zones).map(([zone, at]) => [zone, subnets(at)])),
});

describe("an existing VPC", () => {
  it.each([
    [{ "us-east-1a": 1, "us-east-1b": 2, "us-east-1c": 3 }, []],
    [
      { "us-east-1a": 1, "us-east-1b": 2, "us-east-1d": 3 },
      [
        "regions[0].existingVpc.subnets must have each zone of the region, got an object; add us-east-1c",
        "regions[0].existingVpc.subnets.us-east-1d is no zone of the region, got an object; remove it",
      ],
    ],
    [
      { "us-east-1a": 1, "us-east-1b": 2, "us-east-1c": 2 },
      [
        "regions[0].existingVpc.subnets must name each subnet once, because a tier needs one of its own in each zone, got an object; correct the ids",
      ],
    ],
  ])("with subnets %j: %j", (zones, lines) => {
    expect(mistakesIn(changed(smallest, { "regions[0].existingVpc": existing(zones) }))).toEqual(lines);
  });

  it("has its zones by name, because its metrics have them so", () => {
    const byId = {
      "regions[0].existingVpc": existing({ "us-east-1a": 1, "us-east-1b": 2, "us-east-1c": 3 }),
      "regions[0].availabilityZones": ["use1-az1", "use1-az2", "use1-az4"],
    };
    const line = (at: number, id: string) =>
      `regions[0].availabilityZones[${at}] must be a zone by name where existingVpc is given, as its owner's account calls it, got "${id}"; npm run preflight says which id it is`;
    expect(mistakesIn(changed(smallest, byId))).toEqual([
      line(0, "use1-az1"),
      line(1, "use1-az2"),
      line(2, "use1-az4"),
    ]);
  });

  it("keeps its way to S3", () => {
    const closed = {
      network: { egress: [], interfaceEndpoints: instanceServices },
      "appTier.image": privateImage,
      "regions[0].existingVpc": existing({ "us-east-1a": 1, "us-east-1b": 2, "us-east-1c": 3 }),
    };
    expect(mistakesIn(changed(smallest, closed))).toEqual([
      "regions[0].existingVpc needs HTTPS to 0.0.0.0/0 in network.egress, because the way to its gateway endpoints is not known, got an object; add it, or let the VPC be made",
    ]);
  });
});

describe("a mistake between the network and the application", () => {
  it.each(cases.map(([stack, changes, lines]) => ({ stack, changes, lines })))(
    "$changes: $lines",
    ({ stack, changes, lines }) => {
      expect(mistakesIn(changed(stack, changes))).toEqual(lines);
    },
  );
});
