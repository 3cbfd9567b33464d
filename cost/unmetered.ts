/** Types that no line is written for: free ones, and those that are charged for what flows through them only. */

/** What is not in the estimate, because it depends on how the platform is used. */
export const notCounted = [
  "traffic between zones and regions and to the internet",
  "requests and capacity units of balancers, CDN, firewall, DNS and buckets",
  "logs and custom metrics",
  "stored objects, backups and their copies",
  "scaling out",
  "tax, discounts and free tiers",
] as const;

const free: readonly RegExp[] = [
  /^(pulumi|random|tls|kubernetes|command|null):/,
  /^aws:acm\//,
  /^aws:arczonalshift\//,
  /^aws:autoscaling\//,
  /^aws:cloudwatch\/logResourcePolicy:/,
  /^aws:ec2\/(defaultSecurityGroup|internetGateway|egressOnlyInternetGateway|launchTemplate|networkAcl|route|routeTable|routeTableAssociation|securityGroup|subnet|vpc|managedPrefixList):/,
  /^aws:(vpc|ec2)\/securityGroup\w*Rule:/,
  /^aws:eks\/(accessEntry|accessPolicyAssociation|addon|podIdentityAssociation):/,
  /^aws:(elasticache|rds|memorydb)\/(\w*[pP]arameterGroup|globalReplicationGroup|subnetGroup|eventSubscription|user|userGroup|acl|proxyDefaultTargetGroup|proxyTarget):/,
  /^aws:globalaccelerator\/(listener|endpointGroup):/,
  /^aws:iam\//,
  /^aws:kms\/(alias|keyPolicy|grant):/,
  /^aws:lb\/(listener|listenerRule|listenerCertificate|targetGroup|targetGroupAttachment):/,
  /^aws:route53\/record:/,
  /^aws:secretsmanager\/(secretVersion|secretPolicy|secretRotation):/,
  /^aws:ssm\/parameter:/,
  /^aws:wafv2\/(webAclAssociation|ipSet):/,
];

/** Charged by use alone: nothing at rest. */
const byUse: readonly RegExp[] = [
  /^aws:amp\/(workspace|ruleGroupNamespace|alertManagerDefinition):/,
  /^aws:backup\//,
  /^aws:cloudfront\//,
  /^aws:cloudwatch\/(logGroup|eventRule|eventTarget|eventBus):/,
  /^aws:dynamodb\//,
  /^aws:ec2\/flowLog:/,
  /^aws:fis\//,
  /^aws:lambda\//,
  /^aws:rds\/instanceAutomatedBackupsReplication:/,
  /^aws:(s3|s3control)\//,
  /^aws:scheduler\//,
  /^aws:(sns|sqs)\//,
  /^aws:wafv2\/webAclLoggingConfiguration:/,
];

/** Components are groups of other resources: their types have no package of the engine's. */
const COMPONENT = /^[\w-]+:[\w-]+:[A-Z]\w*$/;

export function isWithoutCostAtRest(type: string): boolean {
  return COMPONENT.test(type) || [...free, ...byUse].some((pattern) => pattern.test(type));
}
