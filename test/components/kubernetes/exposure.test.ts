import { describe, expect, test } from "@jest/globals";
import { outputOf, type Recording } from "../../support/mocks";
import { appRun, ingressArgs } from "./support/app";

const ingress = { kind: "ingress", ...ingressArgs } as const;
const ingressType = "kubernetes:networking.k8s.io/v1:Ingress";

function annotationsOf(run: Recording<unknown>): unknown {
  return (run.one(ingressType).inputs.metadata as { readonly annotations: unknown }).annotations;
}

describe("a target group binding", () => {
  test("joins the pods to the platform's load balancer through Auto Mode", async () => {
    const run = await appRun();
    const binding = run.one("kubernetes:eks.amazonaws.com/v1:TargetGroupBinding");
    expect(binding.inputs).toMatchObject({
      apiVersion: "eks.amazonaws.com/v1",
      kind: "TargetGroupBinding",
      metadata: { name: "app", namespace: "app" },
      spec: { targetGroupARN: "group-arn", targetType: "ip", serviceRef: { name: "app", port: 8443 } },
    });
    expect(run.one("kubernetes:core/v1:Service").inputs.spec).toEqual({
      type: "ClusterIP",
      selector: { "app.kubernetes.io/name": "app" },
      ports: [{ name: "target-tls", port: 8443, targetPort: "target-tls" }],
    });
  });

  test("speaks to the AWS Load Balancer Controller in a cluster of others", async () => {
    const run = await appRun({}, "aws-load-balancer-controller");
    const binding = run.one("kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding");
    expect(binding.inputs).toMatchObject({ apiVersion: "elbv2.k8s.aws/v1beta1" });
    expect(run.one("kubernetes:core/v1:Namespace").inputs).toMatchObject({
      metadata: { labels: { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" } },
    });
  });
});

describe("an Ingress", () => {
  test("has a load balancer like the platform's own", async () => {
    const run = await appRun({ exposure: ingress });
    expect(run.one("kubernetes:eks.amazonaws.com/v1:IngressClassParams").inputs).toMatchObject({
      metadata: { name: "app-alb" },
      spec: {
        scheme: "internet-facing",
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "app" } },
        subnets: { ids: ["subnet-a", "subnet-b", "subnet-c"] },
        certificateARNs: ["certificate-arn"],
        loadBalancerAttributes: [
          { key: "client_keep_alive.seconds", value: "60" },
          { key: "idle_timeout.timeout_seconds", value: "60" },
          { key: "routing.http.drop_invalid_header_fields.enabled", value: "true" },
          { key: "zonal_shift.config.enabled", value: "true" },
          { key: "deletion_protection.enabled", value: "true" },
        ],
      },
    });
    expect(run.one("kubernetes:networking.k8s.io/v1:IngressClass").inputs).toMatchObject({
      metadata: { name: "app-alb" },
      spec: {
        controller: "eks.amazonaws.com/alb",
        parameters: { apiGroup: "eks.amazonaws.com", kind: "IngressClassParams", name: "app-alb" },
      },
    });
    const { spec } = run.one(ingressType).inputs;
    expect(annotationsOf(run)).toEqual({
      "alb.ingress.kubernetes.io/target-type": "ip",
      "alb.ingress.kubernetes.io/backend-protocol": "HTTPS",
      "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP":80},{"HTTPS":443}]',
      "alb.ingress.kubernetes.io/ssl-redirect": "443",
      "alb.ingress.kubernetes.io/ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      "alb.ingress.kubernetes.io/healthcheck-protocol": "HTTPS",
      "alb.ingress.kubernetes.io/healthcheck-path": "/health",
      "alb.ingress.kubernetes.io/healthcheck-interval-seconds": "5",
      "alb.ingress.kubernetes.io/healthcheck-timeout-seconds": "2",
      "alb.ingress.kubernetes.io/healthy-threshold-count": "2",
      "alb.ingress.kubernetes.io/unhealthy-threshold-count": "2",
      "alb.ingress.kubernetes.io/success-codes": "200",
      "alb.ingress.kubernetes.io/target-group-attributes":
        "deregistration_delay.timeout_seconds=30,load_balancing.algorithm.type=weighted_random,load_balancing.algorithm.anomaly_mitigation=on",
    });
    expect(spec).toEqual({
      ingressClassName: "app-alb",
      rules: [
        {
          http: {
            paths: [
              {
                path: "/",
                pathType: "Prefix",
                backend: { service: { name: "app", port: { number: 8443 } } },
              },
            ],
          },
        },
      ],
    });
  });

  test("takes a web firewall, sticky sessions and time-outs", async () => {
    const run = await appRun({
      exposure: {
        ...ingress,
        webFirewallArn: "firewall-arn",
        stickySessionSeconds: 3600,
        idleTimeoutSeconds: 120,
        clientKeepAliveSeconds: 90,
        protection: "disposable",
      },
    });
    expect(annotationsOf(run)).toMatchObject({
      "alb.ingress.kubernetes.io/wafv2-acl-arn": "firewall-arn",
      "alb.ingress.kubernetes.io/target-group-attributes":
        "deregistration_delay.timeout_seconds=30,load_balancing.algorithm.type=weighted_random," +
        "load_balancing.algorithm.anomaly_mitigation=on,stickiness.enabled=true,stickiness.type=lb_cookie," +
        "stickiness.lb_cookie.duration_seconds=3600",
    });
    const { loadBalancerAttributes } = run.one("kubernetes:eks.amazonaws.com/v1:IngressClassParams").inputs
      .spec as {
      readonly loadBalancerAttributes: readonly { readonly key: string; readonly value: string }[];
    };
    expect(loadBalancerAttributes.map(({ value }) => value)).toEqual(["90", "120", "true", "true", "false"]);
  });

  test("comes after the pods, and tells its host name", async () => {
    const run = await appRun({ exposure: ingress });
    expect(run.one(ingressType).dependencies).toContain("us-east-1-app-deployment");
    expect(await outputOf(run.result.hostname!)).toBe("us-east-1-app-exposure-ingress.elb.example");
  });

  test("is spoken of in the controller's own words in a cluster of others", async () => {
    const run = await appRun({ exposure: ingress }, "aws-load-balancer-controller");
    expect(run.one("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams").inputs.spec).toMatchObject({
      certificateArn: ["certificate-arn"],
    });
    expect(run.one("kubernetes:networking.k8s.io/v1:IngressClass").inputs.spec).toMatchObject({
      controller: "ingress.k8s.aws/alb",
      parameters: { apiGroup: "elbv2.k8s.aws" },
    });
  });
});
