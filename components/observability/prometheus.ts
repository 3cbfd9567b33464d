import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import {
  alertManagerDefinition,
  type ApplicationAlerts,
  type ScrapedPods,
  ruleFile,
  scrapeConfiguration,
} from "./prometheus-rules";

export interface PrometheusArgs extends ScrapedPods {
  readonly region: string;
  /** Topic of the same region. */
  readonly topicArn: pulumi.Input<string>;
  readonly cluster: {
    readonly arn: pulumi.Input<string>;
    /** Where the collector's network interfaces are: at least two zones of the cluster's VPC. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Must be let in by the cluster's and the pods' own groups. @default the cluster's */
    readonly securityGroupIds?: readonly pulumi.Input<string>[];
  };
  /** What the names of the application's metrics begin with, without the underscore: `yatagarasu`. */
  readonly metricPrefix: string;
  /**
   * `reported`: the application has `<prefix>_replica_health{replica}` and `<prefix>_replica_failover_total` about the
   * replicas of its object store.
   */
  readonly objectReplicas: "reported" | "none";
  /** Pods that must be up for the service to be whole, at least 1. */
  readonly degradedBelowPods: number;
  /** Failovers between object store replicas in a second that are too many. @default 1 */
  readonly failoversPerSecond?: number;
  /** Days that the collector's and the rules' own errors are kept. */
  readonly logRetentionDays: number;
}

/**
 * Prometheus for one cluster, kept by AWS: a collector without agents scrapes the application's pods, rules alert, and
 * Alertmanager tells the topic. A rule that fails to evaluate alerts no one: its errors are in the log.
 *
 * The cluster must take access entries (authentication mode API or API_AND_CONFIG_MAP): AWS adds the collector's.
 * https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export class Prometheus extends Component {
  readonly workspaceId: pulumi.Output<string>;
  /** Where queries go, such as a Grafana data source. */
  readonly endpoint: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} for a collector in one zone or a floor of no pods. */
  constructor(name: string, args: PrometheusArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:Prometheus", name, opts);
    const alerts = this.#alerts(args);
    const { cluster } = args;
    this.require(
      cluster.subnetIds.length >= 2,
      `cluster.subnetIds must list subnets in at least 2 zones, got ${cluster.subnetIds.length}; add one`,
    );

    const logs = new aws.cloudwatch.LogGroup(
      this.childName("log"),
      { retentionInDays: args.logRetentionDays },
      this.child(),
    );
    const workspace = new aws.amp.Workspace(
      this.childName("workspace"),
      { alias: name, loggingConfiguration: { logGroupArn: pulumi.interpolate`${logs.arn}:*` } },
      this.child(),
    );
    new aws.amp.Scraper(
      this.childName("collector"),
      {
        scrapeConfiguration: scrapeConfiguration(args),
        source: {
          eks: {
            clusterArn: cluster.arn,
            subnetIds: [...cluster.subnetIds],
            ...(cluster.securityGroupIds && { securityGroupIds: [...cluster.securityGroupIds] }),
          },
        },
        destination: { amp: { workspaceArn: workspace.arn } },
      },
      // Making one takes AWS up to twenty minutes.
      this.child({ customTimeouts: { create: "30m", delete: "30m" } }),
    );
    new aws.amp.RuleGroupNamespace(
      this.childName("rules"),
      { workspaceId: workspace.id, data: ruleFile(alerts) },
      this.child(),
    );
    new aws.amp.AlertManagerDefinition(
      this.childName("alerts"),
      {
        workspaceId: workspace.id,
        definition: pulumi
          .output(args.topicArn)
          .apply((topicArn) => alertManagerDefinition(topicArn, args.region)),
      },
      this.child(),
    );
    this.workspaceId = workspace.id;
    this.endpoint = workspace.prometheusEndpoint;
    this.registerOutputs({ workspaceId: this.workspaceId, endpoint: this.endpoint });
  }

  #alerts(args: PrometheusArgs): ApplicationAlerts {
    const { job, metricPrefix, objectReplicas } = args;
    const { degradedBelowPods, failoversPerSecond = 1 } = args;
    this.require(
      Number.isInteger(degradedBelowPods) && degradedBelowPods >= 1,
      `degradedBelowPods must be a whole number of at least 1, got ${degradedBelowPods}; below 1 it never alerts`,
    );
    this.require(
      /^[a-zA-Z]\w*[a-zA-Z0-9]$/.test(metricPrefix),
      `metricPrefix must be letters, digits and underscores, and not end with one, got ${metricPrefix}; correct it`,
    );
    return { job, metricPrefix, objectReplicas, degradedBelowPods, failoversPerSecond };
  }
}
