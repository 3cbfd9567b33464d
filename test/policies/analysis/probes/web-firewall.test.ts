import { probeAnswered } from "../../../../policies/analysis/rules/probe-answered";
import { runTable } from "../../support/table";
import { COMMON, probed, pathStartsWith } from "../programs/probed";

runTable({
  rule: probeAnswered,
  compliant: probed,
  passes: [
    {
      when: "a rule lets a path through before",
      change: {
        "acl.defaultAction": { block: {} },
        "acl.rules.0": { name: "open", priority: 0, action: { allow: {} }, statement: pathStartsWith("/") },
      },
    },
  ],
  fails: [
    {
      when: "more requests than the limit",
      change: { "acl.rules.0.statement.rateBasedStatement.limit": 20 },
      gives: [
        [
          "check",
          "its https://www.example.com/ready is refused: acl blocks it: its rule rate matches the request",
          "let the request pass the rule rate",
        ],
      ],
    },
    {
      when: "a rule blocks a path",
      change: { "acl.rules.0.statement": pathStartsWith("/ready") },
      gives: [
        [
          "check",
          "its https://www.example.com/ready is refused: acl blocks it: its rule rate matches the request",
          "let the request pass the rule rate",
        ],
      ],
    },
    {
      when: "a rule blocks every other path",
      change: { "acl.rules.0.statement": { notStatement: { statements: [pathStartsWith("/health")] } } },
      gives: [
        [
          "check",
          "its https://www.example.com/ready is refused: acl blocks it: its rule rate matches the request",
          "let the request pass the rule rate",
        ],
      ],
    },
    {
      when: "nothing is let through",
      change: { "acl.defaultAction": { block: {} } },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: acl blocks what no rule allows",
          "add a rule that allows its path",
        ],
        [
          "check",
          "its https://www.example.com/ready is refused: acl blocks what no rule allows",
          "add a rule that allows its path",
        ],
        [
          "to-alb",
          "its check of /health is refused: acl blocks what no rule allows",
          "add a rule that allows its path",
        ],
      ],
    },
  ],
  unknowns: [
    {
      when: "a rule blocks countries",
      change: { "acl.rules.0.statement": { geoMatchStatement: { countryCodes: ["KP"] } } },
      gives: [
        [
          "canary",
          "whether acl blocks it, which it does if its rule rate matches the request, and so whether its https://www.example.com/health is answered,",
        ],
        [
          "check",
          "whether acl blocks it, which it does if its rule rate matches the request, and so whether its https://www.example.com/ready is answered,",
        ],
        [
          "to-alb",
          "whether acl blocks it, which it does if its rule rate matches the request, and so whether its check of /health is answered,",
        ],
      ],
    },
    {
      when: "a rule lets countries through",
      change: {
        "acl.defaultAction": { block: {} },
        "acl.rules.0.action": { allow: {} },
        "acl.rules.0.statement": { geoMatchStatement: { countryCodes: ["US"] } },
      },
      gives: [
        [
          "canary",
          "whether acl blocks it, which it does if its rule rate matches the request, and so whether its https://www.example.com/health is answered,",
        ],
        [
          "check",
          "whether acl blocks it, which it does if its rule rate matches the request, and so whether its https://www.example.com/ready is answered,",
        ],
        [
          "to-alb",
          "whether acl blocks it, which it does if its rule rate matches the request, and so whether its check of /health is answered,",
        ],
      ],
    },
    {
      when: "bots are controlled",
      change: { [`${COMMON}.name`]: "AWSManagedRulesBotControlRuleSet" },
      gives: [
        [
          "canary",
          "whether acl blocks it, which it does if its User-Agent is no browser's (SignalNonBrowserUserAgent of AWSManagedRulesBotControlRuleSet), and so whether its https://www.example.com/health is answered,",
        ],
        [
          "check",
          "whether acl blocks it, which it does if its User-Agent is no browser's (SignalNonBrowserUserAgent of AWSManagedRulesBotControlRuleSet), and so whether its https://www.example.com/ready is answered,",
        ],
        [
          "to-alb",
          "whether acl blocks it, which it does if its User-Agent is no browser's (SignalNonBrowserUserAgent of AWSManagedRulesBotControlRuleSet), and so whether its check of /health is answered,",
        ],
      ],
    },
    {
      when: "a group is somebody else's",
      change: { [`${COMMON}.vendorName`]: "Fortinet" },
      gives: [
        [
          "canary",
          "whether acl blocks it, which it does if the managed group AWSManagedRulesCommonRuleSet judges it, and so whether its https://www.example.com/health is answered,",
        ],
        [
          "check",
          "whether acl blocks it, which it does if the managed group AWSManagedRulesCommonRuleSet judges it, and so whether its https://www.example.com/ready is answered,",
        ],
        [
          "to-alb",
          "whether acl blocks it, which it does if the managed group AWSManagedRulesCommonRuleSet judges it, and so whether its check of /health is answered,",
        ],
      ],
    },
  ],
});
