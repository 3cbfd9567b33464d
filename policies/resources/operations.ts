/** What protects and watches on AWS: backups, keys, secrets, alarms. */
export const BACKUP_PLAN = ["aws:backup/plan:Plan"] as const;
export const BACKUP_SELECTION = ["aws:backup/selection:Selection"] as const;
export const BACKUP_VAULT = [
  "aws:backup/vault:Vault",
  "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
] as const;

export const KMS_KEY = ["aws:kms/key:Key"] as const;
export const KMS_REPLICA_KEY = ["aws:kms/replicaKey:ReplicaKey"] as const;
export const ANY_KMS_KEY = [
  ...KMS_KEY,
  ...KMS_REPLICA_KEY,
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
  "aws:kms/alias:Alias",
] as const;
export const SECRET = ["aws:secretsmanager/secret:Secret"] as const;
export const SECRET_VERSION = ["aws:secretsmanager/secretVersion:SecretVersion"] as const;

export const METRIC_ALARM = ["aws:cloudwatch/metricAlarm:MetricAlarm"] as const;
export const CANARY = ["aws:synthetics/canary:Canary"] as const;
export const BUCKET_OBJECT = [
  "aws:s3/bucketObject:BucketObject",
  "aws:s3/bucketObjectv2:BucketObjectv2",
] as const;
export const COMPOSITE_ALARM = ["aws:cloudwatch/compositeAlarm:CompositeAlarm"] as const;

export const LOG_GROUP = ["aws:cloudwatch/logGroup:LogGroup"] as const;
export const LOG_RESOURCE_POLICY = ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy"] as const;
export const WEB_ACL = ["aws:wafv2/webAcl:WebAcl"] as const;
export const WEB_ACL_LOGGING = ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"] as const;

/** What writes logs, or records of its own tests, into a bucket, and by which property. */
export const LOG_WRITERS: readonly { readonly type: RegExp; readonly property: string }[] = [
  { type: /^aws:(lb|alb|elb|elasticloadbalancingv2)\/loadBalancer:/, property: "accessLogs" },
  { type: /^aws:(lb|alb)\/loadBalancer:/, property: "connectionLogs" },
  { type: /^aws:s3\/bucketLogging/, property: "targetBucket" },
  { type: /^aws:ec2\/flowLog:/, property: "logDestination" },
  { type: /^aws:cloudtrail\/trail:/, property: "s3BucketName" },
  { type: /^aws:cloudfront\/distribution:/, property: "loggingConfig" },
  { type: /^aws:wafv2\/webAclLoggingConfiguration:/, property: "logDestinationConfigs" },
  { type: /^aws:synthetics\/canary:/, property: "artifactS3Location" },
  { type: /^aws:arcregionswitch\/plan:/, property: "reportConfigurations" },
];

/** What EventBridge waits for, and what it starts then. */
export const EVENT_RULE = ["aws:cloudwatch/eventRule:EventRule"] as const;
export const EVENT_TARGET = ["aws:cloudwatch/eventTarget:EventTarget"] as const;
export const TOPIC_SUBSCRIPTION = ["aws:sns/topicSubscription:TopicSubscription"] as const;
export const STATE_MACHINE = ["aws:sfn/stateMachine:StateMachine"] as const;

export const ROLE = ["aws:iam/role:Role"] as const;
export const ROLE_POLICY = ["aws:iam/rolePolicy:RolePolicy"] as const;
export const ROLE_POLICY_ATTACHMENT = ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"] as const;
export const MANAGED_POLICY = ["aws:iam/policy:Policy"] as const;
