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

  test("counts what an exception names, and refuses it on every other path", async () => {
    const { rules } = (
      await firewall({
        exceptions: {
          AWSManagedRulesCommonRuleSet: { rules: ["SizeRestrictions_BODY"], paths: ["/uploads", "/import"] },
        },
      })
    ).one(aclType).inputs as { rules: object[] };
    const startsWith = (searchString: string): object => ({
      byteMatchStatement: {
        fieldToMatch: { uriPath: {} },
        positionalConstraint: "STARTS_WITH",
        searchString,
        textTransformations: [
          { priority: 0, type: "URL_DECODE" },
          { priority: 1, type: "NORMALIZE_PATH" },
        ],
      },
    });
    expect(rules).toHaveLength(4);
    expect(rules[2]).toMatchObject({
      statement: {
        managedRuleGroupStatement: {
          name: "AWSManagedRulesCommonRuleSet",
          ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }],
        },
      },
    });
    expect(rules[3]).toEqual({
      name: "AWSManagedRulesCommonRuleSet-elsewhere",
      priority: 3,
      action: { block: {} },
      statement: {
        andStatement: {
          statements: [
            { labelMatchStatement: { scope: "NAMESPACE", key: "awswaf:managed:aws:core-rule-set:" } },
            {
              notStatement: {
                statement: { orStatement: { statements: ["/uploads", "/import"].map(startsWith) } },
              },
            },
          ],
        },
      },
      visibilityConfig: visibility("AWSManagedRulesCommonRuleSet-elsewhere"),
    });
  });

  test("needs no second rule where an exception counts everywhere, nor a list of one path", async () => {
    const rulesWith = async (paths: string[]) => {
      const exceptions = { AWSManagedRulesCommonRuleSet: { rules: ["SizeRestrictions_BODY"], paths } };
      return (await firewall({ exceptions })).one(aclType).inputs["rules"] as { statement: object }[];
    };
    expect(await rulesWith([])).toHaveLength(3);
    const [, , , elsewhere] = await rulesWith(["/uploads"]);
    expect(elsewhere!.statement).toMatchObject({
      andStatement: {
        statements: [
          {},
          { notStatement: { statement: { byteMatchStatement: { searchString: "/uploads" } } } },
        ],
      },
    });
  });

  test("refuses and lets through addresses before anything else", async () => {
    const run = await firewall({
      blockedCidrBlocks: ["203.0.113.0/24"],
      allowedCidrBlocks: ["198.51.100.7/32"],
    });
    expect(run.recorded("aws:wafv2/ipSet:IpSet").map(({ name, inputs }): unknown => [name, inputs])).toEqual([
      ["web-blocked", { scope: "REGIONAL", ipAddressVersion: "IPV4", addresses: ["203.0.113.0/24"] }],
      ["web-allowed", { scope: "REGIONAL", ipAddressVersion: "IPV4", addresses: ["198.51.100.7/32"] }],
    ]);
    const { rules } = run.one(aclType).inputs as { rules: object[] };
    expect(rules.slice(0, 3)).toMatchObject([
      {
        name: "blocked-addresses",
        priority: 0,
        action: { block: {} },
        statement: { ipSetReferenceStatement: { arn: "arn:aws:mock:::web-blocked" } },
      },
      {
        name: "allowed-addresses",
        priority: 1,
        action: { allow: {} },
        statement: { ipSetReferenceStatement: { arn: "arn:aws:mock:::web-allowed" } },
      },
      { name: "rate-limit", priority: 2 },
    ]);
  });

  test("inspects more of a body before a distribution where told to", async () => {
    const configOf = async (before: WebFirewallArgs["before"]): Promise<unknown> =>
      (await firewall({ before })).one(aclType).inputs["associationConfig"];
    expect(await configOf({ kind: "distribution", bodyInspectionKiB: 64 })).toEqual({
      requestBodies: [{ cloudfront: { defaultSizeInspectionLimit: "KB_64" } }],
    });
    expect(await configOf({ kind: "distribution", bodyInspectionKiB: 16 })).toBeUndefined();
    expect(await configOf({ kind: "ingress" })).toBeUndefined();
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

  test.each([
    [
      { AWSManagedRulesLinuxRuleSet: { rules: ["LFI_HEADER"], paths: [] } },
      "exceptions must be of groups in managedRules, got AWSManagedRulesLinuxRuleSet; add it there, or remove its exception",
    ],
    [
      { AWSManagedRulesAmazonIpReputationList: { rules: ["AWSManagedIPReputationList"], paths: ["/open"] } },
      "exceptions.AWSManagedRulesAmazonIpReputationList.paths must be empty, got /open; this group also labels what it would not refuse",
    ],
  ])("refuses the exceptions %j", async (exceptions, message) => {
    await expect(firewall({ exceptions })).rejects.toThrow(message);
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new WebFirewall("web", args, opts))).toEqual([]);
  });
});
