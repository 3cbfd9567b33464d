import { describe, expect, test } from "@jest/globals";
import { InstanceRole, type InstanceRoleArgs } from "../../../components/workloads/instance-role";
import { outputOf, record, type Recording } from "../../support/mocks";

const role = (more: Partial<InstanceRoleArgs> = {}): Promise<Recording<InstanceRole>> =>
  record(
    () =>
      new InstanceRole("app-instance", {
        secretArns: ["target-tls-arn", "database-arn"],
        keyArn: "key-arn",
        logGroupArn: "log-group-arn",
        imageSource: "public",
        ...more,
      }),
  );

const policyOf = (run: Recording<InstanceRole>): unknown =>
  JSON.parse(run.one("aws:iam/rolePolicy:RolePolicy").inputs.policy as string);

const keyCondition = { StringLike: { "kms:ViaService": ["secretsmanager.*.amazonaws.com"] } };

describe("InstanceRole", () => {
  test("lets an instance be reached by Session Manager and read its own secrets and write its own log, no more", async () => {
    const run = await role();
    expect(run.counts()).toEqual({
      "standfast:workloads:InstanceRole": 1,
      "standfast:aws:ServiceRole": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
      "aws:iam/instanceProfile:InstanceProfile": 1,
    });
    expect(run.one("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs.policyArn).toBe(
      "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    );
    expect(policyOf(run)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Secrets",
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: ["target-tls-arn", "database-arn"],
        },
        {
          Sid: "Key",
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: "key-arn",
          Condition: keyCondition,
        },
        {
          Sid: "Logs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: "log-group-arn:*",
        },
      ],
    });
  });

  test("may pull images when they come from a private registry", async () => {
    const run = await role({ imageSource: "private-ecr" });
    expect(
      run.one(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "app-instance-AmazonEC2ContainerRegistryPullOnly",
      ).inputs,
    ).toEqual({
      role: "app-instance-role",
      policyArn: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    });
  });

  test("is complete before an instance can take it", async () => {
    const run = await role();
    expect(run.one("aws:iam/instanceProfile:InstanceProfile").dependencies).toEqual(
      expect.arrayContaining(["app-instance-policy", "app-instance-AmazonSSMManagedInstanceCore"]),
    );
    expect(await outputOf(run.result.instanceProfileArn)).toBe("arn:aws:mock:::app-instance-profile");
    expect(await outputOf(run.result.roleName)).toBe("app-instance-role");
    expect(await outputOf(run.result.roleArn)).toBe("arn:aws:mock:::app-instance-role");
  });
});
