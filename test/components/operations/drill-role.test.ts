import { describe, expect, test } from "@jest/globals";
import { DrillRole, type DrillRoleArgs } from "../../../components/operations/drill-role";
import { drillTag } from "../../../drill/adapters/aws/guard";
import { outputOf, record, type Recording } from "../../support/mocks";

const virginia = {
  vpcArn: "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1",
  databaseArn: "arn:aws:rds:us-east-1:123456789012:db:orders",
  cacheArn: "arn:aws:elasticache:us-east-1:123456789012:replicationgroup:sessions",
};
const ireland = { vpcArn: "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-2" };

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

const permission = (more: Partial<DrillRoleArgs> = {}): Promise<Recording<DrillRole>> =>
  record(() => new DrillRole("drill", { regions: [virginia, ireland], tag: drillTag, ...more }));

const statementsOf = (run: Recording<DrillRole>): readonly Statement[] =>
  (
    JSON.parse(run.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"] as string) as {
      readonly Statement: readonly Statement[];
    }
  ).Statement;

const statement = (run: Recording<DrillRole>, sid: string): Statement =>
  statementsOf(run).find(({ Sid }) => Sid === sid)!;

describe("DrillRole", () => {
  test("is a role that FIS takes for this account only", async () => {
    const run = await permission();
    expect(run.counts()).toEqual({
      "standfast:operations:DrillRole": 1,
      "standfast:aws:ServiceRole": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
    });
    expect(JSON.parse(run.one("aws:iam/role:Role").inputs["assumeRolePolicy"] as string)).toMatchObject({
      Statement: [
        {
          Principal: { Service: "fis.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
    expect(await outputOf(run.result.experimentRoleArn)).toBe("arn:aws:mock:::drill-role");
  });

  test("grants what FIS needs for the three actions of a drill, and nothing else", async () => {
    const run = await permission();
    const actions = statementsOf(run).flatMap(({ Action }) => Action);
    expect([...new Set(actions)].sort()).toEqual([
      "ec2:CreateNetworkAcl",
      "ec2:CreateNetworkAclEntry",
      "ec2:CreateTags",
      "ec2:DeleteNetworkAcl",
      "ec2:DescribeManagedPrefixLists",
      "ec2:DescribeNetworkAcls",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
      "ec2:GetManagedPrefixListEntries",
      "ec2:ReplaceNetworkAclAssociation",
      "elasticache:DescribeReplicationGroups",
      "elasticache:InterruptClusterAzPower",
      "rds:DescribeDBInstances",
      "rds:RebootDBInstance",
      "tag:GetResources",
    ]);
  });

  test("breaks only what is tagged, in the regions of the stack", async () => {
    const run = await permission();
    expect(statement(run, "CutTaggedSubnets")).toMatchObject({
      Resource: [
        "arn:aws:ec2:us-east-1:123456789012:subnet/*",
        "arn:aws:ec2:eu-west-1:123456789012:subnet/*",
      ],
      Condition: { StringEquals: { "aws:ResourceTag/standfast:drill": "allowed" } },
    });
    expect(statement(run, "FailOverDatabases").Resource).toEqual([virginia.databaseArn]);
    expect(statement(run, "InterruptCaches").Resource).toEqual([virginia.cacheArn]);
    expect(statement(run, "SeeCaches").Resource).toEqual([
      "arn:aws:elasticache:us-east-1:123456789012:replicationgroup:*",
    ]);
  });

  test("can always give a subnet its own ACL back", async () => {
    const run = await permission();
    const { Resource, Condition } = statement(run, "GiveAclBack");
    expect(Resource).toEqual([
      "arn:aws:ec2:us-east-1:123456789012:network-acl/*",
      "arn:aws:ec2:eu-west-1:123456789012:network-acl/*",
    ]);
    expect(Condition).toBeUndefined();
  });

  test("has a star only where reading cannot be limited", async () => {
    const run = await permission();
    const wide = statementsOf(run).filter(({ Resource }) => Resource === "*");
    expect(wide.flatMap(({ Action }) => Action).filter((action) => !/:(Describe|Get)/.test(action))).toEqual(
      [],
    );
    expect(wide).toHaveLength(1);
  });

  test("names no database and no cache where there is none", async () => {
    const run = await permission({ regions: [ireland] });
    expect(statementsOf(run).map(({ Sid }) => Sid)).toEqual([
      "MakeOwnAcl",
      "MakeAclHere",
      "TagOwnAcl",
      "ChangeOwnAcl",
      "CutTaggedSubnets",
      "SeePrefixLists",
      "GiveAclBack",
      "Look",
    ]);
  });

  test("refuses a stack without regions", async () => {
    await expect(permission({ regions: [] })).rejects.toThrow(
      "regions must list at least 1, got 0; pass every region of the stack",
    );
  });
});
