/** The same behind CloudFront: a load balancer that lets in what came through the distribution, and one path beside. */
import { changed, ref, resource, type Fixture } from "../../support/fixture";
import { LISTENER_RULE, probed } from "./probed";

const action = [{ type: "forward", targetGroupArn: ref("apps") }];

const delivery: readonly Fixture[] = [
  resource("random:index/randomPassword:RandomPassword", "proof", { length: 40 }),
  resource("aws:cloudfront/distribution:Distribution", "distribution", {
    enabled: true,
    aliases: ["www.example.com"],
    defaultCacheBehavior: {
      targetOriginId: "alb",
      originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
    },
    origins: [
      {
        originId: "alb",
        domainName: "origin.www.example.com",
        customHeaders: [{ name: "X-Proof", value: ref("proof") }],
        customOriginConfig: { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only" },
      },
    ],
  }),
  resource("aws:route53/record:Record", "origin", {
    zoneId: ref("zone"),
    name: "origin.www.example.com",
    type: "A",
    aliases: [{ name: ref("front"), zoneId: ref("front"), evaluateTargetHealth: true }],
  }),
  resource(LISTENER_RULE, "proved", {
    listenerArn: ref("alb-443"),
    priority: 1,
    conditions: [{ httpHeader: { httpHeaderName: "X-Proof", values: [ref("proof")] } }],
    actions: action,
  }),
  resource(LISTENER_RULE, "unproved", {
    listenerArn: ref("alb-443"),
    priority: 2,
    conditions: [{ pathPattern: { values: ["/ready", "/health"] } }],
    actions: action,
  }),
];

export const probedDelivery: readonly Fixture[] = [
  ...changed(probed, {
    "www.aliases": [{ name: ref("distribution"), zoneId: ref("distribution"), evaluateTargetHealth: false }],
    "check.fqdn": "origin.www.example.com",
    "alb-443.defaultActions": [
      { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "403" } },
    ],
  }),
  ...delivery,
];
