import { describe, expect, test } from "@jest/globals";
import { toPage } from "../../report/page/page";
import { aFragileRun, aHostileRun, aSoundRun } from "./support/reports";

/** The text of a page as one line, without what stands in its head. */
function wordsOf(page: string): string {
  const [, body = ""] = page.split("<body");
  return body
    .replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

describe("the page of a program that survives", () => {
  const words = wordsOf(toPage(aSoundRun));

  test("says so first, with the slowest recovery, the cost and the drill", () => {
    expect(words).toContain("shop · prod · 2026-03-04 Survives each of 12 failures.");
    expect(words).toContain("until all serves after the loss of a region, predicted 750 s");
    expect(words).toContain("drilled scenarios passed 1 of 1");
    expect(words).toContain("a month at rest $1,235");
  });

  test("has declared, predicted and measured side by side, with the terms of the sum", () => {
    expect(words).toContain(
      "Cache ✓ 60 s predicted 180 s declared 2.5 s measured, redis_kill on local 60 s ElastiCache failover",
    );
    // The local site proves nothing of AWS, and is not to be taken for it.
    expect(words).toContain("it proves the mechanism, not AWS");
  });

  test("tells whose it is and of what", () => {
    expect(words).toContain(
      "Operator Ann Host runner-1 Commit 0123456789abcdef0123456789abcdef01234567, modified",
    );
    expect(words).toContain(`policies.json 1,234 2026-03-04T05:00:00Z ${"ab".repeat(32)}`);
  });

  test("asks for nothing from anywhere", () => {
    const page = toPage(aSoundRun);
    expect(page).toContain("default-src 'none'");
    expect([...page.matchAll(/\b(?:src|href)="([^"#]*)/g)].filter(([, target]) => target !== "")).toEqual([]);
    expect(page.length).toBeLessThan(1_500_000);
  });
});

describe("the page of a program that survives nothing", () => {
  const words = wordsOf(toPage(aFragileRun));

  test("says so first, and of every cell by sign and word", () => {
    expect(words).toContain("Survives none of 4 failures.");
    expect(words).toContain("✕ zone us-east-1a Application ✕ lost: web: 0 left, 1 needed");
    expect(words).toContain("the loss of its region is shown and not judged");
  });

  test("lists each finding with its level, fix and exemption, and what was not judged", () => {
    expect(words).toContain(
      "✕ violation az-loss-survivable critical, mandatory web breaks az-loss-survivable",
    );
    expect(words).toContain("Exempt until 2027-01-01 (ann, OPS-1): it moves.");
    expect(words).toContain(
      "1 resource may serve or keep data, and this report says nothing about them. Resource Type URN clicks",
    );
  });

  test("leaves out what there is not", () => {
    for (const absent of ["What it costs", "What drills measured", "a month at rest"])
      expect(words).not.toContain(absent);
    expect(wordsOf(toPage({ ...aFragileRun, survivability: undefined }))).toContain(
      "The plan was not judged as a whole.",
    );
  });
});

test("a name of a program is text wherever it stands", () => {
  const page = toPage(aHostileRun());
  expect(page).not.toContain("<img");
  expect(page).not.toContain("\u202e");
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
});
