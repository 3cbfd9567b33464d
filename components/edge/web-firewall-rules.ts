import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { wafLabelNamespaces } from "../kit/waf-label-namespaces";

/** Rules of one managed group that only count, and where. */
export interface WebFirewallException {
  /**
   * Names of rules, as AWS documents them. AWS ignores a name that the group does not have.
   * https://docs.aws.amazon.com/waf/latest/APIReference/API_RuleActionOverride.html
   */
  readonly rules: readonly string[];
  /** Beginnings of paths on which they only count; everywhere else they refuse. Empty: they refuse nowhere. */
  readonly paths: readonly string[];
}

export interface WebFirewallRulesArgs {
  /** Requests of one client address in any five minutes, 10 to 2 000 000 000, above which it is refused with 429. */
  readonly rateLimitPerFiveMinutes: number;
  /**
   * Names of AWS's managed rule groups, in the order in which they judge.
   * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
   */
  readonly managedRules: readonly string[];
  /** By the name of the group. @default every rule does what AWS says */
  readonly exceptions?: Readonly<Record<string, WebFirewallException>>;
  /** `block` refuses; `count` only counts and logs, to learn what would be refused. */
  readonly action: "block" | "count";
}

/** ARNs of the IP sets that are refused, or let through unjudged. */
export interface IpSetArns {
  readonly blocked?: pulumi.Input<string>;
  readonly allowed?: pulumi.Input<string>;
}

type Rule = aws.types.input.wafv2.WebAclRule;
type Unnumbered = Omit<Rule, "priority" | "visibilityConfig" | "name"> & { readonly name: string };

/** What costs least comes first: addresses, then the rate, then the managed groups, and what is left of their exceptions. */
export function webFirewallRules(args: WebFirewallRulesArgs, ipSets: IpSetArns): Rule[] {
  const { managedRules, exceptions = {} } = args;
  const rules: Unnumbered[] = [
    ...ofAddresses("blocked-addresses", ipSets.blocked, refuseOrCount(args)),
    ...ofAddresses("allowed-addresses", ipSets.allowed, { allow: {} }),
    rateRule(args),
    ...managedRules.map((group) => managedRule(args, group, exceptions[group])),
    ...managedRules.flatMap((group) => elsewhereRule(args, group, exceptions[group])),
  ];
  return rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: visibility(rule.name) }));
}

export function visibility(metricName: pulumi.Input<string>): aws.types.input.wafv2.WebAclVisibilityConfig {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

function refuseOrCount({ action }: WebFirewallRulesArgs): aws.types.input.wafv2.WebAclRuleAction {
  return action === "block" ? { block: {} } : { count: {} };
}

function ofAddresses(
  name: string,
  arn: pulumi.Input<string> | undefined,
  action: aws.types.input.wafv2.WebAclRuleAction,
): Unnumbered[] {
  return arn === undefined ? [] : [{ name, action, statement: { ipSetReferenceStatement: { arn } } }];
}

function rateRule({ action, rateLimitPerFiveMinutes }: WebFirewallRulesArgs): Unnumbered {
  return {
    name: "rate-limit",
    action: action === "block" ? { block: { customResponse: { responseCode: 429 } } } : { count: {} },
    statement: {
      rateBasedStatement: {
        limit: rateLimitPerFiveMinutes,
        evaluationWindowSec: 300,
        aggregateKeyType: "IP",
      },
    },
  };
}

function managedRule(
  { action }: WebFirewallRulesArgs,
  name: string,
  exception: WebFirewallException | undefined,
): Unnumbered {
  return {
    name,
    // `none`: what the group itself says.
    overrideAction: action === "block" ? { none: {} } : { count: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name,
        ...(exception && {
          ruleActionOverrides: exception.rules.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        }),
      },
    },
  };
}

/**
 * Refuses on all other paths what the excepted rules found: a rule that counts leaves a label, and one that refuses ends
 * the judgement, so that a label in the group's namespace can only be an excepted rule's.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-labels.html
 */
function elsewhereRule(
  args: WebFirewallRulesArgs,
  group: string,
  exception: WebFirewallException | undefined,
): Unnumbered[] {
  const key = wafLabelNamespaces[group];
  const [first, ...others] = (exception?.paths ?? []).map(below);
  if (first === undefined || key === undefined) return [];
  const anywhere = others.length === 0 ? first : { orStatement: { statements: [first, ...others] } };
  return [
    {
      name: `${group}-elsewhere`,
      action: refuseOrCount(args),
      statement: {
        andStatement: {
          statements: [
            { labelMatchStatement: { scope: "NAMESPACE", key } },
            { notStatement: { statement: anywhere } },
          ],
        },
      },
    },
  ];
}

/** A path that begins so once it is decoded and without `..`: what only looks so must not be excepted. */
function below(path: string): aws.types.input.wafv2.WebAclRuleStatement {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: "STARTS_WITH",
      searchString: path,
      textTransformations: [
        { priority: 0, type: "URL_DECODE" },
        { priority: 1, type: "NORMALIZE_PATH" },
      ],
    },
  };
}
