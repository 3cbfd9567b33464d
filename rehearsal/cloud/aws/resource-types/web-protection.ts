import { ACCOUNT, uuid, type CreationContext, type AwsResourceTypes } from "../resource-type";

/** Every distribution's name lies in this zone. https://docs.aws.amazon.com/general/latest/gr/cf_region.html */
const DISTRIBUTION_ZONE = "Z2FDTNDATAQYW2";

/** What AWS WAF keeps is kept by the region it guards in, and what is for distributions by us-east-1. */
function wafPath(kind: "webacl" | "ipset", made: CreationContext): string {
  return `${made.text("scope") === "CLOUDFRONT" ? "global" : "regional"}/${kind}/${made.text("name")}`;
}

export const webProtection: AwsResourceTypes = {
  "aws:wafv2/webAcl:WebAcl": {
    api: ["WAFV2", "WebACL"],
    operations: { updating: "UpdateWebACL" },
    id: uuid,
    arn: (acl) => `wafv2:${acl.region}:${ACCOUNT}:${wafPath("webacl", acl)}/${acl.id}`,
    autoname: { property: "name", maxLength: 128 },
    computed: { applicationIntegrationUrl: () => "" },
  },
  "aws:wafv2/ipSet:IpSet": {
    api: ["WAFV2", "IPSet"],
    operations: { updating: "UpdateIPSet" },
    id: uuid,
    arn: (set) => `wafv2:${set.region}:${ACCOUNT}:${wafPath("ipset", set)}/${set.id}`,
    autoname: { property: "name", maxLength: 128 },
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    api: ["WAFV2", "WebACLAssociation"],
    operations: { creating: "AssociateWebACL", deleting: "DisassociateWebACL" },
    id: ({ text }) => `${text("webAclArn")},${text("resourceArn")}`,
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    api: ["WAFV2", "LoggingConfiguration"],
    operations: { creating: "PutLoggingConfiguration", updating: "PutLoggingConfiguration" },
    id: ({ text }) => text("resourceArn"),
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
    api: ["CloudWatch Logs", "ResourcePolicy"],
    operations: { creating: "PutResourcePolicy", updating: "PutResourcePolicy" },
    id: ({ text }) => text("policyName") || text("resourceArn"),
    computed: { policyScope: ({ text }) => (text("resourceArn") === "" ? "ACCOUNT" : "RESOURCE") },
  },
  "aws:shield/protection:Protection": {
    api: ["Shield", "Protection"],
    id: uuid,
    arn: ({ id }) => `shield::${ACCOUNT}:protection/${id}`,
    autoname: { property: "name", maxLength: 128 },
    global: true,
  },
  "aws:shield/protectionHealthCheckAssociation:ProtectionHealthCheckAssociation": {
    api: ["Shield", "HealthCheck"],
    operations: { creating: "AssociateHealthCheck", deleting: "DisassociateHealthCheck" },
    id: ({ text }) => `${text("shieldProtectionId")}+${text("healthCheckArn")}`,
    global: true,
  },
  "aws:cloudfront/distribution:Distribution": {
    api: ["CloudFront", "Distribution"],
    operations: { updating: "UpdateDistribution" },
    id: (distribution) => `E${distribution.hex(13).toUpperCase()}`,
    arn: ({ id }) => `cloudfront::${ACCOUNT}:distribution/${id}`,
    global: true,
    computed: {
      domainName: (distribution) => `d${distribution.hex(13, "name")}.cloudfront.net`,
      hostedZoneId: () => DISTRIBUTION_ZONE,
      status: () => "Deployed",
    },
  },
};
