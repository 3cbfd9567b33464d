import { toJson } from "../../../policies/analysis/report/json";
import { policiesSchema, survivabilitySchema } from "../../../report/model/inputs";
import type { RunReport } from "../../../report/model/run-report";
import { aReport } from "../../drill/support/report";
import { multiRegion } from "../../policies/analysis/programs/multi-region";
import { singleZone } from "../../policies/analysis/programs/single-zone";
import { analysisOf } from "../../policies/analysis/support/plan";
import type { Fixture } from "../../policies/support/fixture";

/** What the analysis writes of a program, read back as the page reads it. */
export function survivabilityOf(fixtures: readonly Fixture[]) {
  return survivabilitySchema.parse(JSON.parse(JSON.stringify(toJson(analysisOf(fixtures)))));
}

const provenance = {
  writtenAt: "2026-03-04T05:06:07.000Z",
  operator: "Ann",
  host: "runner-1",
  commit: "0123456789abcdef0123456789abcdef01234567",
  modified: true,
  versions: { "Node.js": "20.12.0" },
  inputs: [
    { name: "policies.json", bytes: 1234, sha256: "ab".repeat(32), writtenAt: "2026-03-04T05:00:00.000Z" },
  ],
};

const soundPolicies = policiesSchema.parse({
  version: 1,
  project: "shop",
  stack: "prod",
  policies: 71,
  judging: 54,
  verdicts: { pass: 443, fail: 0, unknown: 0 },
  findings: [],
});

/** Two regions that survive everything, their cost, and a drill of the cache. */
export const aSoundRun: RunReport = {
  provenance,
  policies: soundPolicies,
  survivability: survivabilityOf(multiRegion()),
  cost: {
    asOf: "2026-10-08",
    monthlyUsd: 1234.5,
    lines: [
      {
        region: "us-east-1",
        part: "database",
        item: "db.r6g.large",
        quantity: 1,
        unit: "hour",
        monthlyUsd: 1234.5,
        evidence: "listed",
      },
    ],
    idleCaches: [],
    unpriced: [],
    notCounted: ["data transfer"],
  },
  drills: [aReport],
};

const web = "urn:pulumi:prod::shop::aws:ec2/instance:Instance::web";

/** One instance and one database in one region, that survive nothing. */
export const aFragileRun: RunReport = {
  provenance: { ...provenance, commit: undefined },
  policies: policiesSchema.parse({
    ...soundPolicies,
    judging: 5,
    verdicts: { pass: 3, fail: 1, unknown: 1 },
    findings: [
      {
        kind: "fail",
        policy: "az-loss-survivable",
        severity: "critical",
        level: "mandatory",
        urn: web,
        message: "web breaks az-loss-survivable: 0 of 1 needed are left. Fix: add a zone.",
      },
      {
        kind: "exempt",
        policy: "drain-survivable",
        severity: "high",
        level: "advisory",
        urn: web,
        message: "web breaks drain-survivable. Exempt until 2027-01-01 (ann, OPS-1): it moves.",
      },
    ],
  }),
  survivability: {
    ...survivabilityOf(singleZone),
    notJudged: [
      {
        urn: "urn:pulumi:prod::shop::aws:kinesis/stream:Stream::clicks",
        name: "clicks",
        type: "aws:kinesis/stream:Stream",
      },
    ],
  },
  cost: undefined,
  drills: [],
};

export const HOSTILE = `"><img src=x onerror="document.title=1"></script></style><script>document.title=1</script>\u202e`;

/** `aFragileRun` with a hostile name wherever a name comes from a program. */
export function aHostileRun(): RunReport {
  const named = singleZone.map((fixture) =>
    fixture.name === "web" || fixture.name === "db"
      ? { ...fixture, name: `${fixture.name}${HOSTILE}` }
      : fixture,
  );
  const [first] = aFragileRun.policies.findings;
  return {
    ...aFragileRun,
    provenance: { ...provenance, operator: HOSTILE, host: HOSTILE },
    policies: {
      ...aFragileRun.policies,
      project: HOSTILE,
      stack: HOSTILE,
      partial: HOSTILE,
      findings: [
        { ...first!, urn: HOSTILE, message: HOSTILE, policy: HOSTILE, severity: HOSTILE, level: HOSTILE },
      ],
    },
    survivability: { ...survivabilityOf(named), notJudged: [{ urn: HOSTILE, name: HOSTILE, type: HOSTILE }] },
  };
}
