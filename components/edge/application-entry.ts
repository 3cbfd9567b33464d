import * as aws from "@pulumi/aws";
import { type Entry, type EntryNeeds, sslPolicy } from "./entry";
import { admit, forward, refusal } from "./forwarding";
import type { Scope } from "./scope";

export interface ApplicationEntry extends Entry {
  /** Its listeners, on ports 443 and 80. */
  readonly listeners: readonly aws.lb.Listener[];
}

/** An Application Load Balancer: HTTPS to the targets, HTTP answered with 301. */
export function applicationEntry(
  scope: Scope,
  needs: EntryNeeds,
  scheme: "internet-facing" | "internal",
): ApplicationEntry {
  const { args, groups } = needs;
  const front = applicationLoadBalancer(scope, needs, scheme);
  const action = forward(groups, args);
  const https = new aws.lb.Listener(
    scope.childName("https"),
    {
      loadBalancerArn: front.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy,
      certificateArn: args.certificateArn,
      routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000",
      defaultActions: [args.door ? refusal : action],
    },
    scope.child(),
  );
  const rules = args.door ? admit(scope, https, args.door, action) : [];
  const http = new aws.lb.Listener(
    scope.childName("http"),
    {
      loadBalancerArn: front.arn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
      ],
    },
    scope.child(),
  );
  return {
    front,
    application: front,
    listeners: [https, http],
    senders: [https, ...rules].map(({ arn }) => arn),
    addresses: [],
  };
}

function applicationLoadBalancer(
  scope: Scope,
  { args, logs }: EntryNeeds,
  scheme: "internet-facing" | "internal",
): aws.lb.LoadBalancer {
  const { loadBalancer: securityGroupId } = args.securityGroupIds;
  scope.require(securityGroupId !== undefined, `securityGroupIds.loadBalancer is needed by ${args.kind}`);
  const { webFirewallUnavailable } = args;
  return new aws.lb.LoadBalancer(
    scope.childName("alb"),
    {
      loadBalancerType: "application",
      internal: scheme === "internal",
      subnets: [...args.subnetIds],
      securityGroups: [securityGroupId],
      idleTimeout: args.idleTimeoutSeconds ?? 60,
      clientKeepAlive: args.clientKeepAliveSeconds ?? 60,
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
