import type { Rule } from "../rule";
import { alarms } from "./observability-alarms";
import { events } from "./observability-events";
import { canariesAndPrometheus } from "./observability-prometheus";

/** What tells people: alarms, dashboards, topics, events, canaries and Prometheus. */
export const observability: readonly Rule[] = [...alarms, ...events, ...canariesAndPrometheus];
