import { originClosed } from "../../../policies/rules/security/origin-closed";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const opened = [
  "it lets everybody reach alb, which is the origin of a distribution",
  "name CloudFront's origin-facing prefix list instead of a block",
] as const;

export const securityOfOrigins: readonly RuleTable[] = [
  {
    rule: originClosed,
    compliant: [
      resource("aws:ec2/securityGroup:SecurityGroup", "web", {}),
      resource(RULE, "in", { securityGroupId: ref("web"), prefixListId: "pl-3b927c52" }),
      resource("aws:lb/loadBalancer:LoadBalancer", "alb", { securityGroups: [ref("web")] }),
      resource("aws:ec2/securityGroup:SecurityGroup", "other", {}),
      resource(RULE, "elsewhere", { securityGroupId: ref("other"), cidrIpv4: "0.0.0.0/0" }),
      resource("aws:route53/record:Record", "origin", {
        name: "origin.shop.example",
        type: "A",
        aliases: [{ name: ref("alb"), evaluateTargetHealth: true }],
      }),
      resource("aws:cloudfront/distribution:Distribution", "cdn", {
        origins: [{ originId: "region", domainName: "origin.shop.example" }],
      }),
    ],
    passes: [
      { when: "nothing is in front", change: { cdn: ABSENT, "in.cidrIpv4": "0.0.0.0/0" } },
      { when: "the origin is internal", change: { "alb.internal": true, "in.cidrIpv4": "0.0.0.0/0" } },
      { when: "the balancer has no groups", change: { "alb.securityGroups": ABSENT } },
      { when: "one network may ask, too", change: { "in.cidrIpv4": "203.0.113.0/24" } },
    ],
    fails: [
      {
        when: "a rule names every IPv4 address",
        change: { "in.cidrIpv4": "0.0.0.0/0" },
        gives: [["in", ...opened]],
      },
      {
        when: "a rule names every IPv6 address, and the distribution the balancer itself",
        change: { "in.cidrIpv6": "::/0", "cdn.origins.0.domainName": ref("alb"), origin: ABSENT },
        gives: [["in", ...opened]],
      },
      {
        when: "the group itself lets everybody in",
        change: {
          "web.ingress": [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
        },
        gives: [["web", ...opened]],
      },
    ],
    unknowns: [
      {
        when: "which groups it has is unknown",
        change: { "alb.securityGroups": UNKNOWN },
        gives: [["alb", "securityGroups"]],
      },
      {
        when: "whom a rule lets in is unknown",
        change: { "in.cidrIpv4": UNKNOWN },
        gives: [["in", "cidrIpv4"]],
      },
      {
        when: "whom the group lets in is unknown",
        change: { "web.ingress": [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: UNKNOWN }] },
        gives: [["web", "ingress[0].cidrBlocks"]],
      },
    ],
  },
];
