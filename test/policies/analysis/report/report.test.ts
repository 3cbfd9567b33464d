import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";

import { toJson } from "../../../../policies/analysis/report/json";
import { toMarkdown } from "../../../../policies/analysis/report/markdown";
import { toText, wrap } from "../../../../policies/analysis/report/text";
import { reporting } from "../../../../policies/analysis/report/writer";
import { REPORT_DIRECTORY } from "../../../../policies/framework/report/write";
import { failoverRtoBudget } from "../../../../policies/analysis/rules/failover-rto-budget";
import { changed, resource, secret, UNKNOWN } from "../../support/fixture";
import { multiRegion } from "../programs/multi-region";
import { singleZone } from "../programs/single-zone";
import { analysisOf, previewOf } from "../support/plan";

describe("for a terminal", () => {
  test("the table of a small program, with the reasons below", () => {
    expect(toText(analysisOf(singleZone))).toBe(`What survives

failure               application            database
--------------------  ---------------------  ---------------------
a node of us-east-1   LOST 0 left, 1 needed  LOST 0 left, 1 needed
a drain in us-east-1  LOST 0 left, 1 needed  –
zone us-east-1a       LOST 0 left, 1 needed  LOST 0 left, 1 needed
zone us-east-1b       1 left, 1 needed       LOST 0 left, 1 needed
region us-east-1      LOST                   LOST

- Losing a node of us-east-1: of 1 instance in 1 zone, one node takes it, and 0 of 1 needed are left. Fix: replace web
  by an Auto Scaling group of at least 2 instances over 2 zones.
- Losing a node of us-east-1: of 1 writer in one of 2 zones, one node may take it, and 0 of 1 needed are left. Fix: set
  multiAz of db to true.
- Draining a node of us-east-1: of 1 instance in 1 zone, the drain takes it, and 0 of 1 needed are left. Fix: replace
  web by an Auto Scaling group of at least 2 instances over 2 zones.
- Losing zone us-east-1a: of 1 instance in 1 zone, us-east-1a takes it, and 0 of 1 needed are left. Fix: replace web by
  an Auto Scaling group of at least 2 instances over 2 zones.
- Losing zone us-east-1a: of 1 writer in one of 2 zones, us-east-1a may take it, and 0 of 1 needed are left. Fix: set
  multiAz of db to true.
- Losing zone us-east-1b: of 1 writer in one of 2 zones, us-east-1b may take it, and 0 of 1 needed are left. Fix: set
  multiAz of db to true.
- The program claims no second region, so the loss of its region is shown and not judged.
`);
  });

  test("no line is longer than the terminal, and zones that lose the same are one row", () => {
    const lines = toText(analysisOf(multiRegion()), 120).split("\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(lines.filter((line) => line.startsWith("any zone of us-east-1"))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("zone us-east-1"))).toHaveLength(0);
  });

  test("what does not recover is LOST in the prediction, beside what does", () => {
    const bucket = resource("aws:s3/bucket:Bucket", "files", {});
    const [, recovery] = toText(analysisOf([...singleZone, bucket])).split("Predicted recovery");
    expect(
      recovery
        ?.split("\n")
        .slice(2, 6)
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ["failure", "application", "database", "object store"],
      [expect.anything(), expect.anything(), expect.anything(), expect.anything()],
      ["a zone of us-east-1", "LOST", "LOST", "0 s / 0 s"],
      [""],
    ]);
  });

  test("wraps at blanks, and long names at hyphens", () => {
    expect(wrap("async copy in eu-west-1", 13)).toEqual(["async copy in", "eu-west-1"]);
    expect(wrap("us-east-1-objects-bucket", 12)).toEqual(["us-east-1-", "objects-", "bucket"]);
  });
});

describe("for a pull request", () => {
  const markdown = toMarkdown(analysisOf(singleZone));

  test("a row for each failure, what is lost in bold, pairs folded", () => {
    expect(markdown).toContain("| zone us-east-1b | 1 left, 1 needed | **LOST db: 0 left, 1 needed** |");
    expect(markdown).toContain("<details><summary>Two failures at once (not judged)</summary>");
    expect(markdown).toContain(
      "| any two zones of us-east-1 | **LOST web: 0 left, 1 needed** | **LOST db: 0 left, 1 needed** |",
    );
  });

  test("a name cannot become markup", () => {
    const named = singleZone.map((fixture) =>
      fixture.name === "db" ? { ...fixture, name: "a|b<i>[x]" } : fixture,
    );
    expect(toMarkdown(analysisOf(named))).toContain("**LOST a\\|b\\<i\\>\\[x\\]: 0 left, 1 needed**");
  });
});

describe("as data", () => {
  test("is JSON through and through, with every failure and its arithmetic", () => {
    const report = toJson(analysisOf(singleZone));
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report).toMatchObject({ version: 2, claimsRegions: false, activeRegions: ["us-east-1"] });
    expect(report.failures.map(({ failure, verdict, judged }) => [failure, verdict, judged])).toEqual([
      ["a node of us-east-1", "lost", true],
      ["a drain in us-east-1", "lost", true],
      ["zone us-east-1a", "lost", true],
      ["zone us-east-1b", "lost", true],
      ["region us-east-1", "lost", false],
    ]);
    expect(report.failures[3]?.cells["app"]).toEqual({
      verdict: "survives",
      text: "1 left, 1 needed",
      outcomes: [
        {
          name: "web",
          urn: "urn:pulumi:prod::shop::aws:ec2/instance:Instance::web",
          verdict: "survives",
          left: { min: 1, max: 1 },
          needed: 1,
          unit: "instance",
          because: "of 1 instance in 1 zone, us-east-1b takes 0: 1 left, 1 needed",
          fix: "",
        },
      ],
    });
  });

  test("an unknown number has no upper bound, and none is written", () => {
    const program = [...multiRegion(), resource("aws:autoscaling/group:Group", "jobs", { minSize: UNKNOWN })];
    const text = JSON.stringify(toJson(analysisOf(program)));
    expect(text).not.toContain("null");
  });
});

describe("secrets", () => {
  test("appear in no report and no finding", () => {
    const program = changed(multiRegion(), {
      "db-us-east-1.password": secret("hunter2-hunter2"),
      "template-us-east-1.userData": secret("hunter2-hunter2"),
      "db-secret-value-us-east-1.secretString": secret("hunter2-hunter2"),
    });
    const analysis = analysisOf(program);
    const everything = [toText(analysis), toMarkdown(analysis), JSON.stringify(toJson(analysis))].join("\n");
    expect(everything).not.toContain("hunter2");
  });
});

describe("the folder that a run names", () => {
  const rule = reporting(failoverRtoBudget);
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "report-"));
  });

  afterEach(() => {
    Reflect.deleteProperty(process.env, REPORT_DIRECTORY);
    rmSync(folder, { recursive: true, force: true });
  });

  test("gets the report in three forms, and the verdicts stay the same", () => {
    process.env[REPORT_DIRECTORY] = join(folder, "new");
    const plan = previewOf(multiRegion());
    expect(rule.evaluate(plan)).toEqual(failoverRtoBudget.evaluate(plan));
    expect(readdirSync(join(folder, "new")).toSorted()).toEqual([
      "survivability.json",
      "survivability.md",
      "survivability.txt",
    ]);
    const text = readFileSync(join(folder, "new", "survivability.json"), "utf8");
    expect(JSON.parse(text)).toMatchObject({ version: 2, claimsRegions: true });
  });

  test("nothing is written where none is named", () => {
    rule.evaluate(previewOf(singleZone));
    expect(readdirSync(folder)).toEqual([]);
  });

  test("one that cannot be written is said, and fails nothing", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    process.env[REPORT_DIRECTORY] = file;
    const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
    expect(rule.evaluate(previewOf(multiRegion()))).toEqual({ kind: "pass" });
    expect(said).toHaveBeenCalledTimes(1);
    expect(said.mock.calls[0]?.[0]).toMatch(/^A report was not written: /);
    said.mockRestore();
  });
});
