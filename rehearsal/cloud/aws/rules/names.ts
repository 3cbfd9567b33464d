/** Names that are too long or of the wrong characters. The provider refuses them before anything is planned. */
import type { AwsRefusalRule } from "../refusal-rule";
import { docs } from "./documentation";
import { text } from "../../values";
import { types } from "../type-tokens";

type Check = readonly [isRight: RegExp, complaint: string];

interface NameFormat {
  readonly id: string;
  readonly types: readonly string[];
  readonly property: string;
  /** The first that fails is the complaint. */
  readonly checks: readonly Check[];
  readonly link: string;
}

const hyphens = (property: string): readonly Check[] => [
  [/^(?!.*--)/, `"${property}" cannot contain two consecutive hyphens`],
  [/[^-]$/, `"${property}" cannot end with a hyphen`],
];

const loadBalancerNames: readonly Check[] = [
  [/^.{0,32}$/, '"name" cannot be longer than 32 characters'],
  [/^[0-9A-Za-z-]+$/, 'only alphanumeric characters and hyphens allowed in "name"'],
  [/^[^-]/, '"name" cannot begin with a hyphen'],
  [/[^-]$/, '"name" cannot end with a hyphen'],
];

const formats: readonly NameFormat[] = [
  {
    id: "load-balancer-name",
    types: [types.loadBalancer],
    property: "name",
    checks: [...loadBalancerNames, [/^(?!internal-)/, '"name" cannot begin with "internal-"']],
    link: docs.loadBalancing("CreateLoadBalancer"),
  },
  {
    id: "target-group-name",
    types: [types.targetGroup],
    property: "name",
    checks: loadBalancerNames,
    link: docs.loadBalancing("CreateTargetGroup"),
  },
  {
    id: "database-identifier",
    types: [types.dbInstance],
    property: "identifier",
    checks: [
      [/^[0-9a-z-]+$/, 'only lowercase alphanumeric characters and hyphens allowed in "identifier"'],
      [/^[a-z]/, 'first character of "identifier" must be a letter'],
      ...hyphens("identifier"),
      [/^.{0,63}$/, '"identifier" cannot be longer than 63 characters'],
    ],
    link: docs.rds("CreateDBInstance"),
  },
  {
    id: "database-group-name",
    types: [types.dbSubnetGroup],
    property: "name",
    checks: [
      [
        /^[ .0-9a-z_-]+$/,
        'only lowercase alphanumeric characters, hyphens, underscores, periods, and spaces allowed in "name"',
      ],
      [/^.{0,255}$/, '"name" cannot be longer than 255 characters'],
      [/^(?!default$)/, '"name" is not allowed as "Default"'],
    ],
    link: docs.rds("CreateDBSubnetGroup"),
  },
  {
    id: "replication-group-id",
    types: [types.replicationGroup],
    property: "replicationGroupId",
    checks: [
      [/^.{1,40}$/, "expected length of replication_group_id to be in the range (1 - 40)"],
      [/^[0-9A-Za-z-]+$/, "must contain only alphanumeric characters and hyphens"],
      [/^[A-Za-z]/, "must begin with a letter"],
      [/^(?!.*--)/, "cannot contain two consecutive hyphens"],
      [/[^-]$/, "cannot end with a hyphen"],
    ],
    link: docs.elastiCache("CreateReplicationGroup"),
  },
  {
    id: "role-name",
    types: [types.role],
    property: "name",
    checks: [
      [/^.{1,64}$/, "expected length of name to be in the range (1 - 64)"],
      [/^[\w+=,.@-]*$/, "name must match [\\w+=,.@-]"],
    ],
    link: docs.iam("CreateRole"),
  },
  {
    id: "schedule-name",
    types: ["aws:scheduler/schedule:Schedule"],
    property: "name",
    checks: [
      [/^.{1,64}$/, "expected length of name to be in the range (1 - 64)"],
      [/^[\w.-]+$/, "The name must consist of alphanumerics, hyphens, and underscores."],
    ],
    link: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html",
  },
  {
    id: "key-alias-name",
    types: [types.keyAlias],
    property: "name",
    checks: [
      [/^alias\/[0-9A-Za-z_/-]+$/, `name must begin with 'alias/' and be comprised of only [0-9A-Za-z_/-]`],
    ],
    link: docs.kms("CreateAlias"),
  },
];

const planned: readonly AwsRefusalRule[] = formats.map(({ id, types, property, checks, link }) => ({
  id,
  types,
  when: "plan",
  property,
  link,
  refuse: ({ inputs }) => {
    const name = text(inputs[property]);
    const failed = name === undefined ? undefined : checks.find(([isRight]) => !isRight.test(name));
    return failed && `${failed[1]}, got ${JSON.stringify(name)}`;
  },
}));

export const names: readonly AwsRefusalRule[] = [
  ...planned,
  {
    id: "bucket-name",
    types: [types.bucket],
    when: "apply",
    code: "InvalidBucketName",
    link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
    refuse: ({ inputs }) => {
      const name = text(inputs["bucket"]);
      return name === undefined || isBucketName(name) ? undefined : "The specified bucket is not valid.";
    },
  },
];

function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}
