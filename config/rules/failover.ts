import { readableRegions, regionNames, type SettingsRule, unless } from "./draft";

/** https://docs.aws.amazon.com/arc-region-switch/latest/api/API_CreatePlan.html */
const aPlanHasTwoRegions: SettingsRule = (draft) =>
  unless(
    draft.failover?.mode !== "region-switch" || readableRegions(draft).length === 2,
    ["failover", "mode"],
    'must be "manual" with any number of regions but two, which is what a plan of Region switch takes; change it, or the regions',
  );

/** Elsewhere every region takes writes, and there is nothing to promote. */
const aPlanPromotes: SettingsRule = ({ failover, dns, database }) =>
  failover?.mode !== "region-switch"
    ? []
    : [
        ...unless(
          dns?.routing === undefined || dns.routing === "failover",
          ["failover", "mode"],
          `must be "manual" with dns.routing "${String(dns?.routing)}", where every region answers; change one of the two`,
        ),
        ...unless(
          database !== undefined,
          ["failover", "mode"],
          'must be "manual" without a database, because there is nothing for the plan to promote; change it',
        ),
      ];

/** No execution block promotes a Global Datastore. */
const aPlanCanPromoteAll: SettingsRule = ({ failover, cache }) =>
  unless(
    failover?.mode !== "region-switch" || cache?.durability !== "snapshots" || cache.scope !== "global",
    ["cache", "scope"],
    'must be "regional" with failover.mode "region-switch", which promotes no Global Datastore; change one of the two',
  );

const aTriggerHasCanaries: SettingsRule = ({ failover, observability }) =>
  unless(
    failover?.mode !== "region-switch" || failover.trigger !== "canary" || observability?.canaries !== "none",
    ["failover", "trigger"],
    'must be "none" without observability.canaries, which it listens to; change one of the two',
  );

const aTriggerReachesTheRegion: SettingsRule = ({ failover, contentDelivery }) =>
  unless(
    failover?.mode !== "region-switch" || failover.trigger !== "canary" || contentDelivery !== "cloudfront",
    ["failover", "trigger"],
    'must be "none" with contentDelivery "cloudfront", behind which no canary reaches one region alone; change one of the two',
  );

/** One alone would leave the other to be asked for. */
const checksAreOfTheRegions: SettingsRule = (draft) => {
  const { failover } = draft;
  if (failover?.mode !== "region-switch") return [];
  const given = Object.keys(failover.healthCheckIds ?? {});
  if (given.length === 0) return [];
  const names = regionNames(draft);
  const missing = names.filter((name) => !given.includes(name));
  const path = ["failover", "healthCheckIds"];
  return [
    ...unless(
      missing.length === 0,
      path,
      `must have the health check of each region; add ${missing.join(", ")}`,
    ),
    ...given
      .filter((name) => !names.includes(name))
      .map((name) => ({ path: [...path, name], message: "is for no region of the stack; remove it" })),
  ];
};

/** What is wrong with how another region takes over. */
export const failoverRules: readonly SettingsRule[] = [
  aPlanHasTwoRegions,
  aPlanPromotes,
  aPlanCanPromoteAll,
  aTriggerHasCanaries,
  aTriggerReachesTheRegion,
  checksAreOfTheRegions,
];
