import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@jest/globals";

import { entries } from "../../../policies/catalogue";
import { withSections } from "../../../policies/documentation/readme";
import { standardsPage } from "../../../policies/documentation/standards";

const readme = readFileSync(join(__dirname, "../../../policies/README.md"), "utf8");

test("the README says what the rules say", () => {
  expect(withSections(readme)).toBe(readme);
});

test("the page of standards says what the rules say", () => {
  expect(readFileSync(join(__dirname, "../../../policies/standards.md"), "utf8")).toBe(standardsPage());
});

test("the README names every policy, once, with its link", () => {
  const rows = readme.split("\n").filter((line) => line.startsWith("| ["));
  expect(rows.map((row) => row.split(" | ")[0])).toEqual(entries.map(({ id, link }) => `| [${id}](${link})`));
});

test("a README without a place for a section is refused", () => {
  expect(() => withSections("# Policies")).toThrow("the README has no place for the section settings");
});

test("what is said of a rule is one sentence without a full stop, and a remediation with one", () => {
  expect(entries.filter(({ title }) => title.endsWith("."))).toEqual([]);
  expect(entries.filter(({ link }) => !link.startsWith("https://"))).toEqual([]);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
});
