/** AWS WAF: web ACLs, what they stand before, and where they log. */
import type { Props } from "../../../wire";
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { block, blocks, isKnown, isSet, named, number, text, texts } from "../../../values";
import { types } from "../../type-tokens";
import { others, regionOfArn } from "../references";

/** AWS WAF's one sentence for what it does not take. */
const invalid = (reason: string, field: string, parameter: string): string =>
  `Error reason: ${reason}, field: ${field}, parameter: ${parameter}`;

const badArn =
  "The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes.";

export const webAcls: readonly AwsRefusalRule[] = [
  {
    id: "web-acl-rate-limit",
    types: [types.webAcl],
    when: "plan",
    property: "rules",
    link: docs.waf("RateBasedStatement"),
    refuse: ({ inputs }) => {
      const limit = blocks(inputs["rules"])
        .map(({ statement }) => number(block(block(statement)["rateBasedStatement"])["limit"]))
        .find((value) => value !== undefined && (value < 10 || value > 2_000_000_000));
      return limit === undefined
        ? undefined
        : `expected limit to be in the range (10 - 2000000000), got ${limit}`;
    },
  },
  {
    id: "web-acl-scope-in-another-region",
    types: [types.webAcl],
    when: "apply",
    code: "WAFInvalidParameterException",
    link: docs.waf("CreateWebACL"),
    refuse: ({ inputs, region }) =>
      inputs["scope"] === "CLOUDFRONT" && region !== "us-east-1"
        ? invalid("The scope is not valid.", "SCOPE_VALUE", "CLOUDFRONT")
        : undefined,
  },
  {
    id: "web-acl-rule-without-action",
    types: [types.webAcl],
    when: "apply",
    code: "WAFInvalidParameterException",
    link: docs.waf("Rule"),
    refuse: ({ inputs }) =>
      blocks(inputs["rules"]).some((rule) => isSet(rule["action"]) === isSet(rule["overrideAction"]))
        ? invalid(
            "You have used none or multiple values for a field that requires exactly one value.",
            "RULE",
            "Rule",
          )
        : undefined,
  },
  {
    id: "web-acl-managed-group-with-action",
    types: [types.webAcl],
    when: "apply",
    code: "WAFInvalidParameterException",
    link: docs.waf("Rule"),
    refuse: ({ inputs }) => {
      const isGroup = (rule: Props): boolean => isSet(block(rule["statement"])["managedRuleGroupStatement"]);
      return blocks(inputs["rules"]).some((rule) => isGroup(rule) !== isSet(rule["overrideAction"]))
        ? invalid("A reference in your rule statement is not valid.", "RULE_STATEMENT", "Statement")
        : undefined;
    },
  },
  {
    id: "web-acl-priority-twice",
    types: [types.webAcl],
    when: "apply",
    code: "WAFDuplicateItemException",
    link: docs.waf("Rule"),
    refuse: ({ inputs }) => {
      const priorities = blocks(inputs["rules"]).flatMap(({ priority }) => number(priority) ?? []);
      return new Set(priorities).size < priorities.length ? duplicate : undefined;
    },
  },
  {
    id: "duplicate-web-acl",
    types: [types.webAcl],
    when: "apply",
    code: "WAFDuplicateItemException",
    link: docs.waf("CreateWebACL"),
    refuse: (change) => {
      const name = text(change.inputs["name"]);
      if (name === undefined) return undefined;
      const taken = others(change, change.account.having(types.webAcl, "name", name)).some(
        ({ region, outputs }) => region === change.region && outputs["scope"] === change.inputs["scope"],
      );
      return taken ? duplicate : undefined;
    },
  },
  {
    id: "web-acl-before-what-it-cannot-guard",
    types: [types.webAclAssociation],
    when: "apply",
    code: "WAFInvalidParameterException",
    link: docs.waf("AssociateWebACL"),
    refuse: ({ inputs, region }) => {
      const arn = text(inputs["resourceArn"]);
      if (arn === undefined) return undefined;
      const isRefused = arn.includes(":loadbalancer/net/") || regionOfArn(arn) !== region;
      return isRefused ? invalid(badArn, "RESOURCE_ARN", arn) : undefined;
    },
  },
  {
    id: "web-firewall-log-destination",
    types: [types.webAclLogging],
    when: "apply",
    code: "WAFInvalidParameterException",
    link: "https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html",
    refuse: ({ inputs }) => {
      const bad = texts(inputs["logDestinationConfigs"]).find((arn) => !/[:/]aws-waf-logs-/.test(arn));
      return bad === undefined ? undefined : invalid(badArn, "LOG_DESTINATION", bad);
    },
  },
  {
    id: "web-acl-in-use",
    types: [types.webAcl],
    when: "delete",
    code: "WAFAssociatedItemException",
    link: docs.waf("DeleteWebACL"),
    refuse: ({ account, self }) => {
      const arn = named(self?.outputs["arn"]);
      const users = [
        ...account.having(types.webAclAssociation, "webAclArn", arn),
        ...account.having(types.distribution, "webAclId", arn),
      ];
      return users.length > 0
        ? "AWS WAF couldn’t perform the operation because your resource is being used by another resource or it’s " +
            "associated with another resource."
        : undefined;
    },
  },
  {
    id: "log-resource-policy-of-nothing",
    types: [types.logResourcePolicy],
    when: "plan",
    property: "policyName",
    link: docs.logs("PutResourcePolicy"),
    refuse: ({ inputs }) =>
      isSet(inputs["policyName"]) || isSet(inputs["resourceArn"])
        ? undefined
        : '"policy_name": one of `policy_name,resource_arn` must be specified',
  },
  {
    id: "log-resource-policy-of-both",
    types: [types.logResourcePolicy],
    when: "plan",
    property: "policyName",
    link: docs.logs("PutResourcePolicy"),
    refuse: ({ inputs }) =>
      isKnown(inputs["policyName"]) && isKnown(inputs["resourceArn"])
        ? '"policy_name": only one of `policy_name,resource_arn` can be specified, but `policy_name,resource_arn` ' +
          "were specified."
        : undefined,
  },
];

const duplicate =
  "AWS WAF couldn’t perform the operation because some resource in your request is a duplicate of an existing one.";
