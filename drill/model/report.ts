import { z } from "zod";
import { phases, stores } from "./adapter";

/** The shape of report.json. All times are milliseconds; `…At` counts from the fault. */

export const verdicts = ["passed", "missed", "not-run", "aborted", "dry-run"] as const;

const count = z.int().nonnegative();
const store = z.enum(stores);

export const distributionSchema = z.strictObject({ median: z.number(), p95: z.number(), max: z.number() });

/** Records of one store, looked for after the drill. */
export const auditSchema = z.strictObject({
  store,
  acknowledged: count,
  /** Acknowledged and gone. */
  lost: count,
  /** Never acknowledged, and there all the same. */
  indeterminate: count,
  /** Applied more than once. */
  doubled: count,
  /** The first lost record numbers, for the search. */
  lostExamples: z.array(z.int()).max(10),
});

/** A stretch of time in which requests failed. */
export const outageSchema = z.strictObject({
  store,
  /** `any-region`, or the region that the clients stay with. */
  clients: z.string(),
  startAt: z.number(),
  endAt: z.number(),
  failed: count,
  /** False when requests still failed at the end of the trial. */
  recovered: z.boolean(),
});

export const trialSchema = z.strictObject({
  trial: z.int().positive(),
  startedAt: z.iso.datetime(),
  verdict: z.enum(verdicts),
  /** Why it is not passed; each names the budget. */
  reasons: z.array(z.string()),
  broke: z.array(z.string()),
  /** The longest outage of the clients that are judged. */
  outageMs: z.number().nonnegative(),
  /** The longest stretch in which their requests failed or were slow. */
  impairedMs: z.number().nonnegative(),
  outages: z.array(outageSchema),
  /** What each group of clients saw, also those that are not judged. */
  clients: z.array(
    z.strictObject({
      name: z.string(),
      judged: z.boolean(),
      outageMs: z.number().nonnegative(),
      impairedMs: z.number().nonnegative(),
      sent: count,
      failed: count,
      slow: count,
    }),
  ),
  /** How much later than planned requests were sent; an outage shorter than the longest may have been missed. */
  clientLatenessMs: distributionSchema.optional(),
  phases: z.array(z.strictObject({ phase: z.enum(phases), of: z.string(), at: z.number() })),
  requests: z.strictObject({
    sent: count,
    failed: count,
    /** Answered, but later than the latency objective. */
    slow: count,
    /** Failed requests of the clients that are judged. */
    failedJudged: count,
    /** Served by a region that was lost, from its return until the failback; absent where it is not fenced. */
    servedByLostRegion: count.optional(),
  }),
  /** Looked for while the fault lasted; absent when the fault was over at once. */
  auditDuringFault: z.array(auditSchema).optional(),
  auditAfterHeal: z.array(auditSchema),
  undoneAt: z.number().optional(),
  /** From the undoing of the fault until steady state was proven again. */
  redundancyMs: z.number().nonnegative().optional(),
  events: z.array(z.strictObject({ at: z.number(), text: z.string() })),
  /** Requests in steps of `stepMs`, for the drawing. */
  timeline: z.strictObject({
    stepMs: z.int().positive(),
    fromAt: z.number(),
    series: z.array(
      z.strictObject({
        store,
        clients: z.string(),
        ok: z.array(count),
        slow: z.array(count),
        failed: z.array(count),
      }),
    ),
  }),
});

export const scenarioReportSchema = z.strictObject({
  name: z.string(),
  hypothesis: z.string(),
  verdict: z.enum(verdicts),
  reasons: z.array(z.string()),
  budget: z.strictObject({
    outageMs: z.number().nonnegative(),
    lostWrites: count,
    failedRequests: count.optional(),
    fencesLostRegion: z.boolean().optional(),
    impairedMs: z.number().nonnegative().optional(),
    redundancy: z.literal("by-hand").optional(),
  }),
  predictedOutageMs: z.number().nonnegative().optional(),
  outageMs: distributionSchema.optional(),
  impairedMs: distributionSchema.optional(),
  redundancyMs: distributionSchema.optional(),
  trials: z.array(trialSchema),
});

export const drillReportSchema = z.strictObject({
  version: z.literal(2),
  backend: z.enum(["local", "aws"]),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  verdict: z.enum(verdicts),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  seed: z.int(),
  settings: z.record(z.string(), z.string()),
  scenarios: z.array(scenarioReportSchema),
});

export type DrillVerdict = (typeof verdicts)[number];
export type Audit = z.infer<typeof auditSchema>;
export type Outage = z.infer<typeof outageSchema>;
export type Trial = z.infer<typeof trialSchema>;
export type Distribution = z.infer<typeof distributionSchema>;
export type ScenarioReport = z.infer<typeof scenarioReportSchema>;
export type DrillReport = z.infer<typeof drillReportSchema>;
