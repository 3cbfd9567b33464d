import { overlaps, parseCidr } from "../../components/kit/cidr";
import { parseZone, partitionOf, zoneIdPrefix } from "../../components/kit/zones";
import { listedOnce, readableRegions, type SettingsRule, unless } from "./draft";

/** With failover, one region takes the traffic; with any other routing all do. */
const rolesFitTheRouting: SettingsRule = (draft) => {
  const { routing } = draft.dns ?? {};
  if (routing === "failover") return oneActiveRegion(draft);
  return readableRegions(draft).flatMap(({ role, at }) =>
    unless(
      routing === undefined || role !== "standby",
      [...at, "role"],
      `must be "active" or "fenced", because dns.routing "${routing ?? ""}" sends traffic to every region; change one of the two`,
    ),
  );
};

const oneActiveRegion: SettingsRule = (draft) => {
  const active = readableRegions(draft).filter(({ role }) => role === "active");
  return active.slice(1).map(({ at }) => ({
    path: [...at, "role"],
    message:
      'must be "standby" or "fenced", because a region before it is active; one region takes the writes',
  }));
};

const someRegionIsActive: SettingsRule = (draft) => {
  const regions = readableRegions(draft);
  return unless(
    regions.length === 0 || regions.some(({ role }) => role === undefined || role === "active"),
    ["regions", 0, "role"],
    'must be "active", because no other region is; change it, or make another one active',
  );
};

const regionNamesDiffer: SettingsRule = (draft) => {
  const regions = readableRegions(draft);
  return regions.flatMap(({ name, at }, index) =>
    name !== undefined && regions.slice(0, index).some((earlier) => earlier.name === name)
      ? [
          {
            path: [...at, "name"],
            message: "must not be listed twice; a second copy belongs in another region",
          },
        ]
      : [],
  );
};

const zonesLieInTheirRegion: SettingsRule = (draft) =>
  readableRegions(draft).flatMap(({ name, availabilityZones = [], at }) =>
    availabilityZones.flatMap((zone, index) =>
      unless(
        name === undefined || zone === undefined || parseZone(zone)?.region === name,
        [...at, "availabilityZones", index],
        `must be a zone of ${name ?? ""}; write one such as ${name ?? ""}a or ${zoneIdPrefix(name ?? "")}-az1`,
      ),
    ),
  );

/** `us-east-1a` may be `use1-az1`: no zone of this list would be known to be another one. */
const zonesAreWrittenInOneWay: SettingsRule = (draft) =>
  readableRegions(draft).flatMap(({ availabilityZones = [], at }) => {
    const ways = availabilityZones.map((zone) => parseZone(zone ?? "")?.writtenBy);
    return unless(
      !ways.includes("name") || !ways.includes("id"),
      [...at, "availabilityZones"],
      "must be all names or all ids, because a name and an id may be one zone; npm run preflight says which is which",
    );
  });

/** Nothing there tells the name that the metrics of a zone have. */
const existingVpcsNameTheirZones: SettingsRule = (draft) =>
  readableRegions(draft).flatMap(({ existingVpc, availabilityZones = [], at }) =>
    existingVpc === undefined
      ? []
      : availabilityZones.flatMap((zone, index) =>
          unless(
            parseZone(zone ?? "")?.writtenBy !== "id",
            [...at, "availabilityZones", index],
            "must be a zone by name where existingVpc is given, as its owner's account calls it; npm run preflight says which id it is",
          ),
        ),
  );

const zonesDiffer: SettingsRule = (draft) =>
  readableRegions(draft).flatMap(({ availabilityZones, at }) =>
    listedOnce(availabilityZones, [...at, "availabilityZones"], "write another zone"),
  );

const blocksDoNotOverlap: SettingsRule = (draft) => {
  const blocks = readableRegions(draft).flatMap(({ cidrBlock = "", at }) => {
    const block = parseCidr(cidrBlock);
    return "problem" in block ? [] : [{ block, cidrBlock, at }];
  });
  return blocks.flatMap((later, index) => {
    const earlier = blocks.slice(0, index).find(({ block }) => overlaps(later.block, block));
    if (earlier === undefined) return [];
    return [
      {
        path: [...later.at, "cidrBlock"],
        message: `must not overlap the ${earlier.cidrBlock} of regions[${String(earlier.at[1])}]; choose a distinct block, so that the regions can be peered`,
      },
    ];
  });
};

/**
 * What the platform needs and other partitions do not have, or have in another way that nobody has rehearsed.
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-r53.html
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/waf.html
 */
const missingIn: Readonly<Record<string, string>> = {
  "aws-us-gov":
    "AWS GovCloud (US) has no public hosted zones of Route 53, no latency-based routing and no CloudFront, which clients are led by here",
  "aws-cn":
    "the regions in China have no AWS Shield, AWS WAF for no distribution, a Route 53 and a CloudFront of their own, and ask a filing (ICP) of each public name",
};

const regionsAreOfTheCommercialPartition: SettingsRule = (draft) => {
  const named = [
    ...readableRegions(draft).map(({ name, at }) => ({ name, path: [...at, "name"] })),
    { name: draft.backup?.destinationRegion, path: ["backup", "destinationRegion"] },
  ];
  return named.flatMap(({ name, path }) => {
    const partition = partitionOf(name ?? "");
    const reason = missingIn[partition] ?? "nothing of it was rehearsed there";
    return unless(
      partition === "aws",
      path,
      `must be a region of the partition aws, because ${reason}; choose another region`,
    );
  });
};

/** What is wrong with the list of regions. */
export const regionRules: readonly SettingsRule[] = [
  rolesFitTheRouting,
  someRegionIsActive,
  regionNamesDiffer,
  zonesLieInTheirRegion,
  zonesDiffer,
  zonesAreWrittenInOneWay,
  existingVpcsNameTheirZones,
  blocksDoNotOverlap,
  regionsAreOfTheCommercialPartition,
];
