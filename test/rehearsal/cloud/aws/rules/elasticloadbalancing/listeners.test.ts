import { describe, expect, test } from "@jest/globals";
import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { Aws } from "../../../support/aws";
import { nextDoor } from "../../../support/rule-case";
import { regionFixture, type RegionFixture } from "../../../support/region-fixture";

/** A listener that shares its traffic between the group of `here` and another one. */
const sharing = (here: RegionFixture, loadBalancerArn: string, other: string): Props => ({
  loadBalancerArn,
  port: 80,
  protocol: "HTTP",
  defaultActions: [
    {
      type: "forward",
      forward: {
        targetGroups: [
          { arn: here.targetGroup.id, weight: 50 },
          { arn: other, weight: 50 },
        ],
      },
    },
  ],
});

describe("groups that a listener sends to by weight", () => {
  test("belong to its VPC", async () => {
    const aws = new Aws();
    const here = await regionFixture(aws);
    const { targetGroup } = await nextDoor(aws);
    await expect(
      aws.create(types.listener, sharing(here, here.loadBalancer.id, targetGroup.id)),
    ).rejects.toThrow("rehearsal rule target-group-of-another-vpc");
  });

  test("belong to its load balancer alone", async () => {
    const aws = new Aws();
    const here = await regionFixture(aws);
    const green = await aws.create(types.targetGroup, { vpcId: here.vpc.id, port: 443, protocol: "HTTPS" });
    await aws.create(types.listener, sharing(here, here.loadBalancer.id, green.id));
    const second = await aws.create(types.loadBalancer, { subnets: here.subnetIds });
    await expect(aws.create(types.listener, sharing(here, second.id, green.id))).rejects.toThrow(
      "rehearsal rule target-group-of-another-load-balancer",
    );
  });
});

describe("a load balancer in a VPC that others made", () => {
  const vpcId = "vpc-0123456789abcdef0";
  const listener = (loadBalancerArn: string, arn: string): Props => ({
    loadBalancerArn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: arn }],
  });

  test("is in that of its security groups, and sends to groups of the same", async () => {
    const aws = new Aws();
    const group = await aws.create(types.securityGroup, { vpcId });
    const subnets = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
    const entry = await aws.create(types.loadBalancer, { subnets, securityGroups: [group.id] });
    expect(entry.outputs["vpcId"]).toBe(vpcId);
    const near = await aws.create(types.targetGroup, { vpcId, port: 443, protocol: "HTTPS" });
    await aws.create(types.listener, listener(entry.id, near.id));
    const { targetGroup: far } = await nextDoor(aws);
    await expect(aws.create(types.listener, { ...listener(entry.id, far.id), port: 81 })).rejects.toThrow(
      "rehearsal rule target-group-of-another-vpc",
    );
  });

  test("is not known to be in another where it has no security group", async () => {
    const aws = new Aws();
    const subnets = ["subnet-0123456789abcdef0"];
    const entry = await aws.create(types.loadBalancer, { subnets, loadBalancerType: "network" });
    const { targetGroup } = await nextDoor(aws);
    await aws.create(types.listener, { ...listener(entry.id, targetGroup.id), protocol: "TCP" });
  });
});
