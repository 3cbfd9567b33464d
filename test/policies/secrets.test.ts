/** Secrets reach policies in plain text. Here every resource has one, breaks rules, and nothing that is said quotes it. */
import { expect, test } from "@jest/globals";

import { catalogue } from "../../policies/catalogue";
import { analyze } from "./support/analyzer";
import { resource, secret } from "./support/fixture";

const SECRET = "hunter2-never-to-be-seen";
const hidden = secret(SECRET);

const program = [
  resource(
    "random:index/randomPassword:RandomPassword",
    "password",
    { length: 32 },
    { computed: { result: hidden } },
  ),
  resource("aws:rds/instance:Instance", "db", {
    password: hidden,
    username: hidden,
    skipFinalSnapshot: true,
  }),
  resource("aws:rds/cluster:Cluster", "cluster", { masterPassword: hidden, skipFinalSnapshot: true }),
  resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", { authToken: hidden }),
  resource("aws:secretsmanager/secret:Secret", "login", {}, { computed: { name: hidden } }),
  resource("aws:secretsmanager/secretVersion:SecretVersion", "login-value", { secretString: hidden }),
  resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
    userData: hidden,
    blockDeviceMappings: [{ ebs: { encrypted: "false" } }],
  }),
  resource(
    "aws:ec2/instance:Instance",
    "host",
    { userData: hidden, availabilityZone: "eu-west-1a" },
    { region: "eu-west-1" },
  ),
  resource("aws:autoscaling/group:Group", "app", { minSize: 1, tags: [{ key: "token", value: hidden }] }),
  resource("aws:lb/listener:Listener", "http", {
    protocol: "HTTP",
    defaultActions: [{ type: "authenticate-oidc", authenticateOidc: { clientSecret: hidden } }],
  }),
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
    namespace: "AWS/RDS",
    dimensions: { DBInstanceIdentifier: hidden },
  }),
  resource("kubernetes:apps/v1:Deployment", "web", {
    spec: {
      replicas: 1,
      template: {
        metadata: { labels: { token: hidden } },
        spec: { containers: [{ name: "web", image: "web", env: [{ name: "TOKEN", value: hidden }] }] },
      },
    },
  }),
];

test("no finding quotes a secret", async () => {
  const findings = await analyze({ rules: catalogue, fixtures: program });
  expect(new Set(findings.map(({ policy }) => policy)).size).toBeGreaterThanOrEqual(30);
  expect(findings.filter(({ message }) => message.includes(SECRET))).toEqual([]);
});
