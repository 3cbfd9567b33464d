import { opensHttpsEverywhere } from "../../components/kit/egress";
import { targetTlsPort } from "../../components/kit/contract";
import { parseZone } from "../../components/kit/zones";
import { listedOnce, readableRegions, type SettingsRule, unless } from "./draft";

/** One rule of a security group for each: two of the same are one, and AWS refuses the second. */
const egressIsListedOnce: SettingsRule = ({ network }) => {
  const seen = new Set<string>();
  return (network?.egress ?? []).flatMap((rule, at) =>
    (rule?.cidrBlocks ?? []).flatMap((block, index) => {
      const key = `${rule?.protocol ?? ""} ${rule?.port ?? ""} ${block ?? ""}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return unless(
        isNew || block === undefined,
        ["network", "egress", at, "cidrBlocks", index],
        "must not be listed twice for one port; remove it",
      );
    }),
  );
};

const endpointsAreListedOnce: SettingsRule = ({ network }) =>
  listedOnce(network?.interfaceEndpoints, ["network", "interfaceEndpoints"], "remove it");

/** Gateway endpoints, which every VPC has. */
const gatewayServices = ["s3", "dynamodb"];

const gatewaysAreNoInterfaces: SettingsRule = ({ network }) =>
  (network?.interfaceEndpoints ?? []).flatMap((service, index) =>
    unless(
      service === undefined || !gatewayServices.includes(service),
      ["network", "interfaceEndpoints", index],
      "must be no service that every VPC has a gateway endpoint for, free of charge; remove it",
    ),
  );

/**
 * What an instance calls: it pulls its image, reads its secrets, takes the container's role, completes its hooks, writes
 * its log, and is reached by Session Manager. Packages of Amazon Linux come through the gateway endpoint of S3.
 * https://docs.aws.amazon.com/linux/al2023/ug/deterministic-upgrades-usage.html
 */
const servicesOfAnInstance = [
  "autoscaling",
  "ecr.api",
  "ecr.dkr",
  "logs",
  "secretsmanager",
  "ssm",
  "ssmmessages",
  "sts",
] as const;

const privateImage = /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\//;

const closedEgressLeavesAWay: SettingsRule = ({ network, appTier }) => {
  const egress = (network?.egress ?? []).flatMap((rule) => (rule === undefined ? [] : [rule]));
  if (network?.egress === undefined || appTier === undefined || opensHttpsEverywhere(egress)) return [];
  const at = ["network", "egress"];
  if (appTier.platform === "kubernetes") {
    return unless(
      false,
      at,
      "must let HTTPS go to 0.0.0.0/0 on Kubernetes, whose pods have images of public registries beside the application's; add it",
    );
  }
  const { interfaceEndpoints = [] } = network;
  const missing = servicesOfAnInstance.filter((service) => !interfaceEndpoints.includes(service));
  return [
    ...unless(
      missing.length === 0,
      ["network", "interfaceEndpoints"],
      `must list what instances call where network.egress lets HTTPS go nowhere else; add ${missing.join(", ")}`,
    ),
    ...unless(
      appTier.image === undefined || privateImage.test(appTier.image),
      ["appTier", "image"],
      "must be of a private ECR registry where network.egress lets HTTPS go nowhere else; copy it there, or add 0.0.0.0/0 on port 443",
    ),
  ];
};

/** Ports of an instance or pod that are taken: the end of the load balancer's TLS, and Docker's way to the container. */
const takenPorts = { ec2: [targetTlsPort, 8080], kubernetes: [targetTlsPort] } as const;

const additionalPortsAreFree: SettingsRule = ({ appTier }) => {
  const ports = Object.entries(appTier?.additionalPorts ?? {});
  const taken: readonly (number | undefined)[] =
    appTier?.platform === undefined ? [] : [...takenPorts[appTier.platform], appTier.port];
  return ports.flatMap(([name, one], index) => {
    const isRepeated = ports
      .slice(0, index)
      .some(([, other]) => other?.port === one?.port && other?.protocol === one?.protocol);
    return unless(
      one?.port === undefined || (!taken.includes(one.port) && !isRepeated),
      ["appTier", "additionalPorts", name, "port"],
      "must be no port that is taken by the load balancers, by appTier.port or by another; choose another",
    );
  });
};

/** The names of the ports of the application's own container. */
const namesOfPortsAreFree: SettingsRule = ({ appTier }) =>
  ["http", "target-tls"].flatMap((name) =>
    unless(
      appTier?.additionalPorts?.[name] === undefined,
      ["appTier", "additionalPorts", name],
      "is the name of a port of the platform; choose another",
    ),
  );

/** Rules of one security group, in each direction; the default of the quota. */
const maxRules = 60;

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups */
const rulesFitIntoAGroup: SettingsRule = ({ network, appTier }) => {
  const count = (lists: readonly (readonly unknown[] | undefined)[]) =>
    lists.reduce((sum, list) => sum + (list?.length ?? 1), 0);
  // Beside these, the platform's own.
  const most = maxRules - 10;
  const message = `must have at most ${most} blocks in all, or the security group is full; use larger blocks`;
  const additional = Object.values(appTier?.additionalPorts ?? {});
  return [
    ...unless(
      count((network?.egress ?? []).map((rule) => rule?.cidrBlocks)) <= most,
      ["network", "egress"],
      message,
    ),
    ...unless(
      count(additional.map((one) => one?.cidrBlocks)) <= most,
      ["appTier", "additionalPorts"],
      message,
    ),
  ];
};

const existingVpcsHaveTheZones: SettingsRule = (draft) =>
  readableRegions(draft).flatMap(({ existingVpc, availabilityZones = [], at }) => {
    if (existingVpc?.subnets === undefined) return [];
    // Ids are refused where they are written.
    if (availabilityZones.some((zone) => parseZone(zone ?? "")?.writtenBy === "id")) return [];
    const named = Object.keys(existingVpc.subnets);
    const path = [...at, "existingVpc", "subnets"];
    const missing = availabilityZones.filter((zone) => zone !== undefined && !named.includes(zone));
    const ids = Object.values(existingVpc.subnets).flatMap((zone) => [
      zone?.public?.id,
      zone?.private?.id,
      zone?.data?.id,
    ]);
    const known = ids.filter((id) => id !== undefined);
    return [
      ...unless(missing.length === 0, path, `must have each zone of the region; add ${missing.join(", ")}`),
      ...named
        .filter((zone) => !availabilityZones.includes(zone))
        .map((zone) => ({ path: [...path, zone], message: "is no zone of the region; remove it" })),
      ...unless(
        new Set(known).size === known.length,
        path,
        "must name each subnet once, because a tier needs one of its own in each zone; correct the ids",
      ),
    ];
  });

/** The addresses that lead to gateway endpoints are known of those that are made here alone. */
const closedEgressNeedsOwnEndpoints: SettingsRule = (draft) => {
  const egress = (draft.network?.egress ?? []).flatMap((rule) => (rule === undefined ? [] : [rule]));
  if (draft.network?.egress === undefined || opensHttpsEverywhere(egress)) return [];
  return readableRegions(draft).flatMap(({ existingVpc, at }) =>
    unless(
      existingVpc === undefined,
      [...at, "existingVpc"],
      "needs HTTPS to 0.0.0.0/0 in network.egress, because the way to its gateway endpoints is not known; add it, or let the VPC be made",
    ),
  );
};

/** What is wrong between the network and who uses it. */
export const networkRules: readonly SettingsRule[] = [
  egressIsListedOnce,
  endpointsAreListedOnce,
  gatewaysAreNoInterfaces,
  closedEgressLeavesAWay,
  additionalPortsAreFree,
  namesOfPortsAreFree,
  rulesFitIntoAGroup,
  existingVpcsHaveTheZones,
  closedEgressNeedsOwnEndpoints,
];
