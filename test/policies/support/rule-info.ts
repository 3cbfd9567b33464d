import type { RuleInfo } from "../../../policies/framework/rule";

/** A rule of no catalogue, for tests of the framework. */
export const info: RuleInfo = {
  id: "size-floor",
  title: "Sizes have a floor",
  group: "replicas",
  severity: "high",
  level: "mandatory",
  types: ["aws:thing"],
  rationale: "One is none.",
  link: "https://example.org/why",
  remediation: "Raise it.",
  matches: {},
};
