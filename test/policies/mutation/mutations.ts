/**
 * One break of the prod program for each policy that it exercises. Both regions are broken alike, unless it is about
 * one of them, so that region-parity has nothing to say.
 */
import type { Earlier, Given, Mutation } from "./mutation";
import { set, shorten } from "./mutation";
import { failureMutations } from "./failure-mutations";
import { neighbourMutations } from "./neighbour-mutations";

const GROUP = "aws:autoscaling/group:Group";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const DATABASE = "aws:rds/instance:Instance";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const ROUTE = "aws:ec2/route:Route";
const BUCKET = "aws:s3/bucket:Bucket";
const KEY = "aws:kms/key:Key";
const RECORD = "aws:route53/record:Record";
const PRIMARY = /^us-east-1-database-instance$/;

const userData = (script: string): string => Buffer.from(`#!/bin/sh\n${script}\n`).toString("base64");

type Destination = Readonly<Record<string, unknown>>;

/** Changes where the rules of a replication copy to. */
const redirect =
  (change: (destination: Destination, earlier: Earlier) => Destination): Mutation["change"] =>
  ({ props }, earlier) => {
    const rules = props["rules"] as readonly { readonly destination: Destination }[];
    props["rules"] = rules.map((rule) => ({ ...rule, destination: change(rule.destination, earlier) }));
  };

const arnOf = (given: Given | undefined): unknown =>
  (given?.resource as unknown as { readonly arn: unknown }).arn;

export const mutations: readonly Mutation[] = [
  ...failureMutations,
  ...neighbourMutations,
  {
    policy: "failover-on-data-plane",
    type: "aws:iam/rolePolicy:RolePolicy",
    name: /^region-switch-policy$/,
    change: set({
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "route53:ChangeResourceRecordSets", Resource: "*" }],
      }),
    }),
  },
  { policy: "asg-min-size", type: GROUP, name: /group$/, change: set({ minSize: 2, desiredCapacity: 2 }) },
  {
    policy: "cache-min-replicas",
    also: ["az-loss-survivable"],
    type: CACHE,
    name: /group$/,
    change: set({ replicasPerNodeGroup: 0 }),
  },
  { policy: "cache-users", type: CACHE, name: /group$/, change: set({ userGroupIds: [] }) },
  {
    policy: "asg-replaces-lost",
    type: GROUP,
    name: /group$/,
    change: set({ suspendedProcesses: ["Launch"] }),
  },
  {
    policy: "lifecycle-hook-completed",
    type: TEMPLATE,
    name: /template$/,
    change: set({ userData: userData("systemctl start app") }),
  },
  {
    policy: "keep-alive-outlasts-balancer",
    also: ["lifecycle-hook-completed"],
    type: TEMPLATE,
    name: /template$/,
    change: set({ userData: userData("gunicorn --keep-alive 5 shop:app") }),
  },
  {
    policy: "tls-end-open-files",
    also: ["lifecycle-hook-completed"],
    type: TEMPLATE,
    name: /template$/,
    change: set({ userData: userData("exec stunnel /etc/target-tls/stunnel.conf") }),
  },
  {
    policy: "imds-hop-limit",
    also: ["lifecycle-hook-completed"],
    type: TEMPLATE,
    name: /template$/,
    change: set({ userData: userData("docker run app"), "metadataOptions.httpPutResponseHopLimit": 2 }),
  },
  { policy: "asg-multi-az", type: GROUP, name: /group$/, change: shorten("vpcZoneIdentifiers") },
  { policy: "lb-multi-az", type: BALANCER, name: /alb$/, change: shorten("subnets") },
  { policy: "lb-cross-zone", type: TARGET_GROUP, name: /lb-https$/, change: set({ targetType: "instance" }) },
  {
    policy: "rds-multi-az",
    also: ["az-loss-survivable"],
    type: DATABASE,
    name: PRIMARY,
    change: set({ multiAz: false }),
  },
  {
    policy: "db-subnet-group-azs",
    type: "aws:rds/subnetGroup:SubnetGroup",
    name: /subnets$/,
    change: shorten("subnetIds"),
  },
  {
    policy: "elasticache-multi-az",
    also: ["az-loss-survivable"],
    type: CACHE,
    name: /group$/,
    change: set({ multiAzEnabled: false }),
  },
  {
    policy: "nat-per-az",
    also: ["az-loss-survivable"],
    type: ROUTE,
    name: /^us-east-1-network-private-us-east-1b$/,
    change: ({ props }, earlier) => {
      props["natGatewayId"] = earlier(ROUTE, "us-east-1-network-private-us-east-1a")?.props["natGatewayId"];
    },
  },
  { policy: "zonal-shift-ready", type: BALANCER, name: /alb$/, change: set({ enableZonalShift: false }) },
  { policy: "asg-elb-healthcheck", type: GROUP, name: /group$/, change: set({ healthCheckType: "EC2" }) },
  {
    policy: "tg-health-check",
    type: TARGET_GROUP,
    name: /lb-app$/,
    change: set({ "healthCheck.path": "/" }),
  },
  {
    policy: "tg-detection-budget",
    type: TARGET_GROUP,
    name: /lb-app$/,
    change: set({ "healthCheck.interval": 30 }),
  },
  {
    policy: "r53-healthcheck-tuned",
    type: "aws:route53/healthCheck:HealthCheck",
    name: /check$/,
    change: set({ requestInterval: 30 }),
  },
  {
    policy: "rolling-update-safe",
    type: GROUP,
    name: /group$/,
    change: set({ "instanceRefresh.preferences.minHealthyPercentage": 50 }),
  },
  { policy: "rds-backups", type: DATABASE, name: PRIMARY, change: set({ backupRetentionPeriod: 1 }) },
  {
    policy: "db-deletion-protection",
    type: DATABASE,
    name: PRIMARY,
    change: set({ deletionProtection: false }),
  },
  {
    policy: "s3-versioning",
    also: ["region-loss-survivable"],
    type: "aws:s3/bucketVersioning:BucketVersioning",
    name: /^eu-west-1/,
    change: set({ "versioningConfiguration.status": "Suspended" }),
  },
  {
    policy: "s3-crr",
    also: ["region-loss-survivable"],
    type: REPLICATION,
    name: /^us-east-1/,
    change: ({ props }) => {
      props["rules"] = (props["rules"] as readonly object[]).map((rule) => ({ ...rule, status: "Disabled" }));
    },
  },
  {
    policy: "s3-crr-other-region",
    also: ["kms-usable-after-region-loss", "region-loss-survivable"],
    type: REPLICATION,
    name: /^us-east-1/,
    change: redirect((to, earlier) => ({
      ...to,
      bucket: arnOf(earlier(BUCKET, "us-east-1-objects-bucket")),
    })),
  },
  {
    policy: "db-cross-region-copy",
    also: ["region-loss-survivable"],
    type: DATABASE,
    name: /^eu-west-1-database-instance$/,
    change: ({ props }, earlier) => {
      const { allocatedStorage, username, password } =
        earlier(DATABASE, "us-east-1-database-instance")?.props ?? {};
      Object.assign(props, { allocatedStorage, username, password, replicateSourceDb: undefined });
      Object.assign(props, { skipFinalSnapshot: false, finalSnapshotIdentifier: "last" });
    },
  },
  { policy: "backup-coverage", type: CACHE, name: /group$/, change: set({ snapshotRetentionLimit: 0 }) },
  {
    policy: "lb-deletion-protection",
    type: BALANCER,
    name: /alb$/,
    change: set({ enableDeletionProtection: false }),
  },
  {
    policy: "pulumi-protect-stateful",
    type: BUCKET,
    name: /bucket$/,
    change: ({ opts }) => {
      opts.protect = false;
    },
  },
  {
    policy: "pulumi-protect-endpoints",
    type: BALANCER,
    name: /nlb$/,
    change: ({ opts }) => {
      opts.protect = false;
    },
  },
  {
    policy: "eip-protected",
    type: "aws:ec2/eip:Eip",
    name: /^us-east-1-network-nat-/,
    change: ({ opts }) => {
      opts.protect = false;
    },
  },
  {
    policy: "s3-backup-events",
    type: "aws:s3/bucketNotification:BucketNotification",
    name: /^us-east-1/,
    change: set({ eventbridge: false }),
  },
  {
    policy: "no-force-destroy",
    type: BUCKET,
    name: /bucket$/,
    change: set({ forceDestroy: true }),
  },
  {
    policy: "kms-usable-after-region-loss",
    type: REPLICATION,
    name: /^us-east-1/,
    change: redirect((to, earlier) => ({
      ...to,
      encryptionConfiguration: { replicaKmsKeyId: arnOf(earlier(KEY, "us-east-1-encryption-key")) },
    })),
  },
  {
    policy: "secret-replicated",
    also: ["region-independence", "region-loss-survivable"],
    type: "aws:secretsmanager/secret:Secret",
    name: /^us-east-1-database/,
    change: set({ replicas: [] }),
  },
  {
    policy: "r53-failover-pair",
    // With two primaries both regions serve, and neither can carry both.
    also: ["model-matches-graph", "region-loss-survivable"],
    type: RECORD,
    name: /^failover-secondary-1$/,
    change: set({ failoverRoutingPolicies: [{ type: "PRIMARY" }] }),
  },
  {
    policy: "r53-failover-healthcheck",
    also: ["r53-failback-by-switch", "failover-rto-budget", "region-loss-survivable"],
    type: RECORD,
    name: /^failover-primary-1$/,
    change: ({ props }) => {
      props["healthCheckId"] = undefined;
      const aliases = props["aliases"] as readonly object[];
      props["aliases"] = aliases.map((alias) => ({ ...alias, evaluateTargetHealth: false }));
    },
  },
  {
    policy: "r53-pair-distinct-regions",
    also: ["region-loss-survivable"],
    type: RECORD,
    name: /^failover-secondary-1$/,
    change: ({ props }, earlier) => {
      props["aliases"] = earlier(RECORD, "failover-primary-1")?.props["aliases"];
    },
  },
  { policy: "encrypt-at-rest", type: DATABASE, name: PRIMARY, change: set({ storageEncrypted: false }) },
  {
    policy: "encrypt-in-transit",
    type: CACHE,
    name: /group$/,
    change: set({ transitEncryptionEnabled: false }),
  },
  {
    policy: "asg-trouble-told",
    type: "aws:cloudwatch/eventRule:EventRule",
    name: /^us-east-1-fleet-alarms-troubles$/,
    change: set({ eventPattern: '{"source":["aws.autoscaling"]}' }),
  },
  {
    policy: "waf-override-effective",
    type: "aws:wafv2/webAcl:WebAcl",
    name: /acl$/,
    change: ({ props }) => {
      const [rate, ...groups] = props["rules"] as readonly object[];
      const ruleActionOverrides = [{ name: "SizeRestrictions_Body", actionToUse: { count: {} } }];
      const statement = { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet", ruleActionOverrides };
      const common = { ...groups[0], statement: { managedRuleGroupStatement: statement } };
      props["rules"] = [rate, common, ...groups.slice(1)];
    },
  },
  {
    policy: "kms-key-rotation",
    type: KEY,
    name: /key$/,
    change: set({ enableKeyRotation: false }),
  },
];
