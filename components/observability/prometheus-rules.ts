/**
 * The alerts of an application on Kubernetes, as Prometheus's own configuration. JSON is YAML, so the text that
 * Prometheus reads needs no library to write it.
 */

export interface ApplicationAlerts {
  /** The job under which Prometheus scrapes the application. */
  readonly job: string;
  /** What the names of the application's metrics begin with, such as `yatagarasu`. */
  readonly metricPrefix: string;
  /** Pods that must be up for the service to be whole, at least 1. */
  readonly degradedBelowPods: number;
  /** Whether the application reports the health of its object store's replicas; alerts about them else never rest. */
  readonly objectReplicas: "reported" | "none";
  /** Moves to another replica of the objects, in a second and over all pods, that are too many. */
  readonly failoversPerSecond: number;
}

export interface PrometheusRule {
  readonly alert: string;
  /** PromQL: alerts for each series that it gives. */
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: "warning" | "critical" };
  readonly annotations: { readonly summary: string };
}

export function applicationRules(alerts: ApplicationAlerts): readonly PrometheusRule[] {
  return [...podRules(alerts), ...(alerts.objectReplicas === "reported" ? replicaRules(alerts) : [])];
}

function podRules({ job, degradedBelowPods }: ApplicationAlerts): readonly PrometheusRule[] {
  const up = `up{job=${JSON.stringify(job)}}`;
  return [
    rule("NodeDown", 2, "warning", `${up} == 0`, "Pod {{ $labels.pod }} answers no scrape"),
    rule(
      "ClusterDegraded",
      1,
      "critical",
      // `count(up)` counts targets that are down as well; and where nothing is up there is nothing to count.
      `(count(${up} == 1) or vector(0)) < ${degradedBelowPods}`,
      `{{ $value }} pods are up, ${degradedBelowPods} are needed`,
    ),
  ];
}

function replicaRules({ metricPrefix, failoversPerSecond }: ApplicationAlerts): readonly PrometheusRule[] {
  const health = `${metricPrefix}_replica_health`;
  return [
    rule(
      "ReplicaDown",
      5,
      "warning",
      // One alert for each replica, not for each pod that sees it.
      `count by (replica) (${health} == 0) > 0`,
      "Object store replica {{ $labels.replica }} is unhealthy for {{ $value }} pods",
    ),
    rule(
      "AllReplicasDown",
      1,
      "critical",
      // One sum over all pods stays above 0 while a single pod still sees a replica, whatever the others serve.
      `sum by (pod) (${health}) == 0`,
      "Pod {{ $labels.pod }} sees no healthy object store replica",
    ),
    rule(
      "ReplicaHealthUnknown",
      1,
      "critical",
      // Without a series nothing above can be true.
      `absent(${health})`,
      "No pod reports the health of the object store's replicas",
    ),
    rule(
      "HighFailoverRate",
      10,
      "warning",
      `sum(rate(${metricPrefix}_replica_failover_total[5m])) > ${failoversPerSecond}`,
      "{{ $value }} failovers a second between object store replicas",
    ),
  ];
}

function rule(
  alert: string,
  minutes: number,
  severity: "warning" | "critical",
  expr: string,
  summary: string,
): PrometheusRule {
  return { alert, expr, for: `${minutes}m`, labels: { severity }, annotations: { summary } };
}

/** A file of rules. Evaluated twice a minute, so that a rule `for: 1m` means it. */
export function ruleFile(alerts: ApplicationAlerts): string {
  return JSON.stringify({
    groups: [{ name: `${alerts.job}-availability`, interval: "30s", rules: applicationRules(alerts) }],
  });
}

export interface ScrapedPods {
  readonly job: string;
  readonly namespace: string;
  /** Value of the pods' label `app.kubernetes.io/name`. */
  readonly app: string;
  readonly port: number;
  readonly scheme: "http" | "https";
}

/** What the collector scrapes: `/metrics` of every running pod of the application, each once. */
export function scrapeConfiguration({ job, namespace, app, port, scheme }: ScrapedPods): string {
  const keep = (label: string, regex: string) => ({
    source_labels: [`__meta_kubernetes_pod_${label}`],
    regex,
    action: "keep",
  });
  const copy = (label: string, to: string) => ({
    source_labels: [`__meta_kubernetes_pod_${label}`],
    target_label: to,
  });
  return JSON.stringify({
    global: { scrape_interval: "30s" },
    scrape_configs: [
      {
        job_name: job,
        metrics_path: "/metrics",
        scheme,
        // The pods' own certificates: known to no authority, and checked by no load balancer either.
        ...(scheme === "https" && { tls_config: { insecure_skip_verify: true } }),
        kubernetes_sd_configs: [{ role: "pod", namespaces: { names: [namespace] } }],
        relabel_configs: [
          keep("label_app_kubernetes_io_name", app),
          keep("container_port_number", String(port)),
          // A job's finished pods keep their addresses.
          { source_labels: ["__meta_kubernetes_pod_phase"], regex: "Succeeded|Failed", action: "drop" },
          copy("name", "pod"),
          copy("node_name", "node"),
        ],
      },
    ],
  });
}

/** Alertmanager's own configuration: one message for each kind of alert, again every four hours, and when it is over. */
export function alertManagerDefinition(topicArn: string, region: string): string {
  const configuration = {
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
            topic_arn: topicArn,
            sigv4: { region },
            send_resolved: true,
            subject: "[{{ .Status }}] {{ .CommonLabels.alertname }}",
            message: "{{ range .Alerts }}{{ .Status }}: {{ .Annotations.summary }}\n{{ end }}",
          },
        ],
      },
    ],
  };
  return JSON.stringify({ alertmanager_config: JSON.stringify(configuration) });
}
