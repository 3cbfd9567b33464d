/** Pages of AWS's API references, one for each operation. */
const page = (root: string) => (operation: string) =>
  `https://docs.aws.amazon.com/${root}/API_${operation}.html`;

export const docs = {
  ec2: page("AWSEC2/latest/APIReference"),
  loadBalancing: page("elasticloadbalancing/latest/APIReference"),
  autoScaling: page("autoscaling/ec2/APIReference"),
  rds: page("AmazonRDS/latest/APIReference"),
  elastiCache: page("AmazonElastiCache/latest/APIReference"),
  memoryDb: page("memorydb/latest/APIReference"),
  s3: page("AmazonS3/latest/API"),
  backup: page("aws-backup/latest/devguide"),
  iam: page("IAM/latest/APIReference"),
  kms: page("kms/latest/APIReference"),
  secretsManager: page("secretsmanager/latest/apireference"),
  route53: page("Route53/latest/APIReference"),
  regionSwitch: page("arc-region-switch/latest/api"),
  logs: page("AmazonCloudWatchLogs/latest/APIReference"),
  waf: page("waf/latest/APIReference"),
  shield: page("waf/latest/DDOSAPIReference"),
  cloudFront: page("cloudfront/latest/APIReference"),
} as const;

/** Every error code of EC2, and what it means. */
export const ec2ErrorCodes = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html";
