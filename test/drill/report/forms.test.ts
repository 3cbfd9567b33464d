import { describe, expect, test } from "@jest/globals";
import { toCsv } from "../../../drill/report/csv";
import { toHtml } from "../../../drill/report/html";
import { toJunit } from "../../../drill/report/junit";
import { toMarkdown } from "../../../drill/report/markdown";
import { aBadReport, aReport, aScenario, aTrial } from "../support/report";

describe("the CSV", () => {
  test("has a line for each step, store and group of clients, from the fault on", () => {
    expect(toCsv(aReport).split("\n")).toEqual([
      "scenario,trial,ms_since_fault,store,clients,ok,slow,failed",
      "redis_kill,1,-500,cache,any-region,6,0,0",
      "redis_kill,1,-250,cache,any-region,6,0,0",
      "redis_kill,1,0,cache,any-region,0,1,5",
      "",
    ]);
  });
});

describe("the Markdown", () => {
  test("has predicted beside measured in one row for each scenario", () => {
    const row = toMarkdown(aReport, [])
      .split("\n")
      .find((line) => line.startsWith("| redis_kill"));
    expect(row).toBe(
      "| redis_kill | passed | 4.00 | 2.30 | 2.50 | 2.50 | 2.50 | 2.60 | 10.00 | 60 / 4 | 0 / 0 / 0 | 0 / 2 / 1 |",
    );
  });

  test("names the budget that was missed, and the phases", () => {
    const lines = toMarkdown(aBadReport, []).split("\n");
    expect(lines).toContain('- **trial 1: recovery time: 2.50 s of "2.00" s**');
    expect(lines).toContain("  - cache detect at 1.10 s");
    expect(lines).toContain("  - outage: cache, any-region: 0.05 to 2.55, 60 failed");
  });

  test("tells both searches for the records: one more may be lost by the heal", () => {
    const [scenario] = aReport.scenarios;
    const [trial] = scenario!.trials;
    const [database] = trial!.auditAfterHeal;
    const searched = { ...trial!, auditDuringFault: [{ ...database!, lost: 3 }] };
    const report = { ...aReport, scenarios: [{ ...scenario!, trials: [searched] }] };
    const lines = toMarkdown(report, []).split("\n");
    expect(lines).toContain(
      "  - while the fault lasted: database 200 acknowledged, 3 lost, 0 indeterminate, 0 doubled",
    );
    expect(lines).toContain(
      "  - after the heal: database 200 acknowledged, 0 lost, 0 indeterminate, 0 doubled · cache 140 acknowledged, 0 lost, 2 indeterminate, 1 doubled",
    );
  });

  test("says how the run compares with earlier ones", () => {
    const lines = toMarkdown(aReport, [
      { scenario: "redis_kill", trend: "worse", nowMs: 2_500, beforeMs: 1_500, runsBefore: 4 },
    ]).split("\n");
    expect(lines).toContain("- redis_kill against 4 earlier runs: worse, 2.50 s now, 1.50 s before");
  });
});

describe("the page", () => {
  const page = toHtml(aBadReport, []);

  test("needs nothing from elsewhere", () => {
    expect(page).not.toMatch(/(src|href)="(?!#)|@import|url\(/);
  });

  test("draws each request kind of the timeline, the moment of the fault, and where it was undone", () => {
    expect(page.match(/<rect [^>]*class="ok"/g)).toHaveLength(2);
    expect(page.match(/<rect [^>]*class="slow"/g)).toHaveLength(1);
    expect(page.match(/<rect [^>]*class="failed"/g)).toHaveLength(1);
    expect(page).toContain("<span>fault</span>");
    expect(page).toContain("<span>undone</span>");
  });

  test("explains itself to a stranger, and tells every outage and every search", () => {
    expect(page).toContain("An outage is a stretch of failed requests");
    expect(page).toContain("a dot for each trial; dashed what the settings predict, red the budget");
    expect(page).toContain('<p class="small">cache, any-region: 0.05 to 2.55, 60 failed</p>');
    expect(page).toContain('<p class="small">after the heal: database 200 acknowledged, 0 lost,');
  });

  test("shows what each group of clients saw, judged or not, and how late they were themselves", () => {
    const both = [
      aTrial.clients[0]!,
      { ...aTrial.clients[0]!, name: "shared-address", judged: false, failed: 157 },
    ];
    const scenario = { ...aScenario, trials: [{ ...aTrial, clients: both }] };
    const shown = toHtml({ ...aReport, scenarios: [scenario] }, []);
    expect(shown).toContain(
      "<tr><td>shared-address</td><td>no</td><td>2.50 s</td><td>2.60 s</td><td>157 of 400</td>",
    );
    expect(shown).toContain("<dt>outage of shared-address, not judged</dt><dd>2.50 s</dd>");
    expect(shown).toContain("the clients sent at most 0.01 s late; a shorter outage may have been missed");
    expect(toMarkdown({ ...aReport, scenarios: [scenario] }, []).split("\n")).toEqual(
      expect.arrayContaining([
        "  - clients of any-region: outage 2.50 s, 60 of 400 requests failed",
        "  - clients of shared-address (not judged): outage 2.50 s, 157 of 400 requests failed",
      ]),
    );
  });

  test("shows text as text", () => {
    expect(page).toContain("The cache primary dies &amp; a replica &lt;takes&gt; over.");
    expect(page).toContain("recovery time: 2.50 s of &quot;2.00&quot; s");
  });

  test("shows no control character and no turn of direction from a name", () => {
    const broke = ["kill \u001b[31mredis\u202e-a\u0007"];
    const shown = toHtml({ ...aReport, scenarios: [{ ...aScenario, trials: [{ ...aTrial, broke }] }] }, []);
    expect(shown).toContain("<p>kill \ufffd[31mredis\ufffd-a\ufffd</p>");
  });
});

describe("the JUnit file", () => {
  test("has a failure for a missed trial and an error for a scenario that could not be run", () => {
    expect(toJunit(aBadReport).split("\n")).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="drill on local">',
      '  <testsuite name="redis_kill" tests="1" failures="1" errors="0">',
      '    <testcase classname="redis_kill" name="trial 1" time="2.500"><failure message="recovery time: 2.50 s of &quot;2.00&quot; s"/></testcase>',
      "  </testsuite>",
      '  <testsuite name="region_partition" tests="1" failures="0" errors="1">',
      '    <testcase classname="region_partition" name="not-run"><error message="not-run: needs network namespaces"/></testcase>',
      "  </testsuite>",
      "</testsuites>",
      "",
    ]);
  });
});
