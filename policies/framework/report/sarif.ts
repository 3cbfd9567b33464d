/**
 * For code scanning: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). A pack is not told which line of
 * a program a resource comes from, so that a finding is located at the project file, and by its URN.
 */
import { createHash } from "node:crypto";
import { printable } from "../printable";
import type { Level, RuleInfo } from "../rule";
import type { Finding, RunResults } from "../tally";
import { reference, relationships, tags, taxonomies } from "./taxonomies";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const LEVELS: Readonly<Record<Level, string>> = { mandatory: "error", advisory: "warning" };

/** The middle of the bands that GitHub makes of `security-severity`. */
const SCORES: Readonly<Record<RuleInfo["severity"], string>> = {
  low: "2.0",
  medium: "5.5",
  high: "8.0",
  critical: "9.5",
};

/** @param projectFile the path of the program's project file in its repository, such as `infra/Pulumi.yaml`. */
export function toSarif({ program, policies, findings, gap }: RunResults, projectFile: string): string {
  const places = new Map(policies.map(({ id }, place) => [id, place]));
  const standards = taxonomies(policies);
  const run = {
    tool: {
      driver: {
        name: "standfast",
        informationUri: "https://www.pulumi.com/docs/iac/packages-and-automation/crossguard/",
        rules: policies.map(descriptor),
        supportedTaxonomies: standards.map(reference),
      },
    },
    taxonomies: standards,
    // Findings of one stack replace those of the same stack alone.
    automationDetails: { id: `standfast/${printable(program.project)}/${printable(program.stack)}/` },
    invocations: [
      {
        executionSuccessful: true,
        ...(gap !== undefined && {
          toolExecutionNotifications: [{ level: "warning", message: message(gap) }],
        }),
      },
    ],
    results: findings.map((finding) => result(finding, places.get(finding.policy), projectFile)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, undefined, 2)}\n`;
}

function descriptor({ id, title, rationale, remediation, link, level, severity, group, matches }: RuleInfo) {
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: rationale },
    help: { text: remediation },
    helpUri: link,
    defaultConfiguration: { level: LEVELS[level] },
    relationships: relationships(matches),
    properties: { tags: [group, ...tags(matches)], "security-severity": SCORES[severity], severity },
  };
}

function result(finding: Finding, ruleIndex: number | undefined, projectFile: string) {
  const { kind, policy, level, urn } = finding;
  return {
    ruleId: policy,
    ...(ruleIndex !== undefined && { ruleIndex }),
    // `open`: looked at, and not enough is known; a level belongs to failures alone.
    ...(kind === "unknown" ? { kind: "open", level: "none" } : { kind: "fail", level: LEVELS[level] }),
    message: message(finding.message),
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(projectFile) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: printable(urn ?? "stack"), kind: "resource" }],
      },
    ],
    partialFingerprints: { "policyAndResource/v1": fingerprint(finding) },
    ...(kind === "exempt" && {
      suppressions: [{ kind: "external", status: "accepted", justification: printable(finding.message) }],
    }),
  };
}

/** The same finding of the next run has the same, whatever figures its message quotes. */
function fingerprint({ policy, urn }: Finding): string {
  return createHash("sha256")
    .update(`${policy}\n${urn ?? ""}`)
    .digest("hex");
}

/** Brackets would be links and braces placeholders (sections 3.11.5 and 3.11.6). */
function message(text: string) {
  return {
    text: printable(text)
      .replace(/[\\[\]]/g, "\\$&")
      .replace(/[{}]/g, "$&$&"),
  };
}
