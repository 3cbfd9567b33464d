import { describe, expect, test } from "@jest/globals";
import { types } from "../../../../../rehearsal/cloud/aws/type-tokens";
import { Aws } from "../../support/aws";
import { autoModeCluster } from "../../support/clusters";
import { regionFixture } from "../../support/region-fixture";

async function cluster() {
  const aws = new Aws();
  const inputs = await autoModeCluster(aws, await regionFixture(aws));
  return { aws, inputs, made: await aws.create(types.cluster, { ...inputs, name: "shop" }) };
}

describe("what EKS computes", () => {
  test("of a cluster: its address, and the security group of its pods beside what was given", async () => {
    const { inputs, made } = await cluster();
    expect(made.id).toBe("shop");
    expect(made.outputs).toMatchObject({
      arn: "arn:aws:eks:us-east-1:123456789012:cluster/shop",
      endpoint: expect.stringMatching(/^https:\/\/[0-9A-F]{32}\.gr7\.us-east-1\.eks\.amazonaws\.com$/),
      certificateAuthority: { data: Buffer.from("certificate authority of shop").toString("base64") },
      vpcConfig: {
        ...(inputs["vpcConfig"] as object),
        clusterSecurityGroupId: expect.stringMatching(/^sg-0[0-9a-f]{16}$/),
      },
    });
  });

  test("stays through an upgrade", async () => {
    const { aws, made } = await cluster();
    const { outputs } = await aws.update(made, { version: "1.35" });
    expect(outputs).toEqual({ ...made.outputs, version: "1.35" });
    expect(aws.diff(made, made.inputs).changed).toEqual([]);
  });

  test("of add-ons and identities: ids by which they are found", async () => {
    const { aws } = await cluster();
    const addon = await aws.create("aws:eks/addon:Addon", {
      clusterName: "shop",
      addonName: "metrics-server",
    });
    expect(addon.id).toBe("shop:metrics-server");
    const identity = await aws.create(types.podIdentityAssociation, {
      clusterName: "shop",
      namespace: "app",
      serviceAccount: "app",
      roleArn: "role",
    });
    expect(identity.id).toMatch(/^a-[0-9a-f]{17}$/);
    expect(identity.outputs["associationId"]).toBe(identity.id);
  });
});
