import { creation, type RuleCase } from "../../../support/rule-case";

export const prometheusWorkspaceCases: readonly RuleCase[] = [
  creation(
    "workspace-log-group",
    "aws:amp/workspace:Workspace",
    { code: "ValidationException" },
    { loggingConfiguration: { logGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:rules" } },
    { loggingConfiguration: { logGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:rules:*" } },
  ),
  creation(
    "collector-in-one-zone",
    "aws:amp/scraper:Scraper",
    { code: "ValidationException", quote: "Subnets specified must be in at least two different AZs" },
    ({ subnets }) => ({
      scrapeConfiguration: "{}",
      source: { eks: { clusterArn: "cluster", subnetIds: [subnets[0].id] } },
    }),
    ({ subnetIds }) => ({
      scrapeConfiguration: "{}",
      source: { eks: { clusterArn: "cluster", subnetIds: [...subnetIds] } },
    }),
  ),
  creation(
    "rule-groups",
    "aws:amp/ruleGroupNamespace:RuleGroupNamespace",
    { code: "ValidationException" },
    { workspaceId: "ws-1", data: "rules: []" },
    { workspaceId: "ws-1", data: "groups:\n- name: one\n  rules: []\n" },
  ),
];
