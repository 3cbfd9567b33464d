import { describe, expect, test } from "@jest/globals";
import { AppRole } from "../../../components/workloads/app-role";
import { outputOf, record } from "../../support/mocks";

const role = () =>
  record(
    () =>
      new AppRole("shop-role", {
        instanceRoleArn: "arn:aws:iam::123456789012:role/instances",
        secretArns: ["database-arn"],
        bucketArns: ["arn:aws:s3:::shop"],
        keyArn: "key-arn",
      }),
  );

describe("AppRole", () => {
  test("is the instances' alone to take", async () => {
    const run = await role();
    expect(run.counts()).toEqual({
      "standfast:workloads:AppRole": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
    });
    expect(run.one("aws:iam/role:Role").inputs["assumeRolePolicy"]).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowAssumeRole",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::123456789012:role/instances" },
          Action: "sts:AssumeRole",
        },
      ],
    });
    expect(await outputOf(run.result.roleName)).toBe("shop-role-role");
    expect(await outputOf(run.result.arn)).toBe("arn:aws:mock:::shop-role-role");
  });

  test("may use the container's own secrets and buckets, and none of what its instance may", async () => {
    const run = await role();
    const { policy } = run.one("aws:iam/rolePolicy:RolePolicy").inputs;
    expect(JSON.parse(policy as string)).toMatchObject({
      Statement: [
        { Sid: "Secrets", Resource: ["database-arn"] },
        { Sid: "Key", Resource: "key-arn" },
        { Sid: "Buckets", Resource: ["arn:aws:s3:::shop"] },
        { Sid: "Objects", Resource: ["arn:aws:s3:::shop/*"] },
      ],
    });
  });
});
