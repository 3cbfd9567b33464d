import * as aws from "@pulumi/aws";
import { type LoadBalancerParts, type LoadBalancerNeeds, sslPolicy } from "./load-balancer-args";
import { verifiedRules, forward, refusal } from "./forwarding";
import type { ComponentScope } from "./component-scope";

export interface ApplicationLoadBalancerParts extends LoadBalancerParts {
  /** Its listeners, on ports 443 and 80. */
  readonly listeners: readonly aws.lb.Listener[];
}

/** An Application Load Balancer: HTTPS to the targets, HTTP answered with 301. */
export function createApplicationLoadBalancer(
  scope: ComponentScope,
  needs: LoadBalancerNeeds,
  scheme: "internet-facing" | "internal",
): ApplicationLoadBalancerParts {
  const { args, groups } = needs;
  const applicationLoadBalancer = newApplicationLoadBalancer(scope, needs, scheme);
  const action = forward(groups, args);
  const https = new aws.lb.Listener(
    scope.childName("https"),
    {
      loadBalancerArn: applicationLoadBalancer.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy,
      certificateArn: args.certificateArn,
      routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000",
      defaultActions: [args.originVerification ? refusal : action],
    },
    scope.child(),
  );
  const rules = args.originVerification ? verifiedRules(scope, https, args.originVerification, action) : [];
  const http = new aws.lb.Listener(
    scope.childName("http"),
    {
      loadBalancerArn: applicationLoadBalancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
      ],
    },
    scope.child(),
  );
  return {
    dnsTarget: applicationLoadBalancer,
    application: applicationLoadBalancer,
    https,
    listeners: [https, http],
    senders: [https, ...rules].map(({ arn }) => arn),
    addresses: [],
  };
}

function newApplicationLoadBalancer(
  scope: ComponentScope,
  { args, logs }: LoadBalancerNeeds,
  scheme: "internet-facing" | "internal",
): aws.lb.LoadBalancer {
  const { loadBalancer: securityGroupId, healthChecks } = args.securityGroupIds;
  scope.require(securityGroupId !== undefined, `securityGroupIds.loadBalancer is needed by ${args.kind}`);
  const { webFirewallUnavailable } = args;
  return new aws.lb.LoadBalancer(
    scope.childName("alb"),
    {
      loadBalancerType: "application",
      internal: scheme === "internal",
      subnets: [...args.subnetIds],
      securityGroups: [
        securityGroupId,
        ...(healthChecks !== undefined && scheme === "internet-facing" ? [healthChecks] : []),
      ],
      idleTimeout: args.idleTimeoutSeconds,
      clientKeepAlive: args.clientKeepAliveSeconds,
      dropInvalidHeaderFields: true,
      enableZonalShift: true,
      enableDeletionProtection: args.protection === "protected",
      ...(webFirewallUnavailable && { enableWafFailOpen: webFirewallUnavailable === "allow" }),
      ...(logs && {
        accessLogs: { enabled: true, ...logs.requests },
        connectionLogs: { enabled: true, ...logs.connections },
      }),
    },
    scope.child({ protect: args.protection === "protected" }),
  );
}
