/** Route 53 health checks. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { isKnown, number, texts } from "../../../values";
import { types } from "../../type-tokens";

export const healthChecks: readonly AwsRefusalRule[] = [
  {
    id: "health-check-interval",
    types: [types.healthCheck],
    when: "plan",
    property: "requestInterval",
    link: docs.route53("HealthCheckConfig"),
    refuse: ({ inputs }) => {
      const seconds = number(inputs["requestInterval"]);
      if (seconds === undefined || seconds === 10 || seconds === 30) return undefined;
      return `expected request_interval to be one of [10 30], got ${seconds}`;
    },
  },
  {
    id: "health-check-threshold",
    types: [types.healthCheck],
    when: "plan",
    property: "failureThreshold",
    link: docs.route53("HealthCheckConfig"),
    refuse: ({ inputs }) => {
      const threshold = number(inputs["failureThreshold"]);
      if (threshold === undefined || (threshold >= 1 && threshold <= 10)) return undefined;
      return `expected failure_threshold to be in the range (1 - 10), got ${threshold}`;
    },
  },
  {
    id: "health-check-regions",
    types: [types.healthCheck],
    when: "apply",
    code: "InvalidInput",
    link: docs.route53("HealthCheckConfig"),
    refuse: ({ inputs }) => {
      const regions = texts(inputs["regions"]);
      if (!isKnown(inputs["regions"]) || regions.length >= 3) return undefined;
      return `Invalid parameter : Regions must contain at least 3 regions, got ${regions.length}`;
    },
  },
];
