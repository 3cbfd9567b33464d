import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { wafLabelNamespaces } from "../kit/waf-label-namespaces";
import { visibility, webFirewallRules, type WebFirewallRulesArgs } from "./web-firewall-rules";

export interface WebFirewallArgs extends WebFirewallRulesArgs {
  /**
   * What it protects: an Application Load Balancer of the same region, an Ingress of it or a CloudFront
   * distribution, both of which name the firewall themselves (`arn`). Where there is a distribution the firewall belongs there: behind it, the only client
   * address is a header that clients may write into, so each could pass for many.
   * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-forwarded-ip-address.html
   */
  readonly before:
    | { readonly kind: "load-balancer"; readonly arn: pulumi.Input<string> }
    | { readonly kind: "ingress" }
    | {
        readonly kind: "distribution";
        /** KiB of a body that are inspected; before a load balancer AWS fixes 8. @default 16 */
        readonly bodyInspectionKiB?: 16 | 32 | 48 | 64;
      };
  /** IPv4 blocks of clients that are refused whatever they ask. @default [] */
  readonly blockedCidrBlocks?: readonly string[];
  /** IPv4 blocks of clients whose requests are not judged at all, their rate included. @default [] */
  readonly allowedCidrBlocks?: readonly string[];
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

  /** @throws {pulumi.ResourceError} for a limit that AWS does not take, or rules and exceptions that do not fit together. */
  constructor(name: string, args: WebFirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:WebFirewall", name, opts);
    this.#validate(args);
    const log = new aws.cloudwatch.LogGroup(
      // AWS WAF writes to no group that is called otherwise.
      `aws-waf-logs-${name}`,
      { retentionInDays: args.logRetentionDays },
      this.child(),
    );
    const { before } = args;
    const scope = before.kind === "distribution" ? "CLOUDFRONT" : "REGIONAL";
    const acl = new aws.wafv2.WebAcl(
      this.childName("acl"),
      {
        scope,
        description: "Limits the rate of each client and refuses known attacks",
        defaultAction: { allow: {} },
        ...(before.kind === "distribution" && associationConfig(before.bodyInspectionKiB)),
        rules: webFirewallRules(args, {
          blocked: this.#ipSet("blocked", scope, args.blockedCidrBlocks),
          allowed: this.#ipSet("allowed", scope, args.allowedCidrBlocks),
        }),
        // The log group's name is the only one here that no other stack of the account can have.
        visibilityConfig: visibility(log.name),
      },
      this.child(),
    );
    if (before.kind === "load-balancer") {
      new aws.wafv2.WebAclAssociation(
        this.childName("association"),
        { webAclArn: acl.arn, resourceArn: before.arn },
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

  #validate({ rateLimitPerFiveMinutes: limit, managedRules, exceptions = {} }: WebFirewallArgs): void {
    this.require(
      Number.isInteger(limit) && limit >= leastRate && limit <= mostRate,
      `rateLimitPerFiveMinutes must be a whole number from ${leastRate} to ${mostRate}, got ${limit}; correct it`,
    );
    const twice = managedRules.find((group, index) => managedRules.indexOf(group) !== index);
    this.require(
      twice === undefined,
      `managedRules must name each group once, got ${String(twice)} twice; remove one`,
    );
    for (const [group, { paths }] of Object.entries(exceptions)) {
      this.require(
        managedRules.includes(group),
        `exceptions must be of groups in managedRules, got ${group}; add it there, or remove its exception`,
      );
      this.require(
        paths.length === 0 || wafLabelNamespaces[group] !== undefined,
        `exceptions.${group}.paths must be empty, got ${paths.join(", ")}; this group also labels what it would not refuse`,
      );
    }
  }

  /** @returns its ARN; none where it would be empty. */
  #ipSet(
    role: "blocked" | "allowed",
    scope: "CLOUDFRONT" | "REGIONAL",
    blocks: readonly string[] = [],
  ): pulumi.Output<string> | undefined {
    if (blocks.length === 0) return undefined;
    return new aws.wafv2.IpSet(
      this.childName(role),
      { scope, ipAddressVersion: "IPV4", addresses: [...blocks] },
      this.child(),
    ).arn;
  }

  /**
   * No resource policy: AWS WAF writes the one that lets its logs into the group when it is told of the group. A group
   * has room for one policy, so that a program's own would fight AWS's statement at every update.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
   * https://github.com/hashicorp/terraform-provider-aws/pull/47111
   */
  #logTo(log: aws.cloudwatch.LogGroup, acl: aws.wafv2.WebAcl): void {
    new aws.wafv2.WebAclLoggingConfiguration(
      this.childName("logging"),
      {
        resourceArn: acl.arn,
        logDestinationConfigs: [log.arn],
        redactedFields: redactedHeaders.map((header) => ({ singleHeader: { name: header } })),
      },
      this.child(),
    );
  }
}

/** https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html */
function associationConfig(
  bodyInspectionKiB: 16 | 32 | 48 | 64 = 16,
): Pick<aws.wafv2.WebAclArgs, "associationConfig"> {
  // What AWS takes by itself, and charges nothing for.
  if (bodyInspectionKiB === 16) return {};
  const limit = { defaultSizeInspectionLimit: `KB_${bodyInspectionKiB}` };
  return { associationConfig: { requestBodies: [{ cloudfront: limit }] } };
}
