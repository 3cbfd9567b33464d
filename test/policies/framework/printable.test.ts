import { describe, expect, test } from "@jest/globals";

import { escapeMarkdown } from "../../../policies/framework/report/escape-markdown";
import { resourceRule } from "../../../policies/framework/rule";
import { printable } from "../../../policies/framework/printable";
import { fail } from "../../../policies/framework/verdict";
import { toMarkdown } from "../../../policies/analysis/report/markdown";
import { toText } from "../../../policies/analysis/report/text";
import { analysisOf } from "../analysis/support/plan";
import { analyze } from "../support/analyzer";
import { resource } from "../support/fixture";
import { info } from "../support/rule-info";

const RED = "\u001B[31m";
const OVERRIDE = "\u202E";

/** What a terminal would obey, and what hides or turns text around. */
const DANGEROUS = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

describe("names from programs", () => {
  test.each([
    ["an escape sequence", `web${RED}`, String.raw`web\u{001B}[31m`],
    ["a right-to-left override", `web${OVERRIDE}gnp`, String.raw`web\u{202E}gnp`],
    ["a bidirectional isolate", "web\u2066", String.raw`web\u{2066}`],
    ["a C1 control", "web\u009B31m", String.raw`web\u{009B}31m`],
    ["a line break", "web\nok", String.raw`web\u{000A}ok`],
    ["a zero-width space", "we\u200Bb", String.raw`we\u{200B}b`],
    ["a tag character", "web\u{E0041}", String.raw`web\u{E0041}`],
    ["an umlaut, a dash and an emoji, as they are", "wäb – 😀", "wäb – 😀"],
  ])("%s", (_, name, seen) => {
    expect(printable(name)).toBe(seen);
  });

  test("are escaped in Markdown too, where they become neither markup nor entities", () => {
    expect(escapeMarkdown(`${OVERRIDE}~~a~~ &lt;b> @team`)).toBe(
      String.raw`\\u{202E}\~\~a\~\~ &amp;lt;b\> &#64;team`,
    );
  });

  test("reach the engine, and so the terminal, without control characters", async () => {
    const rule = resourceRule({
      ...info,
      evaluate: () => fail("size is 1", "set size to 3"),
    });
    const [found] = await analyze({
      rules: [rule],
      fixtures: [resource("aws:thing", `a${RED}b`, { size: 1 })],
    });
    expect(found?.message).toMatch(/^a\\u\{001B\}\[31mb breaks size-floor/);
  });

  test("reach neither the table for the terminal nor that for pull requests", () => {
    const analysis = analysisOf([
      resource("aws:ec2/instance:Instance", `web${RED}${OVERRIDE}`, { availabilityZone: "us-east-1a" }),
    ]);
    for (const text of [toText(analysis), toMarkdown(analysis)]) {
      expect(text.replaceAll("\n", "")).not.toMatch(DANGEROUS);
      expect(text).toContain("u{202E}");
    }
  });
});

test("a lost tier is bold in Markdown also where no one is held to it", () => {
  const markdown = toMarkdown(
    analysisOf([resource("aws:ec2/instance:Instance", "web", { availabilityZone: "us-east-1a" })]),
  );
  expect(markdown).toContain("| region us-east-1 | **LOST** |");
});
