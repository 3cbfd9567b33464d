import { types } from "../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import { creation, type ExpectedRefusal, type RuleCase } from "../../support/rule-case";
import type { RegionFixture } from "../../support/region-fixture";

interface Taken {
  readonly rule: string;
  readonly type: string;
  readonly property: string;
  readonly name: string;
  readonly expected: ExpectedRefusal;
  readonly inputs?: (here: RegionFixture) => Props;
  /** Whether the same name is free in another region. */
  readonly free: "elsewhere" | "nowhere";
}

const taken: readonly Taken[] = [
  {
    rule: "duplicate-load-balancer",
    type: types.loadBalancer,
    property: "name",
    name: "web",
    expected: {
      code: "DuplicateLoadBalancerName",
      quote: "A load balancer with the same name 'web' exists, but with different settings",
    },
    free: "elsewhere",
  },
  {
    rule: "duplicate-target-group",
    type: types.targetGroup,
    property: "name",
    name: "web",
    expected: {
      code: "DuplicateTargetGroupName",
      quote: "A target group with the same name 'web' exists, but with different settings",
    },
    free: "elsewhere",
  },
  {
    rule: "duplicate-database",
    type: types.dbInstance,
    property: "identifier",
    name: "orders",
    expected: { code: "DBInstanceAlreadyExists", quote: "DB instance already exists" },
    inputs: () => ({ engine: "postgres", instanceClass: "db.m7g.large" }),
    free: "elsewhere",
  },
  {
    rule: "duplicate-database-subnet-group",
    type: types.dbSubnetGroup,
    property: "name",
    name: "data",
    expected: { code: "DBSubnetGroupAlreadyExists", quote: "The DB subnet group 'data' already exists." },
    free: "elsewhere",
  },
  {
    rule: "duplicate-database-parameter-group",
    type: types.dbParameterGroup,
    property: "name",
    name: "data",
    expected: { code: "DBParameterGroupAlreadyExists", quote: "Parameter group data already exists" },
    inputs: () => ({ family: "postgres17" }),
    free: "elsewhere",
  },
  {
    rule: "duplicate-cache",
    type: types.replicationGroup,
    property: "replicationGroupId",
    name: "sessions",
    expected: { code: "ReplicationGroupAlreadyExists", quote: "Replication group sessions already exists" },
    inputs: () => ({ description: "sessions" }),
    free: "elsewhere",
  },
  {
    rule: "duplicate-cache-subnet-group",
    type: types.cacheSubnetGroup,
    property: "name",
    name: "data",
    expected: { code: "CacheSubnetGroupAlreadyExists", quote: "Cache subnet group data already exists." },
    free: "elsewhere",
  },
  {
    rule: "duplicate-bucket",
    type: types.bucket,
    property: "bucket",
    name: "my-objects",
    expected: {
      code: "BucketAlreadyOwnedByYou",
      quote: "Your previous request to create the named bucket succeeded and you already own it.",
    },
    free: "nowhere",
  },
  {
    rule: "duplicate-role",
    type: types.role,
    property: "name",
    name: "app",
    expected: { code: "EntityAlreadyExists", quote: "Role with name app already exists." },
    inputs: () => ({ assumeRolePolicy: "{}" }),
    free: "nowhere",
  },
  {
    rule: "duplicate-instance-profile",
    type: types.instanceProfile,
    property: "name",
    name: "app",
    expected: { code: "EntityAlreadyExists", quote: "Instance Profile app already exists." },
    free: "nowhere",
  },
  {
    rule: "duplicate-secret",
    type: types.secret,
    property: "name",
    name: "password",
    expected: {
      code: "ResourceExistsException",
      quote: "The operation failed because the secret password already exists.",
    },
    free: "elsewhere",
  },
  {
    rule: "duplicate-key-alias",
    type: types.keyAlias,
    property: "name",
    name: "alias/data",
    expected: {
      code: "AlreadyExistsException",
      quote: "An alias with the name <kms alias in us-east-1> already exists",
    },
    free: "elsewhere",
  },
  {
    rule: "duplicate-auto-scaling-group",
    type: types.autoScalingGroup,
    property: "name",
    name: "app",
    expected: {
      code: "AlreadyExists",
      quote: "AutoScalingGroup by this name already exists - A group with the name app already exists",
    },
    inputs: () => ({ minSize: 1, maxSize: 1, launchConfiguration: "app" }),
    free: "elsewhere",
  },
  {
    rule: "duplicate-launch-template",
    type: types.launchTemplate,
    property: "name",
    name: "app",
    expected: {
      code: "InvalidLaunchTemplateName.AlreadyExistsException",
      quote: "Launch template name already in use.",
    },
    free: "elsewhere",
  },
  {
    rule: "duplicate-log-group",
    type: types.logGroup,
    property: "name",
    name: "/app",
    expected: { code: "ResourceAlreadyExistsException", quote: "The specified log group already exists" },
    free: "elsewhere",
  },
];

const duplicates: readonly RuleCase[] = taken.map(
  ({ rule, type, property, name, expected, inputs, free }) => ({
    rule,
    expected,
    breaks: async (aws, here) => {
      await aws.create(type, { ...inputs?.(here), [property]: name });
      await aws.create(
        type,
        { ...inputs?.(here), [property]: name },
        { region: free === "nowhere" ? "eu-west-1" : "us-east-1" },
      );
    },
    passes: async (aws, here) => {
      await aws.create(type, { ...inputs?.(here), [property]: name });
      const other = free === "nowhere" ? `${name}-2` : name;
      const second = await aws.create(
        type,
        { ...inputs?.(here), [property]: other },
        { region: free === "elsewhere" ? "eu-west-1" : "us-east-1" },
      );
      // Its own name is no duplicate of itself.
      await aws.update(second, { tags: { changed: "yes" } });
    },
  }),
);

const formats: readonly RuleCase[] = [
  creation(
    "load-balancer-name",
    types.loadBalancer,
    { property: "name" },
    { name: "internal-web" },
    { name: "web-internal" },
  ),
  creation(
    "target-group-name",
    types.targetGroup,
    { property: "name" },
    { name: "a123456789-123456789-123456789-12" },
    { name: "a123456789-123456789-123456789-1" },
  ),
  creation(
    "database-identifier",
    types.dbInstance,
    { property: "identifier" },
    { identifier: "1-orders", instanceClass: "db.m7g.large" },
    { identifier: "orders-1", instanceClass: "db.m7g.large" },
  ),
  creation(
    "database-group-name",
    types.dbSubnetGroup,
    { property: "name" },
    { name: "Data" },
    { name: "data" },
  ),
  creation(
    "replication-group-id",
    types.replicationGroup,
    { property: "replicationGroupId" },
    { description: "sessions", replicationGroupId: "sessions-of-the-application-in-us-east-1-2" },
    { description: "sessions", replicationGroupId: "sessions-of-the-application-in-us-east-1" },
  ),
  creation(
    "role-name",
    types.role,
    { property: "name" },
    { name: "app role", assumeRolePolicy: "{}" },
    { name: "app-role", assumeRolePolicy: "{}" },
  ),
  creation(
    "schedule-name",
    "aws:scheduler/schedule:Schedule",
    { property: "name" },
    { name: "stop at night", scheduleExpression: "rate(1 day)" },
    { name: "stop-at-night", scheduleExpression: "rate(1 day)" },
  ),
  creation("key-alias-name", types.keyAlias, { property: "name" }, { name: "data" }, { name: "alias/data" }),
  creation(
    "bucket-name",
    types.bucket,
    { code: "InvalidBucketName", quote: "The specified bucket is not valid." },
    { bucket: "My_Objects" },
    { bucket: "my-objects" },
  ),
];

export const nameCases: readonly RuleCase[] = [...duplicates, ...formats];
