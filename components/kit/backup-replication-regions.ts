/**
 * Regions to which RDS replicates automated backups, by the region of the database. AWS's own table, in the last edition
 * that it kept in public (2023); since then the guide names `describe-source-regions` as the source, which
 * `npm run preflight` asks.
 * https://github.com/awsdocs/amazon-rds-user-guide/blob/main/doc_source/USER_ReplicateBackups.md
 */
const destinations: Readonly<Record<string, readonly string[]>> = {
  "ap-northeast-1": [
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-southeast-1",
    "us-east-1",
    "us-east-2",
    "us-west-2",
  ],
  "ap-northeast-2": ["ap-northeast-1", "ap-southeast-1", "us-east-1", "us-east-2", "us-west-2"],
  "ap-northeast-3": ["ap-northeast-1"],
  "ap-south-1": ["ap-southeast-1", "us-east-1", "us-east-2", "us-west-2"],
  "ap-southeast-1": [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "ap-southeast-2",
    "us-east-1",
    "us-east-2",
    "us-west-2",
  ],
  "ap-southeast-2": ["ap-southeast-1", "us-east-1", "us-west-1", "us-west-2"],
  "ca-central-1": ["eu-west-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"],
  "cn-north-1": ["cn-northwest-1"],
  "cn-northwest-1": ["cn-north-1"],
  "eu-central-1": [
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "us-east-1",
    "us-east-2",
    "us-west-2",
  ],
  "eu-north-1": ["eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "us-east-1"],
  "eu-west-1": [
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-2",
    "eu-west-3",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ],
  "eu-west-2": ["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-3", "us-east-1"],
  "eu-west-3": ["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "us-east-1"],
  "sa-east-1": ["us-east-1", "us-east-2"],
  "us-east-1": [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ],
  "us-east-2": [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "ap-southeast-1",
    "ca-central-1",
    "eu-central-1",
    "eu-west-1",
    "sa-east-1",
    "us-east-1",
    "us-west-1",
    "us-west-2",
  ],
  "us-gov-east-1": ["us-gov-west-1"],
  "us-gov-west-1": ["us-gov-east-1"],
  "us-west-1": ["ap-southeast-2", "ca-central-1", "eu-west-1", "us-east-1", "us-east-2", "us-west-2"],
  "us-west-2": [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-west-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
  ],
};

/**
 * Whether RDS replicates automated backups from one region to another: `undocumented` where the table has not both, as of
 * regions that opened since.
 */
export function backupReplication(
  source: string,
  destination: string,
): "supported" | "unsupported" | "undocumented" {
  const found = destinations[source];
  if (found === undefined || !Object.hasOwn(destinations, destination)) return "undocumented";
  return found.includes(destination) ? "supported" : "unsupported";
}

/** The regions to which RDS replicates automated backups from `source`, as far as they are documented. */
export function backupReplicationDestinations(source: string): readonly string[] {
  return destinations[source] ?? [];
}
