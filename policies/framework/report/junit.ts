/** For a CI that shows tests: a policy is a class, and each of its findings a test; the format of Jenkins and Ant. */
import { printable } from "../printable";
import type { Finding, RunResults } from "../tally";

/**
 * A violation that stops the run is a failure; one that does not is a test that passed with a word to it; what is not
 * known and what is exempt are skipped tests, with the reason. A policy without a finding is one test that passed.
 */
export function toJUnit({ program, judging, findings, gap }: RunResults): string {
  const troubled = new Set(findings.map(({ policy }) => policy));
  const cases = [
    ...findings.map(testCase),
    ...judging.filter((policy) => !troubled.has(policy)).map((policy) => `${open(policy, "holds")}/>`),
    ...(gap === undefined ? [] : [skipped("coverage", "whole program", gap)]),
  ];
  const failures = findings.filter(fails).length;
  const skips = findings.filter(({ kind }) => kind !== "fail").length + (gap === undefined ? 0 : 1);
  const suite = [`name="${escape(`${program.project}/${program.stack}`)}"`, `tests="${cases.length}"`];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite ${suite.join(" ")} failures="${failures}" errors="0" skipped="${skips}">`,
    ...cases.map((each) => `  ${each}`),
    "</testsuite>\n",
  ].join("\n");
}

function fails({ kind, level }: Finding): boolean {
  return kind === "fail" && level === "mandatory";
}

function testCase(finding: Finding): string {
  const { kind, policy, severity, level, urn, message } = finding;
  const about = urn ?? "stack";
  if (kind !== "fail") return skipped(policy, about, message);
  const text = escape(message);
  const said = fails(finding)
    ? `<failure type="${severity}" message="${text}"/>`
    : `<system-out>${level}, ${severity}: ${text}</system-out>`;
  return `${open(policy, about)}>${said}</testcase>`;
}

function skipped(policy: string, about: string, reason: string): string {
  return `${open(policy, about)}><skipped message="${escape(reason)}"/></testcase>`;
}

function open(policy: string, about: string): string {
  return `<testcase classname="${escape(policy)}" name="${escape(about)}"`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text: string): string {
  return printable(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
