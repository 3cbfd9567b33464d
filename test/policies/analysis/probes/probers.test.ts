import { probeAnswered } from "../../../../policies/analysis/rules/probe-answered";
import { ABSENT, UNKNOWN } from "../../support/fixture";
import { runTable } from "../../support/table";
import { COMMON, NAMELESS, code, probed, pathStartsWith } from "../programs/probed";

runTable({
  rule: probeAnswered,
  compliant: probed,
  passes: [
    {
      when: "the group only counts",
      change: { "script.source": code(NAMELESS), "acl.rules.1.overrideAction": { count: {} } },
    },
    {
      when: "the rule only counts",
      change: {
        "script.source": code(NAMELESS),
        [`${COMMON}.ruleActionOverrides`]: [{ name: "NoUserAgent_HEADER", actionToUse: { count: {} } }],
      },
    },
    {
      when: "the group judges other paths",
      change: { "script.source": code(NAMELESS), [`${COMMON}.scopeDownStatement`]: pathStartsWith("/api") },
    },
    {
      when: "a canary that is not started",
      change: { "script.source": code(NAMELESS), "canary.startCanary": ABSENT },
    },
    { when: "Route 53 asks no endpoint", change: { "check.type": "CALCULATED", "check.fqdn": ABSENT } },
  ],
  fails: [
    {
      when: "a canary sends no User-Agent, as Standfast's own did",
      change: { "script.source": code(NAMELESS) },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: acl blocks it: it sends no User-Agent (NoUserAgent_HEADER of AWSManagedRulesCommonRuleSet)",
          "send a header User-Agent, or override the rule to count",
        ],
      ],
    },
  ],
  unknowns: [
    {
      when: "the code is in a file",
      change: { "script.source": { path: "canary.zip" } },
      gives: [
        [
          "canary",
          "whether acl blocks it, which it does if it sends no User-Agent (NoUserAgent_HEADER of AWSManagedRulesCommonRuleSet), and so whether its https://www.example.com/health is answered,",
        ],
      ],
    },
    {
      when: "what the canary asks is not known",
      change: { "canary.runConfig": UNKNOWN },
      gives: [["canary", "what canary asks, and so whether its request for / is answered,"]],
    },
    {
      when: "the plan has no such name",
      change: { "canary.runConfig.environmentVariables.URL": "https://shop.example.net/" },
      gives: [
        [
          "canary",
          "what answers for shop.example.net, and so whether its https://shop.example.net/ is answered,",
        ],
      ],
    },
    {
      when: "what Route 53 asks is not known",
      change: { "check.fqdn": UNKNOWN },
      gives: [["check", "the name that check asks, and so whether its request for /ready is answered,"]],
    },
  ],
});
