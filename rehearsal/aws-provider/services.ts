/** The service packages of the provider that the plugin is built with: those of the types in `resource-types.json`. */
export const services: readonly string[] = [
  ...["acm", "amp", "arcregionswitch", "arczonalshift", "autoscaling", "backup", "cloudfront", "cloudwatch"],
  ...["dynamodb", "ec2", "eks", "elasticache", "elbv2", "events", "iam", "kms", "lambda", "logs", "memorydb"],
  ...[
    "meta",
    "rds",
    "route53",
    "s3",
    "s3control",
    "scheduler",
    "secretsmanager",
    "shield",
    "sns",
    "sqs",
    "sts",
  ],
  ...["synthetics", "wafv2"],
];
