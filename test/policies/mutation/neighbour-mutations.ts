/** Breaks of the prod program's neighbours (`program/neighbours`): of what the platform itself has not. */
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { Mutation } from "./mutation";
import { set, shorten } from "./mutation";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const STATEFUL_SET = "kubernetes:apps/v1:StatefulSet";
const AUTOSCALER = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const NODES = "aws:eks/nodeGroup:NodeGroup";

type Part = Record<string, unknown>;

/** Changes the pods of a workload, or the first container of them. */
const pods =
  (change: (spec: Part, container: Part) => void): Mutation["change"] =>
  ({ props }) => {
    const copy = structuredClone(props["spec"]) as { template: { spec: Part & { containers: Part[] } } };
    const { spec } = copy.template;
    change(spec, spec.containers[0] ?? {});
    props["spec"] = copy;
  };

const everyWeb = { type: DEPLOYMENT, name: /^neighbour-.*-web$/ };
const everyQueue = { type: STATEFUL_SET, name: /^neighbour-.*-queue$/ };

export const neighbourMutations: readonly Mutation[] = [
  {
    policy: "k8s-min-replicas",
    ...everyQueue,
    change: set({ "spec.replicas": 2 }),
  },
  {
    policy: "endpoint-az-spread",
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    name: /^neighbour-.*-queue$/,
    change: ({ props }) => {
      props["subnetIds"] = (props["subnetIds"] as readonly unknown[]).slice(0, 1);
    },
  },
  {
    policy: "hpa-min-replicas",
    type: AUTOSCALER,
    name: /^neighbour/,
    change: set({ "spec.minReplicas": 2 }),
  },
  {
    policy: "hpa-headroom",
    type: AUTOSCALER,
    name: /^neighbour/,
    change: set({ "spec.maxReplicas": 3 }),
  },
  {
    policy: "eks-nodegroup-min",
    type: NODES,
    name: /^neighbour/,
    change: set({ scalingConfig: { minSize: 2, maxSize: 9, desiredSize: 2 } }),
  },
  {
    policy: "compute-az-spread",
    also: ["az-loss-survivable"],
    type: NODES,
    name: /^neighbour/,
    change: shorten("subnetIds"),
  },
  {
    // It joins the other region's cluster instead of its own.
    policy: "aurora-min-instances",
    also: ["model-matches-graph", "region-independence"],
    type: CLUSTER_INSTANCE,
    name: /^neighbour-eu-west-1-database-b$/,
    change: ({ props }, earlier) => {
      const other = earlier("aws:rds/cluster:Cluster", "neighbour-us-east-1-database")?.resource;
      props["clusterIdentifier"] = (other as pulumi.CustomResource | undefined)?.id;
    },
  },
  {
    policy: "k8s-pod-antiaffinity",
    also: ["drain-survivable"],
    ...everyWeb,
    change: pods((spec) => {
      delete spec["affinity"];
    }),
  },
  {
    policy: "k8s-zone-spread",
    also: ["az-loss-survivable"],
    ...everyWeb,
    change: pods((spec) => {
      delete spec["topologySpreadConstraints"];
    }),
  },
  {
    policy: "k8s-spread-selector-effective",
    also: ["az-loss-survivable"],
    ...everyWeb,
    change: pods((spec) => {
      const [constraint] = spec["topologySpreadConstraints"] as Part[];
      spec["topologySpreadConstraints"] = [
        { ...constraint, labelSelector: { matchLabels: { app: "other" } } },
      ];
    }),
  },
  {
    policy: "k8s-readiness",
    ...everyWeb,
    change: pods((_, container) => {
      delete container["readinessProbe"];
    }),
  },
  {
    policy: "k8s-probes-distinct",
    ...everyWeb,
    change: pods((_, container) => {
      container["livenessProbe"] = container["readinessProbe"];
    }),
  },
  {
    policy: "drain-coherent",
    ...everyWeb,
    change: pods((spec) => {
      spec["terminationGracePeriodSeconds"] = 20;
    }),
  },
  {
    policy: "k8s-requests-and-limits",
    ...everyWeb,
    change: pods((_, container) => {
      delete container["resources"];
    }),
  },
  {
    policy: "k8s-image-pinned",
    ...everyWeb,
    change: pods((_, container) => {
      container["image"] = "public.ecr.aws/team/web:latest";
    }),
  },
  {
    policy: "pdb-required-and-not-blocking",
    also: ["drain-survivable"],
    type: "kubernetes:policy/v1:PodDisruptionBudget",
    name: /^neighbour-.*-budget-web$/,
    change: set({ "spec.maxUnavailable": 0 }),
  },
  {
    policy: "backup-cross-region-copy",
    type: "aws:backup/plan:Plan",
    name: /^neighbour/,
    change: ({ props }) => {
      props["rules"] = (props["rules"] as readonly Part[]).map((rule) => ({ ...rule, copyActions: [] }));
    },
  },
  {
    policy: "r53-ttl-max",
    type: "aws:route53/record:Record",
    name: /^neighbour/,
    change: set({ ttl: 90 }),
  },
  {
    policy: "r53-failback-by-switch",
    type: "aws:route53/healthCheck:HealthCheck",
    name: /^neighbour-us-east-1-asked$/,
    change: ({ props }) => {
      delete props["routingControlArn"];
      Object.assign(props, {
        type: "HTTPS",
        fqdn: "us-east-1.neighbour.example",
        port: 443,
        requestInterval: 10,
      });
    },
  },
  {
    policy: "origin-closed",
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    name: /^neighbour-us-east-1-web$/,
    change: ({ props }) => {
      delete props["prefixListId"];
      props["cidrIpv4"] = "0.0.0.0/0";
    },
  },
  {
    policy: "log-policy-one-writer",
    type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    name: /^neighbour-us-east-1-queries$/,
    change: ({ props }, earlier) => {
      const group = earlier("aws:cloudwatch/logGroup:LogGroup", "aws-waf-logs-us-east-1-firewall")?.resource;
      props["resourceArn"] = (group as aws.cloudwatch.LogGroup | undefined)?.arn;
    },
  },
  {
    policy: "dead-alarm",
    type: ALARM,
    name: /^neighbour/,
    change: set({ dimensions: { BackupVaultName: "guessed" } }),
  },
  { policy: "alarm-actions", type: ALARM, name: /^neighbour/, change: set({ alarmActions: [] }) },
];
