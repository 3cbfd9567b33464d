/**
 * Everybody who asks, in one region of a program that is not Standfast's: Route 53 and a canary ask a Network Load Balancer
 * by its name, which asks an Application Load Balancer behind a web firewall, which asks instances. The security groups are
 * written in the three ways that the provider knows.
 */
import { ref, resource, type Fixture } from "../../support/fixture";

const ASSET = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17" };
const ARCHIVE = { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7" };

/** A canary's code, as a program writes it out. */
export const code = (text: string): unknown => ({
  ...ARCHIVE,
  assets: { "nodejs/node_modules/index.js": { ...ASSET, text } },
});

/** As Standfast's own canaries asked before they named themselves. */
export const NAMELESS = 'require("https").get(process.env.URL, { timeout: 10000 }, done);';
const NAMED =
  'require("https").get(process.env.URL, { headers: { "User-Agent": "ours" } }, (answer) => answer.statusCode === 200);';

/** AWS's common rules in the web ACL of {@link probed}. */
export const COMMON = "acl.rules.1.statement.managedRuleGroupStatement";

/** A statement of a web ACL. */
export const pathStartsWith = (path: string): object => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    searchString: path,
    textTransformations: [{ priority: 0, type: "NONE" }],
  },
});

export const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";
export const WEB_ACL = "aws:wafv2/webAcl:WebAcl";

export const COMMON_RULES = {
  name: "common",
  priority: 1,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
};

const groups: readonly Fixture[] = [
  resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
  resource("aws:ec2/securityGroup:SecurityGroup", "front-group", {
    vpcId: ref("vpc"),
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
  }),
  resource("aws:ec2/securityGroup:SecurityGroup", "alb-group", { vpcId: ref("vpc") }),
  resource("aws:ec2/securityGroupRule:SecurityGroupRule", "alb-in", {
    type: "ingress",
    securityGroupId: ref("alb-group"),
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    sourceSecurityGroupId: ref("front-group"),
  }),
  resource("aws:ec2/securityGroupRule:SecurityGroupRule", "alb-out", {
    type: "egress",
    securityGroupId: ref("alb-group"),
    protocol: "tcp",
    fromPort: 8000,
    toPort: 9000,
    cidrBlocks: ["10.0.0.0/16"],
  }),
  resource("aws:ec2/securityGroup:SecurityGroup", "app-group", { vpcId: ref("vpc") }),
  resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "app-in", {
    securityGroupId: ref("app-group"),
    ipProtocol: "tcp",
    fromPort: 8443,
    toPort: 8443,
    referencedSecurityGroupId: ref("alb-group"),
  }),
];

const balancers: readonly Fixture[] = [
  resource("aws:lb/loadBalancer:LoadBalancer", "front", {
    loadBalancerType: "network",
    securityGroups: [ref("front-group")],
  }),
  resource("aws:lb/targetGroup:TargetGroup", "to-alb", {
    targetType: "alb",
    protocol: "TCP",
    port: 443,
    healthCheck: { protocol: "HTTPS", path: "/health" },
  }),
  resource("aws:lb/listener:Listener", "front-443", {
    loadBalancerArn: ref("front"),
    port: 443,
    protocol: "TCP",
    defaultActions: [{ type: "forward", targetGroupArn: ref("to-alb") }],
  }),
  resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "alb-behind-front", {
    targetGroupArn: ref("to-alb"),
    targetId: ref("alb"),
    port: 443,
  }),
  resource("aws:lb/loadBalancer:LoadBalancer", "alb", { internal: true, securityGroups: [ref("alb-group")] }),
  resource("aws:acm/certificate:Certificate", "certificate", {
    domainName: "www.example.com",
    subjectAlternativeNames: ["*.www.example.com"],
  }),
  resource("aws:acm/certificateValidation:CertificateValidation", "issued", {
    certificateArn: ref("certificate"),
  }),
  resource("aws:lb/listener:Listener", "alb-443", {
    loadBalancerArn: ref("alb"),
    port: 443,
    protocol: "HTTPS",
    certificateArn: ref("issued"),
    defaultActions: [{ type: "forward", targetGroupArn: ref("apps") }],
  }),
  resource("aws:lb/targetGroup:TargetGroup", "apps", {
    protocol: "HTTPS",
    port: 8443,
    healthCheck: { protocol: "HTTPS", path: "/health", matcher: "200" },
  }),
  resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
    networkInterfaces: [{ securityGroups: [ref("app-group")] }],
  }),
  resource("aws:autoscaling/group:Group", "fleet", {
    minSize: 3,
    launchTemplate: { id: ref("template") },
    targetGroupArns: [ref("apps")],
  }),
];

const firewall: readonly Fixture[] = [
  resource(WEB_ACL, "acl", {
    defaultAction: { allow: {} },
    rules: [
      {
        name: "rate",
        priority: 0,
        action: { block: {} },
        statement: { rateBasedStatement: { limit: 2000, aggregateKeyType: "IP" } },
      },
      COMMON_RULES,
    ],
  }),
  resource("aws:wafv2/webAclAssociation:WebAclAssociation", "acl-of-alb", {
    resourceArn: ref("alb"),
    webAclArn: ref("acl"),
  }),
];

const askers: readonly Fixture[] = [
  resource("aws:route53/zone:Zone", "zone", { name: "example.com" }),
  resource("aws:route53/record:Record", "www", {
    zoneId: ref("zone"),
    name: "www.example.com",
    type: "A",
    aliases: [{ name: ref("front"), zoneId: ref("front"), evaluateTargetHealth: true }],
  }),
  resource("aws:route53/healthCheck:HealthCheck", "check", {
    type: "HTTPS",
    fqdn: "www.example.com",
    resourcePath: "/ready",
    requestInterval: 10,
  }),
  resource("aws:s3/bucketObjectv2:BucketObjectv2", "script", { key: "canary.zip", source: code(NAMED) }),
  resource("aws:synthetics/canary:Canary", "canary", {
    s3Key: ref("script"),
    schedule: { expression: "rate(1 minute)" },
    runConfig: { environmentVariables: { URL: "https://www.example.com/health" } },
    startCanary: true,
  }),
];

export const probed: readonly Fixture[] = [...groups, ...balancers, ...firewall, ...askers];
