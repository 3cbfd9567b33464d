import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { creation, type RuleCase } from "../../../support/rule-case";

const rate = (more: Props = {}, limit = 2000): Props => ({
  name: "rate",
  priority: 0,
  action: { block: {} },
  statement: { rateBasedStatement: { limit, aggregateKeyType: "IP" } },
  ...more,
});
const managed = (more: Props = {}): Props => ({
  name: "common",
  priority: 1,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
  ...more,
});
const acl = (rules: readonly Props[] = [], more: Props = {}): Props => ({
  scope: "REGIONAL",
  defaultAction: { allow: {} },
  rules,
  ...more,
});
const action = { block: {} };
const badArn =
  "Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes.";
const duplicate = {
  code: "WAFDuplicateItemException",
  quote:
    "AWS WAF couldn’t perform the operation because some resource in your request is a duplicate of an existing one.",
};

export const webAclCases: readonly RuleCase[] = [
  creation(
    "web-acl-rate-limit",
    types.webAcl,
    { property: "rules" },
    acl([rate({}, 9)]),
    acl([rate({}, 10)]),
  ),
  {
    rule: "web-acl-scope-in-another-region",
    expected: {
      code: "WAFInvalidParameterException",
      quote: "Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT",
    },
    breaks: (aws) => aws.create(types.webAcl, acl([], { scope: "CLOUDFRONT" }), { region: "eu-west-1" }),
    passes: (aws) => aws.create(types.webAcl, acl([], { scope: "CLOUDFRONT" }), { region: "us-east-1" }),
  },
  creation(
    "web-acl-rule-without-action",
    types.webAcl,
    {
      code: "WAFInvalidParameterException",
      quote:
        "Error reason: You have used none or multiple values for a field that requires exactly one value., field: RULE, parameter: Rule",
    },
    acl([rate(), managed({ action })]),
    acl([rate(), managed()]),
  ),
  creation(
    "web-acl-managed-group-with-action",
    types.webAcl,
    {
      code: "WAFInvalidParameterException",
      quote:
        "Error reason: A reference in your rule statement is not valid., field: RULE_STATEMENT, parameter: Statement",
    },
    acl([{ name: "common", priority: 1, action, statement: managed()["statement"]! }]),
    acl([managed()]),
  ),
  creation(
    "web-acl-priority-twice",
    types.webAcl,
    duplicate,
    acl([rate(), managed({ priority: 0 })]),
    acl([rate(), managed({ priority: 1 })]),
  ),
  {
    rule: "duplicate-web-acl",
    expected: duplicate,
    breaks: async (aws) => {
      await aws.create(types.webAcl, acl([], { name: "web" }));
      await aws.create(types.webAcl, acl([], { name: "web" }));
    },
    passes: async (aws) => {
      await aws.create(types.webAcl, acl([], { name: "web" }));
      await aws.create(types.webAcl, acl([], { name: "web", scope: "CLOUDFRONT" }));
    },
  },
  {
    rule: "web-acl-before-what-it-cannot-guard",
    expected: {
      code: "WAFInvalidParameterException",
      quote: `${badArn}, field: RESOURCE_ARN, parameter: <elasticloadbalancing loadbalancer in us-east-1>`,
    },
    breaks: async (aws, { subnetIds }) => {
      const network = await aws.create(types.loadBalancer, {
        loadBalancerType: "network",
        subnets: subnetIds,
      });
      await aws.create(types.webAclAssociation, { webAclArn: "arn:acl", resourceArn: network.id });
    },
    passes: (aws, { loadBalancer }) =>
      aws.create(types.webAclAssociation, { webAclArn: "arn:acl", resourceArn: loadBalancer.id }),
  },
  creation(
    "web-firewall-log-destination",
    types.webAclLogging,
    {
      code: "WAFInvalidParameterException",
      quote: `${badArn}, field: LOG_DESTINATION, parameter: <logs log-group in us-east-1>`,
    },
    { resourceArn: "arn:acl", logDestinationConfigs: ["arn:aws:logs:us-east-1:123456789012:log-group:web"] },
    {
      resourceArn: "arn:acl",
      logDestinationConfigs: ["arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-web"],
    },
  ),
  {
    rule: "web-acl-in-use",
    expected: {
      code: "WAFAssociatedItemException",
      quote:
        "AWS WAF couldn’t perform the operation because your resource is being used by another resource or it’s associated with another resource.",
    },
    breaks: async (aws, { loadBalancer }) => {
      const made = await aws.create(types.webAcl, acl());
      const webAclArn = made.outputs["arn"]!;
      await aws.create(types.webAclAssociation, { webAclArn, resourceArn: loadBalancer.id });
      await aws.delete(made);
    },
    passes: async (aws, { loadBalancer }) => {
      const made = await aws.create(types.webAcl, acl());
      const webAclArn = made.outputs["arn"]!;
      const association = { webAclArn, resourceArn: loadBalancer.id };
      await aws.delete(await aws.create(types.webAclAssociation, association));
      await aws.delete(made);
    },
  },
  creation(
    "log-resource-policy-of-nothing",
    types.logResourcePolicy,
    { property: "policyName" },
    { policyDocument: "{}" },
    { policyDocument: "{}", resourceArn: "arn:group" },
  ),
  creation(
    "log-resource-policy-of-both",
    types.logResourcePolicy,
    { property: "policyName" },
    { policyDocument: "{}", policyName: "delivery", resourceArn: "arn:group" },
    { policyDocument: "{}", policyName: "delivery" },
  ),
];
