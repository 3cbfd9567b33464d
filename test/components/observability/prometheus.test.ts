import { describe, expect, test } from "@jest/globals";
import { parser } from "@prometheus-io/lezer-promql";
import { parse } from "yaml";
import { Prometheus, type PrometheusArgs } from "../../../components/observability/prometheus";
import {
  alertManagerDefinition,
  type ApplicationAlerts,
  applicationRules,
  ruleFile,
  scrapeConfiguration,
} from "../../../components/observability/prometheus-rules";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const alerts: ApplicationAlerts = {
  job: "yatagarasu",
  metricPrefix: "yatagarasu",
  objectReplicas: "reported",
  degradedBelowPods: 2,
  failoversPerSecond: 1,
};
const args: PrometheusArgs = {
  region: "us-west-2",
  topicArn: "topic-1",
  cluster: { arn: "cluster-1", subnetIds: ["subnet-a", "subnet-b"] },
  job: "yatagarasu",
  namespace: "apps",
  app: "proxy",
  port: 8080,
  scheme: "http",
  metricPrefix: "yatagarasu",
  objectReplicas: "reported",
  degradedBelowPods: 2,
  logRetentionDays: 30,
};

/** Where Prometheus's own grammar finds no sense in `expr`. */
function mistakes(expr: string): number[] {
  const found: number[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from }) => {
      if (type.isError) found.push(from);
    },
  });
  return found;
}

describe("the rules", () => {
  test("are PromQL", () => {
    expect(mistakes("sum((up)")).not.toEqual([]);
    expect(applicationRules(alerts).map(({ alert, expr }) => ({ alert, mistakes: mistakes(expr) }))).toEqual(
      [
        "NodeDown",
        "ClusterDegraded",
        "ReplicaDown",
        "AllReplicasDown",
        "ReplicaHealthUnknown",
        "HighFailoverRate",
      ].map((alert) => ({ alert, mistakes: [] })),
    );
  });

  test("wait before they fire", () => {
    expect(Object.fromEntries(applicationRules(alerts).map((rule) => [rule.alert, rule.for]))).toEqual({
      NodeDown: "2m",
      ClusterDegraded: "1m",
      ReplicaDown: "5m",
      AllReplicasDown: "1m",
      ReplicaHealthUnknown: "1m",
      HighFailoverRate: "10m",
    });
  });

  test("count what is up, also where nothing is; and ask each pod for itself", () => {
    expect(Object.fromEntries(applicationRules(alerts).map(({ alert, expr }) => [alert, expr]))).toEqual({
      NodeDown: 'up{job="yatagarasu"} == 0',
      ClusterDegraded: '(count(up{job="yatagarasu"} == 1) or vector(0)) < 2',
      ReplicaDown: "count by (replica) (yatagarasu_replica_health == 0) > 0",
      AllReplicasDown: "sum by (pod) (yatagarasu_replica_health) == 0",
      ReplicaHealthUnknown: "absent(yatagarasu_replica_health)",
      HighFailoverRate: "sum(rate(yatagarasu_replica_failover_total[5m])) > 1",
    });
  });

  test("ask nothing of replicas where the application has none", () => {
    expect(applicationRules({ ...alerts, objectReplicas: "none" }).map(({ alert }) => alert)).toEqual([
      "NodeDown",
      "ClusterDegraded",
    ]);
  });

  test("are one group that is evaluated every 30 seconds, in a file that YAML reads", () => {
    expect(parse(ruleFile(alerts))).toEqual({
      groups: [{ name: "yatagarasu-availability", interval: "30s", rules: applicationRules(alerts) }],
    });
  });
});

describe("the collector", () => {
  test("scrapes the application's running pods, each once and under its name", () => {
    expect(parse(scrapeConfiguration(args))).toEqual({
      global: { scrape_interval: "30s" },
      scrape_configs: [
        {
          job_name: "yatagarasu",
          metrics_path: "/metrics",
          scheme: "http",
          kubernetes_sd_configs: [{ role: "pod", namespaces: { names: ["apps"] } }],
          relabel_configs: [
            {
              source_labels: ["__meta_kubernetes_pod_label_app_kubernetes_io_name"],
              regex: "proxy",
              action: "keep",
            },
            { source_labels: ["__meta_kubernetes_pod_container_port_number"], regex: "8080", action: "keep" },
            { source_labels: ["__meta_kubernetes_pod_phase"], regex: "Succeeded|Failed", action: "drop" },
            { source_labels: ["__meta_kubernetes_pod_name"], target_label: "pod" },
            { source_labels: ["__meta_kubernetes_pod_node_name"], target_label: "node" },
          ],
        },
      ],
    });
  });

  test("takes the pods' own certificates where they speak TLS", () => {
    const { scrape_configs } = parse(scrapeConfiguration({ ...args, scheme: "https" })) as {
      scrape_configs: readonly object[];
    };
    expect(scrape_configs[0]).toMatchObject({ scheme: "https", tls_config: { insecure_skip_verify: true } });
  });
});

test("Alertmanager tells the topic of its region, also when it is over", () => {
  const { alertmanager_config } = parse(alertManagerDefinition("topic-1", "us-west-2")) as {
    alertmanager_config: string;
  };
  expect(parse(alertmanager_config)).toEqual({
    route: {
      receiver: "topic",
      group_by: ["alertname"],
      group_wait: "10s",
      group_interval: "5m",
      repeat_interval: "4h",
    },
    receivers: [
      {
        name: "topic",
        sns_configs: [
          {
            topic_arn: "topic-1",
            sigv4: { region: "us-west-2" },
            send_resolved: true,
            subject: "[{{ .Status }}] {{ .CommonLabels.alertname }}",
            message: "{{ range .Alerts }}{{ .Status }}: {{ .Annotations.summary }}\n{{ end }}",
          },
        ],
      },
    ],
  });
});

describe("Prometheus", () => {
  const prometheus = (changes: Partial<PrometheusArgs> = {}) =>
    record(() => new Prometheus("prom", { ...args, ...changes }));

  test("creates exactly its parts", async () => {
    expect((await prometheus()).counts()).toEqual({
      "standfast:observability:Prometheus": 1,
      "aws:cloudwatch/logGroup:LogGroup": 1,
      "aws:amp/workspace:Workspace": 1,
      "aws:amp/scraper:Scraper": 1,
      "aws:amp/ruleGroupNamespace:RuleGroupNamespace": 1,
      "aws:amp/alertManagerDefinition:AlertManagerDefinition": 1,
    });
  });

  test("collects from the cluster into a workspace that logs its errors", async () => {
    const run = await prometheus();
    expect(run.one("aws:cloudwatch/logGroup:LogGroup").inputs).toEqual({ retentionInDays: 30 });
    expect(run.one("aws:amp/workspace:Workspace").inputs).toEqual({
      alias: "prom",
      loggingConfiguration: { logGroupArn: "arn:aws:mock:::prom-log:*" },
    });
    expect(run.one("aws:amp/scraper:Scraper").inputs).toEqual({
      scrapeConfiguration: scrapeConfiguration(args),
      source: { eks: { clusterArn: "cluster-1", subnetIds: ["subnet-a", "subnet-b"] } },
      destination: { amp: { workspaceArn: "arn:aws:mock:::prom-workspace" } },
    });
    expect(run.one("aws:amp/ruleGroupNamespace:RuleGroupNamespace").inputs).toEqual({
      workspaceId: "prom-workspace-id",
      data: ruleFile(alerts),
    });
    expect(run.one("aws:amp/alertManagerDefinition:AlertManagerDefinition").inputs).toEqual({
      workspaceId: "prom-workspace-id",
      definition: alertManagerDefinition("topic-1", "us-west-2"),
    });
    expect(await outputOf(run.result.workspaceId)).toBe("prom-workspace-id");
  });

  test("takes the groups and the floors it is given", async () => {
    const run = await prometheus({
      cluster: { ...args.cluster, securityGroupIds: ["sg-1"] },
      degradedBelowPods: 4,
      failoversPerSecond: 0.1,
    });
    expect(run.one("aws:amp/scraper:Scraper").inputs["source"]).toMatchObject({
      eks: { securityGroupIds: ["sg-1"] },
    });
    expect(run.one("aws:amp/ruleGroupNamespace:RuleGroupNamespace").inputs["data"]).toBe(
      ruleFile({ ...alerts, degradedBelowPods: 4, failoversPerSecond: 0.1 }),
    );
  });

  test.each([
    [
      { cluster: { arn: "c", subnetIds: ["subnet-a"] } },
      "cluster.subnetIds must list subnets in at least 2 zones, got 1; add one",
    ],
    [
      { degradedBelowPods: 0 },
      "degradedBelowPods must be a whole number of at least 1, got 0; below 1 it never alerts",
    ],
    [
      { metricPrefix: "app_" },
      "metricPrefix must be letters, digits and underscores, and not end with one, got app_; correct it",
    ],
  ])("refuses %j", async (changes, message) => {
    await expect(prometheus(changes)).rejects.toThrow(message);
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new Prometheus("prom", args, opts))).toEqual([]);
  });
});
