/**
 * The services of many teams, on Kubernetes and beside it: thirty-one resources each, with the labels that every
 * team writes. Measures what the packs cost on a program that is not ours.
 */
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

const count = new pulumi.Config().requireNumber("services");
const regional = { provider: new aws.Provider("one", { region: "eu-central-1" }) };
const clustered = { provider: new kubernetes.Provider("cluster", { kubeconfig: "{}" }) };
const zones = ["a", "b", "c"].map((letter) => `eu-central-1${letter}`);

const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, regional);
const subnets = zones.map(
  (availabilityZone, index) =>
    new aws.ec2.Subnet(
      `subnet-${availabilityZone}`,
      { vpcId: vpc.id, availabilityZone, cidrBlock: `10.0.${index}.0/24` },
      regional,
    ),
);
const subnetIds = subnets.map(({ id }) => id);
const alarms = new aws.sns.Topic("alarms", {}, regional);

/** The cells of a service: what every one of them has of its own. */
const CELLS = ["web", "api", "worker"];

for (let index = 0; index < count; index += 1) service(`service-${index}`);

function service(name: string): void {
  const role = new aws.iam.Role(
    name,
    {
      assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
    },
    regional,
  );
  const bucket = new aws.s3.Bucket(name, {}, regional);
  new aws.s3.BucketVersioning(
    name,
    { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
    regional,
  );
  new aws.s3.BucketPublicAccessBlock(name, { bucket: bucket.id, blockPublicAcls: true }, regional);
  const queue = new aws.sqs.Queue(name, { visibilityTimeoutSeconds: 60 }, regional);
  new aws.iam.RolePolicy(
    name,
    {
      role: role.id,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["sqs:ReceiveMessage"], Resource: [queue.arn] }],
      }),
    },
    regional,
  );
  const group = new aws.ec2.SecurityGroup(name, { vpcId: vpc.id }, regional);
  const subnetGroup = new aws.rds.SubnetGroup(name, { subnetIds }, regional);
  new aws.rds.Instance(
    name,
    {
      engine: "postgres",
      instanceClass: "db.r7g.large",
      allocatedStorage: 100,
      username: "app",
      manageMasterUserPassword: true,
      multiAz: true,
      backupRetentionPeriod: 14,
      dbSubnetGroupName: subnetGroup.name,
      vpcSecurityGroupIds: [group.id],
      skipFinalSnapshot: true,
    },
    regional,
  );
  for (const metric of ["CPUUtilization", "FreeStorageSpace", "DatabaseConnections"]) {
    new aws.cloudwatch.MetricAlarm(
      `${name}-${metric}`,
      {
        namespace: "AWS/RDS",
        metricName: metric,
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 3,
        period: 60,
        statistic: "Average",
        threshold: 80,
        dimensions: { DBInstanceIdentifier: name },
        alarmActions: [alarms.arn],
      },
      regional,
    );
  }
  const namespace = new kubernetes.core.v1.Namespace(name, { metadata: { name } }, clustered);
  for (const cell of CELLS) workload(`${name}-${cell}`, { namespace: namespace.metadata.name, cell });
}

function workload(
  name: string,
  { namespace, cell }: { readonly namespace: pulumi.Output<string>; readonly cell: string },
): void {
  // The same labels in every namespace, as with a chart that all teams share.
  const labels = { "app.kubernetes.io/part-of": "shop", "app.kubernetes.io/component": cell };
  const metadata = { name: cell, namespace, labels };
  const selector = { matchLabels: labels };
  const account = new kubernetes.core.v1.ServiceAccount(name, { metadata }, clustered);
  new kubernetes.core.v1.ConfigMap(name, { metadata, data: { LOG_LEVEL: "info" } }, clustered);
  new kubernetes.apps.v1.Deployment(
    name,
    {
      metadata,
      spec: {
        replicas: 3,
        selector,
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: account.metadata.name,
            topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map(
              (topologyKey) => ({
                topologyKey,
                maxSkew: 1,
                minDomains: 3,
                whenUnsatisfiable: "DoNotSchedule",
                labelSelector: selector,
              }),
            ),
            containers: [
              {
                name: cell,
                image: `registry.example.com/shop/${cell}:1`,
                readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
                livenessProbe: { httpGet: { path: "/health", port: 8080 } },
                resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { memory: "256Mi" } },
              },
            ],
          },
        },
      },
    },
    clustered,
  );
  new kubernetes.core.v1.Service(
    name,
    { metadata, spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] } },
    clustered,
  );
  new kubernetes.policy.v1.PodDisruptionBudget(
    name,
    { metadata, spec: { maxUnavailable: 1, selector } },
    clustered,
  );
  new kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
    name,
    {
      metadata,
      spec: {
        minReplicas: 3,
        maxReplicas: 9,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: cell },
      },
    },
    clustered,
  );
}
