/**
 * The controls of AWS Security Hub that a policy matches, each with its "Related requirements": what AWS says that it
 * stands for in NIST SP 800-53 Rev. 5 and in the CIS AWS Foundations Benchmark v5.0.0
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html, read in November 2026).
 */

interface Control {
  readonly title: string;
  readonly nist80053: readonly string[];
  readonly cis: readonly string[];
}

// What AWS relates to one concern is the same for most services.
const MULTI_AZ = ["CP-10", "CP-6(2)", "SC-36", "SC-5(2)", "SI-13(5)"];
const BACKED_UP = ["CP-10", "CP-6", "CP-6(1)", "CP-6(2)", "CP-9", "SC-5(2)", "SI-12", "SI-13(5)"];
const RETAINED = ["SI-12"];
const UNDELETABLE = ["CA-9(1)", "CM-2", "CM-2(2)", "CM-3", "SC-5(2)"];
const AT_REST_WITHOUT_BOUNDARY = ["CA-9(1)", "CM-3(6)", "SC-13", "SC-28", "SC-28(1)", "SI-7(6)"];
const AT_REST = [...AT_REST_WITHOUT_BOUNDARY, "SC-7(10)"];
const BETWEEN_NODES = ["AC-4", "SC-13", "SC-23", "SC-23(3)", "SC-7(4)", "SC-8", "SC-8(1)", "SC-8(2)"];
const IN_TRANSIT = [...BETWEEN_NODES, "AC-17(2)", "IA-5(1)", "SC-12(3)", "SI-7(6)"];

function control(title: string, nist80053: readonly string[], cis: readonly string[] = []): Control {
  return { title, nist80053, cis };
}

export const SECURITY_HUB = {
  "AutoScaling.1": control(
    "Auto Scaling groups associated with a load balancer should use ELB health checks",
    ["CA-7", "CP-2(2)", "SI-2"],
  ),
  "AutoScaling.2": control("Amazon EC2 Auto Scaling group should cover multiple Availability Zones", [
    ...MULTI_AZ,
    "CP-2(2)",
  ]),
  "CloudWatch.15": control("CloudWatch alarms should have specified actions configured", [
    "AU-6(1)",
    "AU-6(5)",
    "CA-7",
    "IR-4(1)",
    "IR-4(5)",
    "SI-2",
    "SI-20",
    "SI-4(12)",
    "SI-4(5)",
  ]),
  "CloudWatch.17": control("CloudWatch alarm actions should be activated", [
    "AU-6(1)",
    "AU-6(5)",
    "CA-7",
    "SI-2",
    "SI-4(12)",
  ]),
  "DocumentDB.1": control("Amazon DocumentDB clusters should be encrypted at rest", AT_REST),
  "DocumentDB.2": control(
    "Amazon DocumentDB clusters should have an adequate backup retention period",
    RETAINED,
  ),
  "DocumentDB.5": control("Amazon DocumentDB clusters should have deletion protection enabled", UNDELETABLE),
  "DynamoDB.2": control("DynamoDB tables should have point-in-time recovery enabled", [
    "CP-10",
    "CP-6(2)",
    "CP-9",
    "SC-5(2)",
    "SI-12",
    "SI-13(5)",
  ]),
  "DynamoDB.6": control("DynamoDB tables should have deletion protection enabled", UNDELETABLE),
  "EC2.3": control("Attached Amazon EBS volumes should be encrypted at-rest", AT_REST),
  "EC2.28": control("EBS volumes should be covered by a backup plan", BACKED_UP),
  "EFS.1": control(
    "Elastic File System should be configured to encrypt file data at-rest using AWS KMS",
    AT_REST,
    ["2.3.1"],
  ),
  "EFS.2": control("Amazon EFS volumes should be in backup plans", BACKED_UP),
  "ElastiCache.1": control(
    "ElastiCache (Redis OSS) clusters should have automatic backups enabled",
    BACKED_UP,
  ),
  "ElastiCache.3": control("ElastiCache replication groups should have automatic failover enabled", [
    "CP-10",
    "SC-36",
    "SC-5(2)",
    "SI-13(5)",
  ]),
  "ElastiCache.4": control("ElastiCache replication groups should be encrypted at rest", AT_REST),
  "ElastiCache.5": control("ElastiCache replication groups should be encrypted in transit", IN_TRANSIT),
  "ELB.1": control(
    "Application Load Balancer should be configured to redirect all HTTP requests to HTTPS",
    IN_TRANSIT,
  ),
  "ELB.6": control(
    "Application, Gateway, and Network Load Balancers should have deletion protection enabled",
    UNDELETABLE,
  ),
  "ELB.9": control("Classic Load Balancers should have cross-zone load balancing enabled", MULTI_AZ),
  "ELB.10": control("Classic Load Balancer should span multiple Availability Zones", MULTI_AZ),
  "ELB.13": control(
    "Application, Network and Gateway Load Balancers should span multiple Availability Zones",
    MULTI_AZ,
  ),
  "ELB.17": control(
    "Application and Network Load Balancers with listeners should use recommended security policies",
    IN_TRANSIT,
  ),
  "KMS.4": control("AWS KMS key rotation should be enabled", ["SC-12", "SC-12(2)", "SC-28(3)"], ["3.6"]),
  "Lambda.5": control("VPC Lambda functions should operate in multiple Availability Zones", MULTI_AZ),
  "MQ.5": control("ActiveMQ brokers should use active/standby deployment mode", MULTI_AZ),
  "MQ.6": control("RabbitMQ brokers should use cluster deployment mode", MULTI_AZ),
  "Neptune.1": control("Neptune DB clusters should be encrypted at rest", AT_REST),
  "Neptune.4": control("Neptune DB clusters should have deletion protection enabled", UNDELETABLE),
  "Neptune.5": control("Neptune DB clusters should have automated backups enabled", RETAINED),
  "Neptune.9": control("Neptune DB clusters should be deployed across multiple Availability Zones", MULTI_AZ),
  "NetworkFirewall.1": control(
    "Network Firewall firewalls should be deployed across multiple Availability Zones",
    MULTI_AZ,
  ),
  "Opensearch.1": control(
    "OpenSearch domains should have encryption at rest enabled",
    AT_REST_WITHOUT_BOUNDARY,
  ),
  "Opensearch.3": control("OpenSearch domains should encrypt data sent between nodes", BETWEEN_NODES),
  "RDS.3": control("RDS DB instances should have encryption at-rest enabled", AT_REST, ["2.2.1"]),
  "RDS.5": control("RDS DB instances should be configured with multiple Availability Zones", MULTI_AZ, [
    "2.2.4",
  ]),
  "RDS.7": control("RDS clusters should have deletion protection enabled", ["CM-3", "SC-5(2)"]),
  "RDS.8": control("RDS DB instances should have deletion protection enabled", [
    "CM-3",
    "SC-5(2)",
    "SI-13(5)",
  ]),
  "RDS.11": control("RDS instances should have automatic backups enabled", BACKED_UP),
  "RDS.15": control("RDS DB clusters should be configured for multiple Availability Zones", MULTI_AZ, [
    "2.2.4",
  ]),
  "RDS.27": control("RDS DB clusters should be encrypted at rest", AT_REST),
  "Redshift.10": control("Redshift clusters should be encrypted at rest", AT_REST_WITHOUT_BOUNDARY),
  "S3.7": control("S3 general purpose buckets should use cross-Region replication", [
    "AU-9(2)",
    "CP-10",
    "CP-6",
    "CP-6(1)",
    "CP-6(2)",
    "CP-9",
    "SC-36(2)",
    "SC-5(2)",
    "SI-13(5)",
  ]),
  "S3.14": control("S3 general purpose buckets should have versioning enabled", [...BACKED_UP, "AU-9(2)"]),
} as const satisfies Readonly<Record<string, Control>>;

export type SecurityHubControl = keyof typeof SECURITY_HUB;
