import { overlaps, parseCidr } from "../../components/kit/cidr";
import { readableRegions, type SettingsRule, unless } from "./draft";

/** With failover, one region takes the traffic; with any other routing all do. */
const rolesFitTheRouting: SettingsRule = (draft) => {
  const { routing } = draft.dns ?? {};
  if (routing === "failover") return oneActiveRegionThatComesFirst(draft);
  return readableRegions(draft).flatMap(({ role, at }) =>
    unless(
      routing === undefined || role === undefined || role === "active",
      [...at, "role"],
      `must be "active", because dns.routing "${routing ?? ""}" sends traffic to every region; change one of the two`,
    ),
  );
};

const oneActiveRegionThatComesFirst: SettingsRule = (draft) => {
  const regions = readableRegions(draft);
  if (regions.length === 0 || regions.some(({ role }) => role === undefined)) return [];
  const active = regions.filter(({ role }) => role === "active");
  const [first] = active;
  if (first === undefined) {
    return [
      { path: ["regions", 0, "role"], message: 'must be "active", because no other region is; change it' },
    ];
  }
  const others = active.slice(1).map(({ at }) => ({
    path: [...at, "role"],
    message: 'must be "standby", because a region before it is active already; one region takes the writes',
  }));
  const misplaced =
    first === regions[0]
      ? []
      : [
          {
            path: [...first.at, "role"],
            message:
              "must not follow a standby; list the active region first, then the standbys in order of failover",
          },
        ];
  return [...misplaced, ...others];
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
      name !== undefined && zone !== undefined && zone.slice(0, -1) !== name
        ? [
            {
              path: [...at, "availabilityZones", index],
              message: `must be a zone of ${name}; write one such as ${name}a`,
            },
          ]
        : [],
    ),
  );

const zonesDiffer: SettingsRule = (draft) =>
  readableRegions(draft).flatMap(({ availabilityZones = [], at }) =>
    availabilityZones.flatMap((zone, index) =>
      zone !== undefined && availabilityZones.indexOf(zone) < index
        ? [
            {
              path: [...at, "availabilityZones", index],
              message: "must not be listed twice; write another zone",
            },
          ]
        : [],
    ),
  );

const blocksDoNotOverlap: SettingsRule = (draft) => {
  const blocks = readableRegions(draft).flatMap(({ cidrBlock = "", at }) => {
    const block = parseCidr(cidrBlock);
    return "problem" in block ? [] : [{ block, cidrBlock, at }];
  });
  return blocks.flatMap((later, index) =>
    blocks.slice(0, index).flatMap((earlier) =>
      overlaps(later.block, earlier.block)
        ? [
            {
              path: [...later.at, "cidrBlock"],
              message: `must not overlap the ${earlier.cidrBlock} of regions[${String(earlier.at[1])}]; choose a distinct block, so that the regions can be peered`,
            },
          ]
        : [],
    ),
  );
};

/** An alarm's formula takes ten metrics, and the alarms over all regions are made of one for each. */
const maxRegions = 9;

const regionsFitOneAlarm: SettingsRule = (draft) =>
  unless(
    readableRegions(draft).length <= maxRegions,
    ["regions"],
    `must list at most ${maxRegions} regions, which is as many as one alarm can watch; remove some`,
  );

/** What is wrong with the list of regions. */
export const regionRules: readonly SettingsRule[] = [
  regionsFitOneAlarm,
  rolesFitTheRouting,
  regionNamesDiffer,
  zonesLieInTheirRegion,
  zonesDiffer,
  blocksDoNotOverlap,
];
