/** What the load balancer of an Ingress is told. It comes out as the platform's own Application Load Balancer does. */
import type * as pulumi from "@pulumi/pulumi";
import type { Protection } from "../kit/protection";
import type { LoadBalancing } from "./app-cluster";

export interface IngressArgs {
  /** Public subnets, one for each zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** An issued certificate of this region. */
  readonly certificateArn: pulumi.Input<string>;
  /** Web firewall of this region. @default none */
  readonly webFirewallArn?: pulumi.Input<string>;
  /** Seconds that a client comes back to the same pod, 1 to 604800; 0: to any. */
  readonly stickySessionSeconds: number;
  /** Seconds that a connection may be idle, 1 to 4000. */
  readonly idleTimeoutSeconds: number;
  /** Seconds that a client may keep one connection, 60 to 604800. */
  readonly clientKeepAliveSeconds: number;
  readonly healthCheck: {
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
  };
  readonly protection: Protection;
}

/** TLS 1.2 and 1.3, forward secrecy and authenticated ciphers only. */
const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

type Annotations = Record<string, pulumi.Input<string>>;

/** https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/ */
export function ingressAnnotations(
  args: IngressArgs & {
    readonly livenessPath: string;
    readonly deregistrationDelaySeconds: number;
  },
): Annotations {
  const { healthCheck, stickySessionSeconds, webFirewallArn } = args;
  const targetGroup = {
    "deregistration_delay.timeout_seconds": args.deregistrationDelaySeconds,
    "load_balancing.algorithm.type": "weighted_random",
    "load_balancing.algorithm.anomaly_mitigation": "on",
    ...(stickySessionSeconds > 0 && {
      "stickiness.enabled": true,
      "stickiness.type": "lb_cookie",
      "stickiness.lb_cookie.duration_seconds": stickySessionSeconds,
    }),
  };
  const annotations: Annotations = {
    "target-type": "ip",
    "backend-protocol": "HTTPS",
    "listen-ports": JSON.stringify([{ HTTP: 80 }, { HTTPS: 443 }]),
    // Answers 301.
    "ssl-redirect": "443",
    "ssl-policy": sslPolicy,
    "healthcheck-protocol": "HTTPS",
    "healthcheck-path": args.livenessPath,
    "healthcheck-interval-seconds": String(healthCheck.intervalSeconds),
    "healthcheck-timeout-seconds": String(healthCheck.timeoutSeconds),
    "healthy-threshold-count": String(healthCheck.healthyThreshold),
    "unhealthy-threshold-count": String(healthCheck.unhealthyThreshold),
    "success-codes": "200",
    "target-group-attributes": attributes(targetGroup)
      .map(({ key, value }) => `${key}=${value}`)
      .join(","),
    ...(webFirewallArn !== undefined && { "wafv2-acl-arn": webFirewallArn }),
  };
  return Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value]),
  );
}

/** What only the cluster's administrators may say of its load balancers. */
export function ingressClassParams(
  args: IngressArgs,
  loadBalancing: LoadBalancing,
  namespace: string,
): object {
  const { clientKeepAliveSeconds, idleTimeoutSeconds } = args;
  return {
    scheme: "internet-facing",
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    subnets: { ids: [...args.subnetIds] },
    // The one field whose name differs between the two controllers.
    [loadBalancing === "auto-mode" ? "certificateARNs" : "certificateArn"]: [args.certificateArn],
    loadBalancerAttributes: attributes({
      "client_keep_alive.seconds": clientKeepAliveSeconds,
      "idle_timeout.timeout_seconds": idleTimeoutSeconds,
      "routing.http.drop_invalid_header_fields.enabled": true,
      "zonal_shift.config.enabled": true,
      "deletion_protection.enabled": args.protection === "protected",
    }),
  };
}

function attributes(values: Readonly<Record<string, string | number | boolean>>) {
  return Object.entries(values).map(([key, value]) => ({ key, value: String(value) }));
}
