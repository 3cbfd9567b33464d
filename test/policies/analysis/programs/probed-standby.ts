/** Pods in a region that stands by: its database follows the other region's, and Route 53 asks whether it can serve. */
import { ref, resource, type Fixture } from "../../support/fixture";
import { KUBERNETES_PROVIDER } from "../support/plan";

const POD_LABELS = { app: "web" };

const record = (region: string, type: string): readonly Fixture[] => [
  resource(
    "aws:lb/loadBalancer:LoadBalancer",
    `alb-${region}`,
    { securityGroups: [ref(`group-${region}`)] },
    { region },
  ),
  resource(
    "aws:ec2/securityGroup:SecurityGroup",
    `group-${region}`,
    {
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
      egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    },
    { region },
  ),
  resource("aws:route53/healthCheck:HealthCheck", `check-${region}`, {
    type: "TCP",
    fqdn: `${region}.example.com`,
    resourcePath: "/ready",
    port: 443,
  }),
  resource("aws:route53/record:Record", `own-${region}`, {
    name: `${region}.example.com`,
    type: "A",
    aliases: [{ name: ref(`alb-${region}`), zoneId: ref(`alb-${region}`), evaluateTargetHealth: true }],
  }),
  resource("aws:route53/record:Record", `www-${region}`, {
    name: "www.example.com",
    type: "A",
    setIdentifier: type,
    failoverRoutingPolicies: [{ type }],
    healthCheckId: ref(`check-${region}`),
    aliases: [{ name: ref(`alb-${region}`), zoneId: ref(`alb-${region}`), evaluateTargetHealth: true }],
  }),
  resource(
    "aws:lb/listener:Listener",
    `https-${region}`,
    {
      loadBalancerArn: ref(`alb-${region}`),
      port: 443,
      protocol: "HTTPS",
      defaultActions: [{ type: "forward", targetGroupArn: ref(`pods-${region}`) }],
    },
    { region },
  ),
  resource(
    "aws:lb/targetGroup:TargetGroup",
    `pods-${region}`,
    {
      targetType: "ip",
      protocol: "HTTPS",
      port: 8443,
      healthCheck: { protocol: "HTTPS", path: "/health" },
    },
    { region },
  ),
];

const inCluster = (region: string): readonly Fixture[] => {
  const cluster = `kubernetes-${region}`;
  return [
    resource("aws:eks/cluster:Cluster", `cluster-${region}`, { name: region }, { region }),
    resource(KUBERNETES_PROVIDER, cluster, { kubeconfig: ref(`cluster-${region}`) }),
    resource(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      `to-pods-${region}`,
      {
        securityGroupId: ref(`cluster-${region}`),
        ipProtocol: "tcp",
        fromPort: 8443,
        toPort: 8443,
        referencedSecurityGroupId: ref(`group-${region}`),
      },
      { region },
    ),
    resource(
      "kubernetes:core/v1:Service",
      `service-${region}`,
      {
        metadata: { name: "web" },
        spec: { selector: POD_LABELS, ports: [{ port: 8443, targetPort: "tls" }] },
      },
      { cluster },
    ),
    resource(
      "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding",
      `binding-${region}`,
      {
        metadata: { name: "web" },
        spec: { serviceRef: { name: "web", port: 8443 }, targetGroupARN: ref(`pods-${region}`) },
      },
      { cluster },
    ),
    resource(
      "kubernetes:apps/v1:Deployment",
      `web-${region}`,
      {
        metadata: { name: "web" },
        spec: {
          replicas: 3,
          template: {
            metadata: { labels: POD_LABELS },
            spec: {
              containers: [
                {
                  name: "app",
                  ports: [
                    { name: "http", containerPort: 8080 },
                    { name: "tls", containerPort: 8443 },
                  ],
                  livenessProbe: { httpGet: { path: "/health", port: "tls", scheme: "HTTPS" } },
                  readinessProbe: { httpGet: { path: "/health", port: "http" } },
                },
              ],
            },
          },
        },
      },
      { cluster },
    ),
  ];
};

export const probedStandby: readonly Fixture[] = [
  ...record("us-east-1", "PRIMARY"),
  ...record("eu-west-1", "SECONDARY"),
  ...inCluster("us-east-1"),
  ...inCluster("eu-west-1"),
  resource("aws:rds/instance:Instance", "db-us", {
    engine: "postgres",
    multiAz: true,
    backupRetentionPeriod: 7,
  }),
  resource(
    "aws:rds/instance:Instance",
    "db-eu",
    { replicateSourceDb: ref("db-us"), multiAz: true },
    { region: "eu-west-1" },
  ),
];
