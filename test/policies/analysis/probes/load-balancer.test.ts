import { probeAnswered } from "../../../../policies/analysis/rules/probe-answered";
import { ABSENT, UNKNOWN, ref, resource } from "../../support/fixture";
import { runTable } from "../../support/table";
import { LISTENER_RULE, probed } from "../programs/probed";

const fixed = (statusCode: string): readonly object[] => [
  { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode } },
];

const byName = resource(LISTENER_RULE, "by-name", {
  listenerArn: ref("alb-443"),
  priority: 1,
  conditions: [{ hostHeader: { values: ["www.example.com"] } }],
  actions: [{ type: "forward", targetGroupArn: ref("apps") }],
});

runTable({
  rule: probeAnswered,
  compliant: probed,
  fails: [
    {
      when: "the certificate is for another name",
      change: { "certificate.subjectAlternativeNames": ABSENT, "certificate.domainName": "example.com" },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: the certificate of alb-443 is for example.com, not for www.example.com",
          "add www.example.com to subjectAlternativeNames",
        ],
      ],
    },
    {
      when: "nothing listens at the port",
      change: { "check.port": 8443, "front-group.ingress.0.toPort": 9000 },
      gives: [
        [
          "check",
          "its https://www.example.com/ready is refused: front listens at 443, not at 8443",
          "ask at a port that it listens at, or add a listener for 8443",
        ],
      ],
    },
    {
      when: "the health check has a port of its own",
      change: { "apps.healthCheck.port": "9090" },
      gives: [
        [
          "apps",
          "its check of /health is refused: the security group alb-group lets no TCP 9090 out to fleet",
          "add an egress rule for 9090 to alb-group",
        ],
      ],
    },
    {
      when: "the health check of the targets speaks no TLS",
      change: { "apps.healthCheck.protocol": "HTTP" },
      gives: [
        [
          "apps",
          "its check of /health is refused: apps sends HTTPS to the port 8443 of its targets, and asks there by HTTP",
          "set healthCheck.protocol to HTTPS",
        ],
      ],
    },
    {
      when: "the health check of the load balancer behind speaks no TLS",
      change: { "to-alb.healthCheck.protocol": "HTTP" },
      gives: [
        [
          "to-alb",
          "its check of /health is refused: the listener alb-443 speaks HTTPS at 443, and it is asked by HTTP",
          "ask by HTTPS, or make the listener HTTP",
        ],
      ],
    },
    {
      when: "the listener refuses everything",
      change: { "alb-443.defaultActions": fixed("404") },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: alb-443 answers /health with 404, without asking a target",
          "forward /health to the targets in a rule before",
        ],
        [
          "check",
          "its https://www.example.com/ready is refused: alb-443 answers /ready with 404, without asking a target",
          "forward /ready to the targets in a rule before",
        ],
        [
          "to-alb",
          "its check of /health is refused: alb-443 answers /health with 404, without asking a target",
          "forward /health to the targets in a rule before",
        ],
      ],
    },
    {
      when: "the listener sends everything elsewhere",
      change: { "alb-443.defaultActions": [{ type: "redirect", redirect: { statusCode: "HTTP_301" } }] },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: alb-443 answers /health with 301, a redirect",
          "forward /health to the targets in a rule before",
        ],
      ],
    },
    {
      when: "the listener asks for a login",
      change: {
        "alb-443.defaultActions": [
          { type: "authenticate-oidc" },
          { type: "forward", targetGroupArn: ref("apps") },
        ],
      },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: alb-443 answers /health with 302, which sends to a login",
          "forward /health to the targets in a rule before",
        ],
      ],
    },
    {
      when: "the listener serves one host",
      change: { "alb-443.defaultActions": fixed("404") },
      add: [byName],
      gives: [
        [
          "to-alb",
          "its check of /health is refused: alb-443 answers /health with 404, without asking a target",
          "forward /health to the targets in a rule before",
        ],
      ],
    },
  ],
  unknowns: [
    {
      when: "the actions are not known",
      change: { "alb-443.defaultActions": UNKNOWN },
      gives: [
        ["canary", "the actions of alb-443, and so whether its https://www.example.com/health is answered,"],
        ["check", "the actions of alb-443, and so whether its https://www.example.com/ready is answered,"],
        ["to-alb", "the actions of alb-443, and so whether its check of /health is answered,"],
      ],
    },
  ],
});
