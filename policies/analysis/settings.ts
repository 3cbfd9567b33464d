/** What may be configured of the failure analysis; every field has a default. */
import { z } from "zod";

import { TIERS } from "./graph/types";

const seconds = z.number().int().nonnegative();

const target = z.strictObject({
  recoveryTimeSeconds: seconds.optional(),
  recoveryPointSeconds: seconds.optional(),
});

const objective = (
  recoveryTimeSeconds: number,
  recoveryPointSeconds: number,
  tiers: Record<string, object> = {},
) =>
  z
    .strictObject({
      recoveryTimeSeconds: seconds.default(recoveryTimeSeconds),
      recoveryPointSeconds: seconds.default(recoveryPointSeconds),
      tiers: z.partialRecord(z.enum(TIERS), target).default(tiers),
    })
    .prefault({});

/** How much of what is sure to run a service needs. */
export const neededShare = z
  .number()
  .min(0)
  .max(1)
  .default(0.5)
  .describe(
    "share of its sure minimum that a service needs, rounded up; the tag standfast:needed of a resource says it in units",
  );

/** Whether the program promises to outlive a region. */
export const regions = z
  .enum(["auto", "required", "not-claimed"])
  .default("auto")
  .describe(
    "whether the loss of a region must be survived; auto: when the application runs in two regions or more, or a Route 53 record routes by failover, latency or weight",
  );

/** What a failure may cost, and what the prediction assumes where AWS publishes nothing. */
export const objectives = z
  .strictObject({
    node: objective(180, 0),
    zone: objective(180, 0, { app: { recoveryTimeSeconds: 120 } }),
    // The only bound that S3 sells is 15 minutes (Replication Time Control).
    region: objective(900, 300, { "object-store": { recoveryPointSeconds: 900 } }),
  })
  .prefault({})
  .describe("seconds that a failure may cost, by failure and by tier");

export const assumptions = z
  .strictObject({
    promotionDecisionSeconds: seconds
      .default(300)
      .describe("from the alarm to the command that promotes a database: RDS promotes no replica by itself"),
    promotionSeconds: seconds
      .default(300)
      .describe("what the promotion of an RDS replica takes; AWS says several minutes, so measure yours"),
    regionSwitchStartSeconds: seconds
      .default(30)
      .describe(
        "from the alarm that starts a plan of ARC Region switch to its first step; AWS gives no figure",
      ),
    replicationLagSeconds: seconds
      .default(60)
      .describe("how far a cross-region RDS replica lags; AWS gives no bound, so put an alarm on it"),
  })
  .prefault({});

/** All of it: what the report and the recovery budget read. */
export const analysisSettings = z.strictObject({ neededShare, regions, objectives, assumptions });

export type AnalysisSettings = z.infer<typeof analysisSettings>;
export type Objectives = AnalysisSettings["objectives"];
export type Assumptions = AnalysisSettings["assumptions"];
