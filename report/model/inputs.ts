/** The shapes of what the runs wrote: `survivability.json` and `policies.json`. Fields that no page shows are let by. */
import { z } from "zod";

const verdict = z.enum(["survives", "lost", "unknown"]);

const outcome = z.object({
  name: z.string(),
  urn: z.string().optional(),
  verdict,
  because: z.string(),
  fix: z.string(),
});

const cell = z.object({ verdict, text: z.string(), outcomes: z.array(outcome) });

const row = z.object({
  failure: z.string(),
  kind: z.enum(["node", "drain", "zone", "region", "pair"]),
  region: z.string(),
  gone: z.object({ regions: z.array(z.string()), zones: z.array(z.string()) }),
  judged: z.boolean(),
  verdict,
  cells: z.record(z.string(), cell),
});

const term = z.object({
  name: z.string(),
  detail: z.string().optional(),
  seconds: z.number(),
  basis: z.enum(["planned", "published", "assumed"]),
  source: z.string(),
});

const prediction = z.object({
  kind: z.enum(["node", "zone", "region"]),
  region: z.string(),
  label: z.string(),
  tier: z.string(),
  recoveryTimeSeconds: z.number().optional(),
  recoveryPointSeconds: z.number().optional(),
  terms: z.array(term),
  unbounded: z.object({ found: z.string(), fix: z.string() }).optional(),
  objective: z.object({ recoveryTimeSeconds: z.number(), recoveryPointSeconds: z.number() }),
  verdict: z.enum(["kept", "broken", "unknown"]),
});

const part = z.object({
  urn: z.string(),
  name: z.string(),
  type: z.string(),
  tier: z.string(),
  region: z.string(),
  zones: z.array(z.string()),
  zonesAreExact: z.boolean(),
  units: z.number().optional(),
  unit: z.string().optional(),
});

const flow = z.object({ kind: z.enum(["traffic", "replication"]), from: z.string(), to: z.string() });

export const survivabilitySchema = z.object({
  version: z.literal(2),
  claimsRegions: z.boolean(),
  activeRegions: z.array(z.string()),
  tiers: z.array(z.string()),
  failures: z.array(row),
  pairs: z.array(row),
  predictions: z.array(prediction),
  notJudged: z.array(z.object({ urn: z.string(), name: z.string(), type: z.string() })),
  topology: z.object({ parts: z.array(part), flows: z.array(flow) }),
});

export const policiesSchema = z.object({
  version: z.literal(1),
  project: z.string(),
  stack: z.string(),
  policies: z.number(),
  judging: z.number(),
  verdicts: z.object({ pass: z.number(), fail: z.number(), unknown: z.number() }),
  partial: z.string().optional(),
  findings: z.array(
    z.object({
      kind: z.enum(["fail", "unknown", "exempt"]),
      policy: z.string(),
      severity: z.string(),
      level: z.string(),
      urn: z.string().optional(),
      message: z.string(),
    }),
  ),
});

export type SurvivabilityFile = z.infer<typeof survivabilitySchema>;
export type FailureRow = z.infer<typeof row>;
export type SurvivalVerdict = z.infer<typeof verdict>;
export type PredictionEntry = z.infer<typeof prediction>;
export type TopologyEntry = SurvivabilityFile["topology"];
export type PartEntry = z.infer<typeof part>;
export type PoliciesFile = z.infer<typeof policiesSchema>;
export type FindingEntry = PoliciesFile["findings"][number];
