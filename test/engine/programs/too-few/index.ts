import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";

const provider = new aws.Provider("ireland", { region: "eu-west-1" });
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" }, { provider });
const subnet = new aws.ec2.Subnet(
  "only",
  { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: "eu-west-1a" },
  { provider },
);
const template = new aws.ec2.LaunchTemplate(
  "web",
  { imageId: "ami-12345678", instanceType: "t4g.small" },
  { provider },
);
new aws.autoscaling.Group(
  "web",
  {
    minSize: 2,
    maxSize: 4,
    healthCheckType: "ELB",
    vpcZoneIdentifiers: [subnet.id],
    launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
  },
  { provider },
);

const cluster = new k8s.Provider("cluster", { kubeconfig: "{}" });
const labels = { app: "api" };
new k8s.apps.v1.Deployment(
  "api",
  {
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "api", image: "registry.example/api:1.0.0" }] },
      },
    },
  },
  { provider: cluster },
);
