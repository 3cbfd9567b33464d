import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { ExistingNetwork, type ExistingNetworkArgs } from "../../../components/network/existing-network";
import { outputOf, record } from "../../support/mocks";

const zone = (letter: string, at: number) => ({
  public: { id: `subnet-public-${letter}`, cidrBlock: `10.10.${at}.0/24` },
  private: { id: `subnet-private-${letter}`, cidrBlock: `10.10.${10 + at}.0/24` },
  data: { id: `subnet-data-${letter}`, cidrBlock: `10.10.${20 + at}.0/24` },
});
const args: ExistingNetworkArgs = {
  vpcId: "vpc-1",
  anyArn: "arn:aws:kms:us-east-1:123456789012:key/data",
  subnets: { "us-east-1a": zone("a", 0), "us-east-1b": zone("b", 1), "us-east-1c": zone("c", 2) },
};
const network = (changes: Partial<ExistingNetworkArgs> = {}) =>
  record(() => new ExistingNetwork("net", { ...args, ...changes }));

describe("ExistingNetwork", () => {
  test("makes nothing, and tells what others made", async () => {
    const { result, counts } = await network();
    expect(counts()).toEqual({ "standfast:network:ExistingNetwork": 1 });
    expect(await outputOf(pulumi.all([result.vpcId, result.vpcArn]))).toEqual([
      "vpc-1",
      "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1",
    ]);
    const ids = [result.publicSubnetIds, result.privateSubnetIds, result.dataSubnetIds];
    expect(await outputOf(pulumi.output(ids))).toEqual([
      ["subnet-public-a", "subnet-public-b", "subnet-public-c"],
      ["subnet-private-a", "subnet-private-b", "subnet-private-c"],
      ["subnet-data-a", "subnet-data-b", "subnet-data-c"],
    ]);
    expect(result.zoneNames).toEqual({
      "us-east-1a": "us-east-1a",
      "us-east-1b": "us-east-1b",
      "us-east-1c": "us-east-1c",
    });
    expect(result.cidrBlocks.data).toEqual(["10.10.20.0/24", "10.10.21.0/24", "10.10.22.0/24"]);
  });

  test("refuses two zones", async () => {
    const subnets = { "us-east-1a": zone("a", 0), "us-east-1b": zone("b", 1) };
    await expect(network({ subnets })).rejects.toThrow(
      "subnets must be in at least 3 zones, got 2; two must be left when one is lost",
    );
  });

  test("refuses a subnet that is in two places", async () => {
    const subnets = { ...args.subnets, "us-east-1c": zone("b", 2) };
    await expect(network({ subnets })).rejects.toThrow(
      "subnets must be named once each, got [subnet-private-a, ",
    );
  });
});
