/** What a case expects of the pack, and where it differs from what the pack said. */
import { z } from "zod";
import type { SurvivabilityReport } from "../../../policies/analysis/report/json";
import type { Finding } from "../../../policies/framework/tally";

const words = z.array(z.string());

const expectationSchema = z.strictObject({
  why: z.string(),
  source: z.string().optional(),
  fires: z
    .array(
      z.union([
        z.string(),
        z.strictObject({ anyMandatory: z.boolean().default(false), mentions: words.default(["."]) }),
      ]),
    )
    .default([]),
  silent: words.default([]),
  notJudged: words.default([]),
  table: z
    .array(
      z.strictObject({
        of: z.enum(["failures", "predictions"]).default("failures"),
        failure: z.string(),
        tier: z.string(),
        name: z.string().optional(),
        match: z.string().optional(),
        not: z.string().optional(),
      }),
    )
    .default([]),
});

type Expectation = z.output<typeof expectationSchema>;
type ExpectedRow = Expectation["table"][number];

/** The reports of one preview. */
export interface CaseReports {
  readonly policies: { readonly findings: readonly Finding[] };
  readonly survivability: SurvivabilityReport;
}

/** One sentence for each thing that is not as `expected` says; none where all is. */
export function differences(expected: unknown, { policies, survivability }: CaseReports): readonly string[] {
  const { fires, silent, notJudged, table } = expectationSchema.parse(expected);
  const { findings } = policies;
  const breaches = findings.filter(({ kind }) => kind === "fail");
  return [
    ...fires.filter((each) => !isFound(each, findings, breaches)).map((each) => `missed: ${shown(each)}`),
    ...silent.flatMap((pattern) =>
      (pattern === "*mandatory*"
        ? findings.filter(isMandatory)
        : breaches.filter((each) => isNamed(pattern, each))
      ).map(({ policy, message }) => `false: ${policy}: ${message}`),
    ),
    ...notJudged
      .filter((word) => !findings.some(({ message }) => says([word], message)))
      .map((word) => `not judged, and no word about ${word}`),
    ...table.flatMap((row) => differencesIn(row, survivability)),
  ];
}

function isFound(
  fires: Expectation["fires"][number],
  findings: readonly Finding[],
  breaches: readonly Finding[],
): boolean {
  if (typeof fires === "string") return breaches.some((each) => isNamed(fires, each));
  const heard = fires.anyMandatory ? breaches.filter(isMandatory) : findings;
  return heard.some(({ message }) => says(fires.mentions, message));
}

function shown(fires: Expectation["fires"][number]): string {
  return typeof fires === "string" ? fires : `anything about ${fires.mentions.join(" or ")}`;
}

function isMandatory({ level }: Finding): boolean {
  return level === "mandatory";
}

function says(mentions: readonly string[], text: string): boolean {
  const sentence = text.replace(/ Why: \S+.*$/, "");
  return mentions.some((mention) => new RegExp(mention, "i").test(sentence));
}

/** `rule@resource`, or `rule`. */
function isNamed(pattern: string, { policy, urn }: Finding): boolean {
  const [rule, resource] = pattern.split("@");
  return policy === rule && (resource === undefined || urn?.split("::").at(-1) === resource);
}

function differencesIn(expected: ExpectedRow, report: SurvivabilityReport): readonly string[] {
  const { of, failure, tier, name, match, not } = expected;
  const texts = of === "predictions" ? predicted(expected, report) : cells(expected, report);
  const where = `${failure}, ${tier}${name === undefined ? "" : `, ${name}`}`;
  if (texts === undefined) return [`table: no row is called ${failure}`];
  if (match !== undefined && texts.length === 0) return [`table: ${where}: nothing is said`];
  return texts
    .filter(
      (text) => (match !== undefined && !says([match], text)) || (not !== undefined && says([not], text)),
    )
    .map((text) => `table: ${where}: ${text}`);
}

function predicted({ failure, tier }: ExpectedRow, { predictions }: SurvivabilityReport): readonly string[] {
  return predictions
    .filter((each) => says([failure], each.label) && each.tier === tier)
    .map(({ verdict, recoveryTimeSeconds, terms }) => {
      const sum = terms.map((term) => `${term.seconds} s ${term.name}`).join(" + ");
      return `${verdict}: ${recoveryTimeSeconds} s = ${sum}`;
    });
}

/** @returns undefined where no row is called so. */
function cells(
  { failure, tier, name }: ExpectedRow,
  { failures, pairs }: SurvivabilityReport,
): readonly string[] | undefined {
  const rows = [...failures, ...pairs].filter((row) => new RegExp(failure).test(row.failure));
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ cells: { [tier]: cell } }) => {
    if (cell === undefined) return [];
    if (name === undefined) return [`${cell.verdict}: ${cell.text}`];
    return cell.outcomes
      .filter((outcome) => outcome.name === name)
      .map(({ verdict, because }) => `${verdict}: ${because}`);
  });
}
