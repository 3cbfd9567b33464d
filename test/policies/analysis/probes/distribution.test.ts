import { probeAnswered } from "../../../../policies/analysis/rules/probe-answered";
import { ABSENT, ref } from "../../support/fixture";
import { runTable } from "../../support/table";
import { NAMELESS, code } from "../programs/probed";
import { probedDelivery } from "../programs/probed-delivery";

runTable({
  rule: probeAnswered,
  compliant: probedDelivery,
  passes: [
    {
      when: "it proves the same, written out",
      change: {
        "distribution.origins.0.customHeaders.0.value": "one",
        "proved.conditions.0.httpHeader.values": ["one"],
      },
    },
    {
      when: "the firewall is the distribution's",
      change: { "acl-of-alb": ABSENT, "distribution.webAclId": ref("acl") },
    },
  ],
  fails: [
    {
      when: "only one path is let in beside, as Standfast's was",
      change: { "unproved.conditions.0.pathPattern.values": ["/ready"] },
      gives: [
        [
          "to-alb",
          "its check of /health is refused: alb-443 answers /health with 403, without asking a target",
          "forward /health to the targets in a rule before",
        ],
      ],
    },
    {
      when: "the distribution proves nothing",
      change: { "distribution.origins.0.customHeaders": [] },
      gives: [
        [
          "distribution",
          "what it asks its origins is refused: alb-443 answers /… with 403, without asking a target",
          "forward /… to the targets in a rule before",
        ],
      ],
    },
    {
      when: "it proves something else",
      change: {
        "distribution.origins.0.customHeaders.0.value": "one",
        "proved.conditions.0.httpHeader.values": ["two"],
      },
      gives: [
        [
          "distribution",
          "what it asks its origins is refused: alb-443 answers /… with 403, without asking a target",
          "forward /… to the targets in a rule before",
        ],
      ],
    },
    {
      when: "the distribution is for another name",
      change: { "distribution.aliases": ["example.com"] },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: distribution is for example.com, not for www.example.com",
          "add www.example.com to its aliases",
        ],
      ],
    },
    {
      when: "the distribution's firewall blocks it",
      change: { "acl-of-alb": ABSENT, "distribution.webAclId": ref("acl"), "script.source": code(NAMELESS) },
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
      when: "the origin's name is not the plan's",
      change: { "distribution.origins.0.domainName": "origin.example.net" },
      gives: [
        [
          "canary",
          "what answers for origin.example.net, and so whether its https://www.example.com/health is answered,",
        ],
        [
          "distribution",
          "what answers for origin.example.net, and so whether what it asks its origins is answered,",
        ],
      ],
    },
    {
      when: "a condition looks at addresses",
      change: { "proved.conditions": [{ sourceIp: { values: ["192.0.2.0/24"] } }] },
      gives: [
        ["distribution", "whether it matches proved, and so whether what it asks its origins is answered,"],
      ],
    },
  ],
});
