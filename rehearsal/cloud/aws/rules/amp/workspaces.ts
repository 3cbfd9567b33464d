/** Amazon Managed Service for Prometheus. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { block, text, texts } from "../../../values";
import { subnets } from "../references";

const t = {
  workspace: "aws:amp/workspace:Workspace",
  scraper: "aws:amp/scraper:Scraper",
  ruleGroups: "aws:amp/ruleGroupNamespace:RuleGroupNamespace",
} as const;

const prometheus = (operation: string) =>
  `https://docs.aws.amazon.com/prometheus/latest/APIReference/API_${operation}.html`;

export const prometheusWorkspaces: readonly AwsRefusalRule[] = [
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
