/** Canaries, and Prometheus as AWS keeps it. */
import type { Rule } from "../rule";
import { block, number, subnets, text, texts } from "./references";

const t = {
  canary: "aws:synthetics/canary:Canary",
  workspace: "aws:amp/workspace:Workspace",
  scraper: "aws:amp/scraper:Scraper",
  ruleGroups: "aws:amp/ruleGroupNamespace:RuleGroupNamespace",
} as const;

const prometheus = (operation: string) =>
  `https://docs.aws.amazon.com/prometheus/latest/APIReference/API_${operation}.html`;

export const canariesAndPrometheus: readonly Rule[] = [
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
  {
    id: "workspace-log-group",
    types: [t.workspace],
    when: "apply",
    code: "ValidationException",
    link: prometheus("CreateLoggingConfiguration"),
    refuse: ({ inputs }) => {
      const arn = text(block(inputs["loggingConfiguration"])["logGroupArn"]);
      return arn === undefined || arn.endsWith(":*") ? undefined : 'The log group ARN must end with ":*"';
    },
  },
  {
    id: "collector-in-one-zone",
    types: [t.scraper],
    when: "apply",
    code: "ValidationException",
    link: prometheus("EksConfiguration"),
    refuse: ({ account, inputs }) => {
      const ids = texts(block(block(inputs["source"])["eks"])["subnetIds"]);
      const places = subnets(account, ids);
      if (ids.length === 0 || places.length < ids.length) return undefined;
      return new Set(places.map(({ zone }) => zone)).size >= 2
        ? undefined
        : "Subnets specified must be in at least two different AZs";
    },
  },
  {
    id: "rule-groups",
    types: [t.ruleGroups],
    when: "apply",
    code: "ValidationException",
    link: prometheus("CreateRuleGroupsNamespace"),
    refuse: ({ inputs }) => {
      const file = text(inputs["data"]);
      // The key, in YAML or in JSON: what is below it is Prometheus's own affair.
      return file === undefined || /(^|[{,\s])"?groups"?\s*:/.test(file)
        ? undefined
        : "no rule groups found in the data";
    },
  },
];
