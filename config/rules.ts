import { overlaps, parseCidr } from "../components/kit/cidr";
import type { RegionSettings, Settings } from "./schema";

/** Settings of which some are missing or wrong; the wrong ones are left out. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** One mistake: where it is, and `<what is wrong>; <what to do>`. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

type Rule = (draft: Draft<Settings>) => readonly Mistake[];
type Place = Draft<RegionSettings> & { readonly at: readonly PropertyKey[] };

/** The regions that can be read, each with where it stands. */
function places(draft: Draft<Settings>): readonly Place[] {
  return (draft.regions ?? []).flatMap((region, index) =>
    region === undefined ? [] : [{ ...region, at: ["regions", index] }],
  );
}

const oneActiveRegionThatComesFirst: Rule = (draft) => {
  const regions = places(draft);
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

const regionNamesDiffer: Rule = (draft) => {
  const regions = places(draft);
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

const zonesLieInTheirRegion: Rule = (draft) =>
  places(draft).flatMap(({ name, availabilityZones = [], at }) =>
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

const zonesDiffer: Rule = (draft) =>
  places(draft).flatMap(({ availabilityZones = [], at }) =>
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

const blocksDoNotOverlap: Rule = (draft) => {
  const blocks = places(draft).flatMap(({ cidrBlock = "", at }) => {
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

const zoneAnswersForTheDomain: Rule = ({ domainName, hostedZone }) => {
  if (domainName === undefined || hostedZone?.mode !== "create" || hostedZone.name === undefined) return [];
  if (domainName === hostedZone.name || domainName.endsWith(`.${hostedZone.name}`)) return [];
  return [
    {
      path: ["hostedZone", "name"],
      message: `must be ${domainName} (domainName) or a domain above it; correct one of the two`,
    },
  ];
};

const checkEndsBeforeTheNext: Rule = ({ loadBalancer }) => {
  const { intervalSeconds, timeoutSeconds } = loadBalancer?.healthCheck ?? {};
  if (intervalSeconds === undefined || timeoutSeconds === undefined || timeoutSeconds < intervalSeconds)
    return [];
  return [
    {
      path: ["loadBalancer", "healthCheck", "timeoutSeconds"],
      message: `must be below intervalSeconds (${intervalSeconds}); lower it, or raise the interval`,
    },
  ];
};

// One slow database would take every instance out of service.
const loadBalancerDoesNotAskTheDeepCheck: Rule = ({ loadBalancer, appTier }) => {
  const path = appTier?.readinessPath;
  if (path === undefined || path !== loadBalancer?.healthCheck?.path) return [];
  return [
    {
      path: ["appTier", "readinessPath"],
      message:
        "must differ from loadBalancer.healthCheck.path; the load balancer asks a shallow check, Route 53 a deep one",
    },
  ];
};

const everyZoneHasAnInstance: Rule = (draft) => {
  const least = draft.appTier?.minInstances;
  const zones = Math.max(0, ...places(draft).map(({ availabilityZones = [] }) => availabilityZones.length));
  if (least === undefined || least >= zones) return [];
  return [
    {
      path: ["appTier", "minInstances"],
      message: `must be at least ${zones}, one in each zone of a region; raise it`,
    },
  ];
};

const fleetCanReachItsMinimum: Rule = ({ appTier: { minInstances, maxInstances } = {} }) =>
  minInstances === undefined || maxInstances === undefined || maxInstances >= minInstances
    ? []
    : [
        {
          path: ["appTier", "maxInstances"],
          message: `must be at least minInstances (${minInstances}); raise it`,
        },
      ];

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html */
const storageCanGrow: Rule = ({
  database: { allocatedStorageGiB: now, maxAllocatedStorageGiB: most } = {},
}) => {
  if (now === undefined || most === undefined) return [];
  const least = Math.ceil((now * 11) / 10);
  if (most >= least) return [];
  return [
    {
      path: ["database", "maxAllocatedStorageGiB"],
      message: `must be at least ${least}, 10 % above allocatedStorageGiB, as RDS demands; raise it`,
    },
  ];
};

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
const mostCacheNodes = 500;

const cacheFitsACluster: Rule = ({ cache: { shards, replicasPerShard } = {} }) => {
  if (shards === undefined || replicasPerShard === undefined) return [];
  const nodes = shards * (1 + replicasPerShard);
  if (nodes <= mostCacheNodes) return [];
  return [
    {
      path: ["cache", "shards"],
      message: `must leave at most ${mostCacheNodes} nodes, and with ${replicasPerShard} replicas each it makes ${nodes}; lower one of the two`,
    },
  ];
};

const rules: readonly Rule[] = [
  oneActiveRegionThatComesFirst,
  regionNamesDiffer,
  zonesLieInTheirRegion,
  zonesDiffer,
  blocksDoNotOverlap,
  zoneAnswersForTheDomain,
  checkEndsBeforeTheNext,
  loadBalancerDoesNotAskTheDeepCheck,
  everyZoneHasAnInstance,
  fleetCanReachItsMinimum,
  storageCanGrow,
  cacheFitsACluster,
];

/** What is wrong between settings that are good by themselves. */
export function brokenRules(draft: Draft<Settings>): readonly Mistake[] {
  return rules.flatMap((rule) => rule(draft));
}
