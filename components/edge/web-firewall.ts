import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { parseArn, siblingArn } from "../aws/arn";
import { Component } from "../kit/component";

export interface WebFirewallArgs {
  /**
   * What it protects: an Application Load Balancer of the same region, an Ingress of it or a CloudFront
   * distribution, both of which name the firewall themselves (`arn`). Where there is a distribution the firewall belongs there: behind it, the only client
   * address is a header that clients may write into, so each could pass for many.
   * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-forwarded-ip-address.html
   */
  readonly before:
    | { readonly kind: "load-balancer"; readonly arn: pulumi.Input<string> }
    | { readonly kind: "ingress" }
    | { readonly kind: "distribution" };
  /** Requests of one client address in any five minutes, 10 to 2 000 000 000, above which it is refused with 429. */
  readonly rateLimitPerFiveMinutes: number;
  /**
   * Names of AWS's managed rule groups, in the order in which they judge.
   * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
   */
  readonly managedRules: readonly string[];
  /** `block` refuses; `count` only counts and logs, to learn what would be refused. */
  readonly action: "block" | "count";
  /** Days that the log of what it saw is kept: one of CloudWatch Logs' retentions. */
  readonly logRetentionDays: number;
}

/** Bounds: https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const [leastRate, mostRate] = [10, 2_000_000_000];

/** Headers with which a reader of the log could act as the client. */
const redactedHeaders = ["authorization", "cookie"] as const;

/** Refuses clients that ask too often and requests that AWS's managed rules know; lets everything else through. */
export class WebFirewall extends Component {
  readonly arn: pulumi.Output<string>;
  /** The web ACL's name. */
  readonly aclName: pulumi.Output<string>;
  /** Value of the dimension `WebACL` of its metrics; beside it are `Rule` (a rule's name, or ALL) and `Region`. */
  readonly metricName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} for a limit that AWS does not take, or rules that are named twice. */
  constructor(name: string, args: WebFirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:WebFirewall", name, opts);
    this.#validate(args);
    const log = new aws.cloudwatch.LogGroup(
      // AWS WAF writes to no group that is called otherwise.
      `aws-waf-logs-${name}`,
      { retentionInDays: args.logRetentionDays },
      this.child(),
    );
    const acl = new aws.wafv2.WebAcl(
      this.childName("acl"),
      {
        scope: args.before.kind === "distribution" ? "CLOUDFRONT" : "REGIONAL",
        description: "Limits the rate of each client and refuses known attacks",
        defaultAction: { allow: {} },
        rules: [
          rateRule(args),
          ...args.managedRules.map((group, index) => managedRule(args, group, index + 1)),
        ],
        // The log group's name is the only one here that no other stack of the account can have.
        visibilityConfig: visibility(log.name),
      },
      this.child(),
    );
    if (args.before.kind === "load-balancer") {
      new aws.wafv2.WebAclAssociation(
        this.childName("association"),
        { webAclArn: acl.arn, resourceArn: args.before.arn },
        this.child(),
      );
    }
    this.#logTo(log, acl);

    this.arn = acl.arn;
    this.aclName = acl.name;
    this.metricName = log.name;
    this.logGroupName = log.name;
    this.registerOutputs({ arn: this.arn, aclName: this.aclName, logGroupName: this.logGroupName });
  }

  #validate({ rateLimitPerFiveMinutes: limit, managedRules }: WebFirewallArgs): void {
    this.require(
      Number.isInteger(limit) && limit >= leastRate && limit <= mostRate,
      `rateLimitPerFiveMinutes must be a whole number from ${leastRate} to ${mostRate}, got ${limit}; correct it`,
    );
    const twice = managedRules.find((group, index) => managedRules.indexOf(group) !== index);
    this.require(
      twice === undefined,
      `managedRules must name each group once, got ${String(twice)} twice; remove one`,
    );
  }

  #logTo(log: aws.cloudwatch.LogGroup, acl: aws.wafv2.WebAcl): void {
    const policy = new aws.cloudwatch.LogResourcePolicy(
      this.childName("delivery"),
      // Attached to the group itself: an account has room for ten policies of the other kind in a region.
      { resourceArn: log.arn, policyDocument: deliveryPolicy(log.arn) },
      this.child(),
    );
    new aws.wafv2.WebAclLoggingConfiguration(
      this.childName("logging"),
      {
        resourceArn: acl.arn,
        logDestinationConfigs: [log.arn],
        redactedFields: redactedHeaders.map((header) => ({ singleHeader: { name: header } })),
      },
      this.child({ dependsOn: [policy] }),
    );
  }
}

function rateRule({ action, rateLimitPerFiveMinutes }: WebFirewallArgs): aws.types.input.wafv2.WebAclRule {
  return {
    name: "rate-limit",
    // Before the managed groups: refusing by count is what costs least.
    priority: 0,
    action: action === "block" ? { block: { customResponse: { responseCode: 429 } } } : { count: {} },
    statement: {
      rateBasedStatement: {
        limit: rateLimitPerFiveMinutes,
        evaluationWindowSec: 300,
        aggregateKeyType: "IP",
      },
    },
    visibilityConfig: visibility("rate-limit"),
  };
}

function managedRule(
  { action }: WebFirewallArgs,
  group: string,
  priority: number,
): aws.types.input.wafv2.WebAclRule {
  return {
    name: group,
    priority,
    // `none`: what the group itself says.
    overrideAction: action === "block" ? { none: {} } : { count: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name: group } },
    visibilityConfig: visibility(group),
  };
}

function visibility(metricName: pulumi.Input<string>) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

/** Lets the service that delivers logs write, for this account and region only, which the group's own ARN names. */
function deliveryPolicy(logGroupArn: pulumi.Output<string>): pulumi.Output<string> {
  return logGroupArn.apply((arn) => {
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: `${arn}:*`,
          Condition: {
            StringEquals: { "aws:SourceAccount": parseArn(arn).account },
            ArnLike: { "aws:SourceArn": siblingArn(arn, "logs", "*") },
          },
        },
      ],
    });
  });
}
