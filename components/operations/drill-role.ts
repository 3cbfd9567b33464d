import * as pulumi from "@pulumi/pulumi";
import { parseArn, siblingArn } from "../aws/arn";
import { ServiceRole } from "../aws/service-role";
import { Component } from "../kit/component";

/** What of one region a drill may break. */
export interface DrillRegion {
  /** The VPC whose tagged subnets may be cut off. */
  readonly vpcArn: pulumi.Input<string>;
  /** A Multi-AZ database that may be failed over. @default none */
  readonly databaseArn?: pulumi.Input<string>;
  /** An ElastiCache replication group whose nodes of one zone may lose power. @default none */
  readonly cacheArn?: pulumi.Input<string>;
}

export interface DrillRoleArgs {
  /** Every region of the stack; at least one. */
  readonly regions: readonly DrillRegion[];
  /** The tag that a subnet must carry to be cut off, key and value. */
  readonly tag: { readonly key: string; readonly value: string };
}

/**
 * The role with which AWS Fault Injection Service works in a drill of a zone or a region: `experimentRoleArn` of the
 * permit. It can cut off tagged subnets, fail over these databases and interrupt these caches, and undo that; nothing
 * else. What a person needs to run a drill is not in it.
 *
 * Each permission is one that FIS names for the three actions that drills use.
 * https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html
 */
export class DrillRole extends Component {
  readonly experimentRoleArn: pulumi.Output<string>;

  constructor(name: string, args: DrillRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("operations:DrillRole", name, opts);
    const [first] = args.regions;
    this.require(first !== undefined, "regions must list at least 1, got 0; pass every region of the stack");
    // Known once its policy is there: a role that cannot do its work yet would fail an experiment half-way.
    this.experimentRoleArn = new ServiceRole(
      name,
      {
        service: "fis.amazonaws.com",
        description: "What AWS FIS may break in a drill",
        sourceAccount: pulumi.output(first.vpcArn).apply((arn) => parseArn(arn).account),
        statements: [...cutSubnets(args), ...failOver(args), ...interrupt(args), look],
      },
      this.nested(),
    ).arn;
    this.registerOutputs({ experimentRoleArn: this.experimentRoleArn });
  }
}

/** FIS puts the subnet behind a network ACL of its own, and gives it back the one it had. */
function cutSubnets({ regions, tag }: DrillRoleArgs): object[] {
  const acls = regions.map(({ vpcArn }) => sameRegionArn(vpcArn, "ec2", "network-acl/*"));
  const ownTag = { "aws:RequestTag/managedByFIS": "true" };
  return [
    {
      Sid: "MakeOwnAcl",
      Effect: "Allow",
      Action: "ec2:CreateNetworkAcl",
      Resource: acls,
      Condition: { StringEquals: ownTag },
    },
    {
      Sid: "MakeAclHere",
      Effect: "Allow",
      Action: "ec2:CreateNetworkAcl",
      Resource: regions.map(({ vpcArn }) => vpcArn),
    },
    {
      Sid: "TagOwnAcl",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: acls,
      Condition: { StringEquals: { ...ownTag, "ec2:CreateAction": "CreateNetworkAcl" } },
    },
    {
      Sid: "ChangeOwnAcl",
      Effect: "Allow",
      Action: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAcl"],
      Resource: acls,
      Condition: { StringEquals: { "ec2:ResourceTag/managedByFIS": "true" } },
    },
    {
      Sid: "CutTaggedSubnets",
      Effect: "Allow",
      Action: "ec2:ReplaceNetworkAclAssociation",
      Resource: regions.map(({ vpcArn }) => sameRegionArn(vpcArn, "ec2", "subnet/*")),
      Condition: { StringEquals: { [`aws:ResourceTag/${tag.key}`]: tag.value } },
    },
    {
      Sid: "SeePrefixLists",
      Effect: "Allow",
      Action: "ec2:GetManagedPrefixListEntries",
      Resource: regions.map(({ vpcArn }) => sameRegionArn(vpcArn, "ec2", "prefix-list/*")),
    },
    {
      // Any ACL: the one to give back is the network's own, which carries no tag of FIS.
      Sid: "GiveAclBack",
      Effect: "Allow",
      Action: "ec2:ReplaceNetworkAclAssociation",
      Resource: acls,
    },
  ];
}

function failOver({ regions }: DrillRoleArgs): object[] {
  const databases = regions.flatMap(({ databaseArn }) => databaseArn ?? []);
  if (databases.length === 0) return [];
  return [
    {
      Sid: "FailOverDatabases",
      Effect: "Allow",
      Action: "rds:RebootDBInstance",
      Resource: databases,
    },
    {
      Sid: "SeeDatabases",
      Effect: "Allow",
      Action: "rds:DescribeDBInstances",
      Resource: databases.map((arn) => sameRegionArn(arn, "rds", "db:*")),
    },
  ];
}

function interrupt({ regions }: DrillRoleArgs): object[] {
  const caches = regions.flatMap(({ cacheArn }) => cacheArn ?? []);
  if (caches.length === 0) return [];
  return [
    {
      Sid: "InterruptCaches",
      Effect: "Allow",
      Action: "elasticache:InterruptClusterAzPower",
      Resource: caches,
    },
    {
      Sid: "SeeCaches",
      Effect: "Allow",
      Action: "elasticache:DescribeReplicationGroups",
      Resource: caches.map((arn) => sameRegionArn(arn, "elasticache", "replicationgroup:*")),
    },
  ];
}

/** Reading only; AWS can limit none of these to a resource. */
const look = {
  Sid: "Look",
  Effect: "Allow",
  Action: [
    "ec2:DescribeManagedPrefixLists",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "tag:GetResources",
  ],
  Resource: "*",
};

/** The ARN pattern of other resources in the partition, region and account of `arn`. */
function sameRegionArn(arn: pulumi.Input<string>, service: string, resource: string): pulumi.Output<string> {
  return pulumi.output(arn).apply((text) => siblingArn(text, service, resource));
}
