import { z } from "zod";

/** How the local site is set up: what a durability mode or a timing profile changes, as data. */

const milliseconds = z.int().positive();
const seconds = z.int().positive();

export const timingSchema = z.strictObject({
  /** Patroni `ttl`: how long a silent primary keeps the lead. */
  databaseLeadSeconds: seconds,
  /** Patroni `loop_wait`. */
  databaseLoopSeconds: seconds,
  /** Patroni `retry_timeout`. */
  databaseRetrySeconds: seconds,
  /** Sentinel `down-after-milliseconds`. */
  cacheDownAfterMs: milliseconds,
  /** Sentinel `failover-timeout`; a failover that was aborted is tried again after twice this. */
  cacheFailoverTimeoutMs: milliseconds,
  /** Load balancer: checks of applications. */
  applicationCheckMs: milliseconds,
  applicationCheckFall: z.int().positive(),
  /** Database proxy: checks for the primary. */
  databaseCheckMs: milliseconds,
  databaseCheckFall: z.int().positive(),
});
export type SiteTiming = z.infer<typeof timingSchema>;

export const timingProfiles = {
  /** What the packages come with. */
  stock: {
    databaseLeadSeconds: 30,
    databaseLoopSeconds: 10,
    databaseRetrySeconds: 10,
    cacheDownAfterMs: 5_000,
    cacheFailoverTimeoutMs: 60_000,
    applicationCheckMs: 2_000,
    applicationCheckFall: 3,
    databaseCheckMs: 2_000,
    databaseCheckFall: 3,
  },
  /**
   * Quick, and without a false failover in a soak under load. Newer Patroni releases refuse a lead under 20 s:
   * in production a lost database machine costs that much longer.
   */
  tuned: {
    databaseLeadSeconds: 6,
    databaseLoopSeconds: 1,
    databaseRetrySeconds: 2,
    cacheDownAfterMs: 1_000,
    cacheFailoverTimeoutMs: 2_000,
    applicationCheckMs: 500,
    applicationCheckFall: 2,
    databaseCheckMs: 300,
    databaseCheckFall: 2,
  },
  /** As quick as it gets on a quiet machine. */
  minimal: {
    databaseLeadSeconds: 3,
    databaseLoopSeconds: 1,
    databaseRetrySeconds: 1,
    cacheDownAfterMs: 300,
    cacheFailoverTimeoutMs: 2_000,
    applicationCheckMs: 200,
    applicationCheckFall: 2,
    databaseCheckMs: 150,
    databaseCheckFall: 2,
  },
} as const satisfies Record<string, SiteTiming>;
export type TimingProfile = keyof typeof timingProfiles;

/**
 * When a database write is acknowledged. `synchronous` waits until the standby has it on disk: one more round trip
 * for each commit, and a standby that hangs stalls writes until it is dropped.
 */
export const databaseDurability = ["synchronous", "asynchronous"] as const;

/**
 * When a cache write is acknowledged. `minimum-replicas` refuses writes while no replica follows within 2 s;
 * `wait` moreover waits until one replica has this very write, which costs a round trip for each write.
 */
export const cacheDurability = ["wait", "minimum-replicas", "asynchronous"] as const;

export const topologySchema = z.strictObject({
  timing: timingSchema,
  databaseDurability: z.enum(databaseDurability),
  cacheDurability: z.enum(cacheDurability),
  /** Sentinels; fewer than three make the region that holds one a single point of failure. */
  sentinels: z.union([z.literal(1), z.literal(3)]),
});
export type SiteTopology = z.infer<typeof topologySchema>;

/** Loses nothing that was acknowledged. */
export const defaultTopology: SiteTopology = {
  timing: timingProfiles.tuned,
  databaseDurability: "synchronous",
  cacheDurability: "wait",
  sentinels: 3,
};
