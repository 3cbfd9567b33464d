import { describe, expect, test } from "@jest/globals";
import { WebFirewall, type WebFirewallArgs } from "../../../components/edge/web-firewall";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args: WebFirewallArgs = {
  before: { kind: "load-balancer", arn: "arn:alb" },
  rateLimitPerFiveMinutes: 2000,
  managedRules: ["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesCommonRuleSet"],
  action: "block",
  logRetentionDays: 30,
};
const aclType = "aws:wafv2/webAcl:WebAcl";
const firewall = (changes: Partial<WebFirewallArgs> = {}) =>
  record(() => new WebFirewall("web", { ...args, ...changes }));

const visibility = (metricName: string): object => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

describe("WebFirewall", () => {
  test("limits each address first, then asks the managed rules in their order, and lets the rest through", async () => {
    const run = await firewall();
    expect(run.counts()).toEqual({
      "standfast:edge:WebFirewall": 1,
      [aclType]: 1,
      "aws:wafv2/webAclAssociation:WebAclAssociation": 1,
      "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": 1,
      "aws:cloudwatch/logGroup:LogGroup": 1,
      "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": 1,
    });
    expect(run.one(aclType).inputs).toEqual({
      scope: "REGIONAL",
      description: "Limits the rate of each client and refuses known attacks",
      defaultAction: { allow: {} },
      rules: [
        {
          name: "rate-limit",
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: {
            rateBasedStatement: { limit: 2000, evaluationWindowSec: 300, aggregateKeyType: "IP" },
          },
          visibilityConfig: visibility("rate-limit"),
        },
        ...args.managedRules.map((group, index) => ({
          name: group,
          priority: index + 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: group } },
          visibilityConfig: visibility(group),
        })),
      ],
      visibilityConfig: visibility("aws-waf-logs-web"),
    });
    expect(run.one("aws:wafv2/webAclAssociation:WebAclAssociation").inputs).toEqual({
      webAclArn: "arn:aws:mock:::web-acl",
      resourceArn: "arn:alb",
    });
  });

  test("only counts where it is told to", async () => {
    const { rules } = (await firewall({ action: "count" })).one(aclType).inputs as {
      rules: { action?: object; overrideAction?: object }[];
    };
    expect(rules.map(({ action, overrideAction }) => action ?? overrideAction)).toEqual([
      { count: {} },
      { count: {} },
      { count: {} },
    ]);
  });

  test("stands before a distribution by being named there", async () => {
    const run = await firewall({ before: { kind: "distribution" } });
    expect(run.one(aclType).inputs["scope"]).toBe("CLOUDFRONT");
    expect(run.recorded("aws:wafv2/webAclAssociation:WebAclAssociation")).toEqual([]);
    expect(await outputOf(run.result.arn)).toBe("arn:aws:mock:::web-acl");
  });

  test("logs under the name that AWS WAF asks for, without what would let a reader act as the client", async () => {
    const run = await firewall();
    expect(run.one("aws:cloudwatch/logGroup:LogGroup")).toMatchObject({
      name: "aws-waf-logs-web",
      inputs: { retentionInDays: 30 },
    });
    expect(run.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration")).toMatchObject({
      inputs: {
        resourceArn: "arn:aws:mock:::web-acl",
        logDestinationConfigs: ["arn:aws:mock:::aws-waf-logs-web"],
        redactedFields: [{ singleHeader: { name: "authorization" } }, { singleHeader: { name: "cookie" } }],
      },
      dependencies: expect.arrayContaining(["web-delivery"]) as unknown,
    });
  });

  test("lets only the delivery service of its own account write there", async () => {
    const { inputs } = (await firewall()).one("aws:cloudwatch/logResourcePolicy:LogResourcePolicy");
    expect(inputs["resourceArn"]).toBe("arn:aws:mock:::aws-waf-logs-web");
    // The ARNs of the mocks have no region and no account: between two colons there is nothing.
    expect(JSON.parse(inputs["policyDocument"] as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: "arn:aws:mock:::aws-waf-logs-web:*",
          Condition: {
            StringEquals: { "aws:SourceAccount": "" },
            ArnLike: { "aws:SourceArn": "arn:aws:logs:::*" },
          },
        },
      ],
    });
  });

  test("gives out what alarms need", async () => {
    const { result } = await firewall();
    expect(await outputOf(result.aclName)).toBe("web-acl");
    expect(await outputOf(result.metricName)).toBe("aws-waf-logs-web");
    expect(await outputOf(result.logGroupName)).toBe("aws-waf-logs-web");
  });

  test.each([9, 2_000_000_001, 10.5])("refuses a limit of %d", async (rateLimitPerFiveMinutes) => {
    await expect(firewall({ rateLimitPerFiveMinutes })).rejects.toThrow(
      `rateLimitPerFiveMinutes must be a whole number from 10 to 2000000000, got ${rateLimitPerFiveMinutes}; correct it`,
    );
  });

  test("refuses a group that is named twice", async () => {
    const managedRules = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesCommonRuleSet"];
    await expect(firewall({ managedRules })).rejects.toThrow(
      "managedRules must name each group once, got AWSManagedRulesCommonRuleSet twice; remove one",
    );
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new WebFirewall("web", args, opts))).toEqual([]);
  });
});
