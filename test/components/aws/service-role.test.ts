import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import { ServiceRole, type ServiceRoleArgs } from "../../../components/aws/service-role";
import { outputOf, record, type Recording } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const roleType = "aws:iam/role:Role";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

const serviceRole = (more: Partial<ServiceRoleArgs> = {}, region?: string): Promise<Recording<ServiceRole>> =>
  record(
    () =>
      new ServiceRole(
        "backup",
        { service: "backup.amazonaws.com", ...more },
        region === undefined ? {} : { providers: [new aws.Provider("regional", { region })] },
      ),
  );

const trust = (run: Recording<ServiceRole>): unknown =>
  JSON.parse(run.one(roleType).inputs["assumeRolePolicy"] as string);

describe("ServiceRole", () => {
  test("is taken by one service and may do nothing by itself", async () => {
    const run = await serviceRole();
    expect(run.counts()).toEqual({ "standfast:aws:ServiceRole": 1, [roleType]: 1 });
    expect(trust(run)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowAssumeRole",
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "backup.amazonaws.com" },
        },
      ],
    });
  });

  test("can be limited to calls on behalf of one account", async () => {
    expect(trust(await serviceRole({ sourceAccount: "123456789012" }))).toMatchObject({
      Statement: [{ Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }],
    });
  });

  test("lets a service tag its sessions, and demands tags of them", async () => {
    const run = await serviceRole({ sessions: "tagged", sessionTags: { "kubernetes-namespace": "app" } });
    expect(trust(run)).toMatchObject({
      Statement: [
        {
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: { StringEquals: { "aws:RequestTag/kubernetes-namespace": "app" } },
        },
      ],
    });
  });

  test("has the inline policy that it is given", async () => {
    const statement = { Effect: "Allow", Action: "kms:Decrypt", Resource: "key-arn" };
    const run = await serviceRole({ statements: [statement] });
    const { inputs } = run.one("aws:iam/rolePolicy:RolePolicy", "backup-policy");
    expect(inputs["role"]).toBe("backup-role-id");
    expect(JSON.parse(inputs["policy"] as string)).toEqual({ Version: "2012-10-17", Statement: [statement] });
  });

  test.each([
    ["eu-west-1", "aws"],
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
    ["eusc-de-east-1", "aws-eusc"],
  ])("attaches AWS's own policies of the partition of %s", async (region, partition) => {
    const run = await serviceRole(
      { managedPolicies: ["service-role/AWSBackupServiceRolePolicyForBackup"] },
      region,
    );
    expect(run.one(attachmentType, "backup-AWSBackupServiceRolePolicyForBackup").inputs).toEqual({
      role: "backup-role",
      policyArn: `arn:${partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup`,
    });
  });

  test("tells its ARN", async () => {
    const run = await serviceRole({ managedPolicies: ["ReadOnlyAccess"] });
    expect(await outputOf(run.result.arn)).toBe("arn:aws:mock:::backup-role");
    expect(await outputOf(run.result.roleName)).toBe("backup-role");
  });

  test("uses the provider of its component", async () => {
    const args = { service: "backup.amazonaws.com", managedPolicies: ["ReadOnlyAccess"], statements: [{}] };
    expect(await strayResources((opts) => new ServiceRole("backup", args, opts))).toEqual([]);
  });
});
