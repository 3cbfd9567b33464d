/** Canaries of CloudWatch Synthetics. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { block, number, text } from "../../../values";

const t = {
  canary: "aws:synthetics/canary:Canary",
} as const;

export const canaries: readonly AwsRefusalRule[] = [
  {
    id: "canary-name",
    types: [t.canary],
    when: "plan",
    property: "name",
    link: "https://docs.aws.amazon.com/AmazonSynthetics/latest/APIReference/API_CreateCanary.html",
    refuse: ({ inputs }) => {
      const name = text(inputs["name"]);
      return name === undefined || /^[0-9a-z_-]{1,255}$/.test(name)
        ? undefined
        : `invalid value for name (must contain lowercase alphanumeric, hyphen, or underscore), got ${JSON.stringify(name)}`;
    },
  },
  {
    id: "canary-runtime",
    types: [t.canary],
    when: "apply",
    code: "ValidationException",
    link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Runtime_Support_Policy.html",
    refuse: ({ inputs }) => {
      const version = text(inputs["runtimeVersion"]);
      return version !== undefined && /^syn-(1\.0|nodejs-2\.|nodejs-puppeteer-[3-6]\.)/.test(version)
        ? `Deprecated runtime version specified: ${version}`
        : undefined;
    },
  },
  {
    id: "canary-timeout",
    types: [t.canary],
    when: "plan",
    property: "runConfig",
    link: "https://docs.aws.amazon.com/AmazonSynthetics/latest/APIReference/API_CanaryRunConfigInput.html",
    refuse: ({ inputs }) => {
      const seconds = number(block(inputs["runConfig"])["timeoutInSeconds"]);
      return seconds === undefined || (seconds >= 3 && seconds <= 840)
        ? undefined
        : `expected run_config.0.timeout_in_seconds to be in the range (3 - 840), got ${seconds}`;
    },
  },
];
