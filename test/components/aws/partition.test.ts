import { expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { partitionFor } from "../../../components/aws/partition";
import { outputOf, record } from "../../support/mocks";

class Parent extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:Parent", name, {}, opts);
  }
}

test.each([
  ["eu-central-1", "aws"],
  ["us-gov-east-1", "aws-us-gov"],
  ["cn-northwest-1", "aws-cn"],
  ["eusc-de-east-1", "aws-eusc"],
])("what is created in %s is in the partition %s, however deep its component", async (region, partition) => {
  const { result } = await record(() => {
    const parent = new Parent("outer", { providers: [new aws.Provider("regional", { region })] });
    return partitionFor(new Parent("inner", { parent }));
  });
  expect(await outputOf(result)).toBe(partition);
});

test("without a provider of its own it is in aws", async () => {
  const { result } = await record(() => partitionFor(new Parent("alone")));
  expect(await outputOf(result)).toBe("aws");
});
