import { describe, expect, test } from "@jest/globals";

import { policyReports } from "../../../../policies/framework/report";
import type { PolicyRule } from "../../../../policies/framework/rule";
import type { Finding, RunResults } from "../../../../policies/framework/tally";
import { catalogue } from "../../../../policies/catalogue";
import { validSarif } from "../../support/sarif";

const POLICIES: readonly PolicyRule[] = catalogue;
const db = "urn:pulumi:prod::shop::aws:rds/instance:Instance::db";

function finding(kind: Finding["kind"], more: Partial<Finding> = {}): Finding {
  return {
    kind,
    policy: "rds-multi-az",
    severity: "critical",
    level: kind === "fail" ? "mandatory" : "advisory",
    urn: db,
    message: `db: ${kind}`,
    ...more,
  };
}

function results(findings: readonly Finding[] = [], more: Partial<RunResults> = {}): RunResults {
  return {
    program: { project: "shop", stack: "prod" },
    policies: POLICIES,
    judging: ["asg-min-size", "rds-multi-az"],
    verdicts: { pass: 3, fail: 0, unknown: 0 },
    gap: undefined,
    findings,
    ...more,
  };
}

function report(name: string, ...given: Parameters<typeof results>): string {
  return policyReports(results(...given), "infra/Pulumi.yaml")[`policies.${name}`] ?? "";
}

/** What a name could do to a terminal, a page or a document. */
const HOSTILE = `[db](https://example.com) {0} <b>&"@team" \u001B[31m\u202E | ]]>`;
const every = ["fail", "unknown", "exempt"] as const;

test("the sum says nothing of what never happened", () => {
  const sum = `${POLICIES.length} policies, 2 of them with something to judge: 3 passed`;
  expect(report("txt")).toBe(`Policies checked\n  ${sum}\n`);
  const verdicts = { pass: 1, fail: 2, unknown: 3 };
  expect(report("txt", [], { verdicts, gap: "a part was left out" })).toBe(
    `Policies checked\n  ${sum.replace("3 passed", "1 passed, 2 failed, 3 could not be judged")}\n  a part was left out\n`,
  );
});

describe("a comment", () => {
  test("has the sum, what is missing, and every finding with its level and severity", () => {
    const text = report(
      "md",
      every.map((kind) => finding(kind)),
      { gap: "a part was left out" },
    );
    expect(text).toBe(
      `### Policies\n\n${POLICIES.length} policies, 2 of them with something to judge: 3 passed.\n\n` +
        "**a part was left out**\n\n" +
        "- **Violated** (mandatory, critical). db: fail\n" +
        "- Not known (advisory, critical). db: unknown\n" +
        "- Exempt (advisory, critical). db: exempt\n",
    );
  });

  test("lets no name of the program become markup", () => {
    expect(report("md", [finding("fail", { message: HOSTILE })])).toContain(
      '\\[db\\](https://example.com) {0} \\<b\\>&amp;"&#64;team" \\\\u{001B}\\[31m\\\\u{202E} \\| \\]\\]\\>\n',
    );
  });

  test("fits into one of GitHub with the table, and says how many findings it left out", () => {
    const many = Array.from({ length: 1000 }, (_, at) =>
      finding("fail", { message: `db ${at} ${"x".repeat(90)}` }),
    );
    const text = report("md", many);
    expect(text.length).toBeLessThan(41_000);
    const shown = text.match(/Violated/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(200);
    expect(text).toContain(`\n\n${1000 - shown} more findings are in policies.json.\n`);
  });
});

test("as data, a finding has its policy, severity, level and URN, and the report its project and stack", () => {
  expect(JSON.parse(report("json", [finding("fail")], { gap: "a part" }))).toEqual({
    version: 1,
    project: "shop",
    stack: "prod",
    policies: POLICIES.length,
    judging: 2,
    verdicts: { pass: 3, fail: 0, unknown: 0 },
    partial: "a part",
    findings: [finding("fail")],
  });
});

describe("for code scanning", () => {
  const sarif = (...given: Parameters<typeof results>) => validSarif(report("sarif", ...given)).runs[0]!;

  test("the schema takes a run with every kind of finding, and one with none", () => {
    expect(sarif().results).toEqual([]);
    expect(sarif(every.map((kind) => finding(kind))).results).toHaveLength(3);
  });

  test("each policy is a rule, with what to do about it", () => {
    const rule = sarif().tool.driver.rules.find(({ id }) => id === "rds-multi-az");
    const { title, remediation, link } = POLICIES.find(({ id }) => id === "rds-multi-az")!;
    expect(rule).toMatchObject({
      shortDescription: { text: `${title}.` },
      help: { text: remediation },
      helpUri: link,
      defaultConfiguration: { level: "error" },
      properties: { "security-severity": "9.5" },
    });
  });

  test("a policy has what it stands for as tags and as entries of taxonomies", () => {
    const { rules } = sarif().tool.driver;
    const rule = rules.find(({ id }) => id === "rds-multi-az");
    expect(rule?.properties.tags).toEqual([
      "spread",
      "external/aws-well-architected/rel10-bp01",
      "external/aws-well-architected/rel11-bp02",
      "external/cis-aws-foundations/2.2.4",
    ]);
    expect(rule?.relationships.map(({ target }) => target.id)).toEqual([
      "REL10-BP01",
      "REL11-BP02",
      "RDS.5",
      "CP-6(2)",
      "CP-10",
      "SC-5(2)",
      "SC-36",
      "SI-13(5)",
      "2.2.4",
    ]);
    expect(rules.filter(({ properties }) => properties.tags.length > 10)).toEqual([]);
  });

  test("each entry that a policy relates to is in a taxonomy of the log, and no other", () => {
    const { tool, taxonomies } = sarif();
    const listed = taxonomies.flatMap(({ guid, taxa }) => taxa.map(({ id }) => `${guid} ${id}`));
    const related = tool.driver.rules.flatMap(({ relationships }) =>
      relationships.map(({ target }) => `${target.toolComponent.guid} ${target.id}`),
    );
    expect(new Set(listed)).toEqual(new Set(related));
    expect(listed).toHaveLength(new Set(listed).size);
    expect(tool.driver.supportedTaxonomies).toEqual(taxonomies.map(({ name, guid }) => ({ name, guid })));
    expect(taxonomies.map(({ name }) => name)).toEqual([
      "AWS Well-Architected Framework",
      "AWS Security Hub controls",
      "NIST SP 800-53",
      "CIS AWS Foundations Benchmark",
    ]);
  });

  test("policies that stand for nothing bring no taxonomies", () => {
    const policies = POLICIES.filter(({ id }) => id === "drain-coherent");
    const { tool, taxonomies } = sarif([], { policies });
    expect([tool.driver.supportedTaxonomies, taxonomies]).toEqual([[], []]);
  });

  test("a finding names its rule, its resource and the project file", () => {
    const { results: found, tool } = sarif([finding("fail")]);
    expect(tool.driver.rules[found[0]?.ruleIndex ?? -1]?.id).toBe("rds-multi-az");
    expect(found[0]).toMatchObject({
      ruleId: "rds-multi-az",
      kind: "fail",
      level: "error",
      message: { text: "db: fail" },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: "infra/Pulumi.yaml" }, region: { startLine: 1 } },
          logicalLocations: [{ fullyQualifiedName: db }],
        },
      ],
    });
  });

  test("what is not known is open, what is exempt is suppressed with its reason, what is advised a warning", () => {
    const { results: found } = sarif([
      ...every.map((kind) => finding(kind)),
      finding("fail", { level: "advisory" }),
    ]);
    expect(
      found.map(({ kind, level, suppressions }) => [kind, level, suppressions?.[0]?.justification]),
    ).toEqual([
      ["fail", "error", undefined],
      ["open", "none", undefined],
      ["fail", "warning", "db: exempt"],
      ["fail", "warning", undefined],
    ]);
  });

  test("the same finding keeps its fingerprint when its figures change", () => {
    const prints = (message: string, urn: string) =>
      sarif([finding("fail", { message, urn })]).results[0]?.partialFingerprints;
    expect(prints("one", db)).toEqual(prints("two", db));
    expect(prints("one", db)).not.toEqual(prints("one", `${db}2`));
  });

  test("names become neither links nor placeholders, a gap is a warning of the run", () => {
    const { results: found, invocations } = sarif([finding("fail", { message: HOSTILE })], { gap: HOSTILE });
    const text = `\\[db\\](https://example.com) {{0}} <b>&"@team" \\\\u{{001B}}\\[31m\\\\u{{202E}} | \\]\\]>`;
    expect(found[0]?.message.text).toBe(text);
    expect(invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(text);
  });
});

describe("for a CI that shows tests", () => {
  test("a stopped run fails, an advice is said, the rest is skipped with its reason, what held passed", () => {
    const findings = [
      finding("fail"),
      finding("fail", { level: "advisory", urn: undefined, message: "the stack" }),
      finding("unknown"),
      finding("exempt"),
    ];
    expect(report("junit.xml", findings, { gap: "a part" })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="shop/prod" tests="6" failures="1" errors="0" skipped="3">
  <testcase classname="rds-multi-az" name="${db}"><failure type="critical" message="db: fail"/></testcase>
  <testcase classname="rds-multi-az" name="stack"><system-out>advisory, critical: the stack</system-out></testcase>
  <testcase classname="rds-multi-az" name="${db}"><skipped message="db: unknown"/></testcase>
  <testcase classname="rds-multi-az" name="${db}"><skipped message="db: exempt"/></testcase>
  <testcase classname="asg-min-size" name="holds"/>
  <testcase classname="coverage" name="whole program"><skipped message="a part"/></testcase>
</testsuite>
`);
  });

  test("names are text", () => {
    expect(report("junit.xml", [finding("fail", { message: HOSTILE })])).toContain(
      `message="[db](https://example.com) {0} &lt;b&gt;&amp;&quot;@team&quot; \\u{001B}[31m\\u{202E} | ]]&gt;"`,
    );
  });
});
