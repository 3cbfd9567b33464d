/** Counters in Prometheus' text format. */
export class Metrics {
  readonly #requests = new Map<string, number>();

  /** Counts one answered request. */
  count(route: string, status: number): void {
    const labels = `route="${route}",status="${status}"`;
    this.#requests.set(labels, (this.#requests.get(labels) ?? 0) + 1);
  }

  text(): string {
    const lines = [...this.#requests].map(([labels, count]) => `app_requests_total{${labels}} ${count}`);
    return [
      "# HELP app_requests_total Requests answered, by route and status.",
      "# TYPE app_requests_total counter",
      ...lines,
      "# HELP app_uptime_seconds Seconds since the process started.",
      "# TYPE app_uptime_seconds gauge",
      `app_uptime_seconds ${process.uptime().toFixed(3)}`,
      "",
    ].join("\n");
  }
}
