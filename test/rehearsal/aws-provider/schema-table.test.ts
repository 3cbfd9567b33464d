import { describe, expect, test } from "@jest/globals";
import { schemaTable, type PrintedField } from "../../../rehearsal/aws-provider/schema-table";
import { argumentsOf, argumentsOfBlock } from "../../../rehearsal/aws-provider/sdk-arguments";
import { providerSchemas } from "../../../rehearsal/cloud/aws/provider/schemas";
import { withShared } from "../../../rehearsal/cloud/aws/provider/sharing";

const table = (type: string, terraform: string, fields: Readonly<Record<string, PrintedField>>) =>
  schemaTable("1.2.3", { [terraform]: { fields } }, { [terraform]: type });

test("fields get the names and the shape that the SDK gives them", () => {
  const { schemas, unnamed } = table("aws:lb/loadBalancer:LoadBalancer", "aws_lb", {
    subnet_mapping: {
      kind: "set",
      optional: true,
      minItems: 2,
      conflictsWith: ["subnets"],
      fields: { subnet_id: { kind: "string", required: true }, outpost_id: { kind: "string" } },
    },
    subnets: { kind: "set", optional: true, exactlyOneOf: ["subnets", "subnet_mapping.0.subnet_id"] },
    access_logs: { kind: "list", optional: true, maxItems: 1, fields: { enabled: { kind: "boolean" } } },
    internal: { kind: "boolean", optional: true, forceNew: true },
    of_another_version: { kind: "string", optional: true },
    arn: { kind: "string" },
  });
  expect(withShared(schemas)).toEqual({
    version: "1.2.3",
    types: {
      "aws:lb/loadBalancer:LoadBalancer": {
        properties: {
          internal: { replaces: true },
          subnetMappings: {
            minItems: 2,
            conflictsWith: ["subnets"],
            properties: { subnetId: { required: true } },
          },
          subnets: { exactlyOneOf: ["subnets", "subnetMappings.subnetId"] },
        },
      },
    },
  });
  expect(unnamed).toEqual(["aws_lb.of_another_version"]);
});

test("a type that the provider has no more is told by its name", () => {
  expect(() => schemaTable("1", {}, { aws_gone: "aws:lb/loadBalancer:LoadBalancer" })).toThrow(
    "the provider has no aws_gone; take it out of resource-types.json",
  );
});

describe("the SDK's declarations", () => {
  test("give arguments, lists, blocks and maps", () => {
    const group = argumentsOf("aws:autoscaling/group:Group");
    expect(group.get("minSize")).toEqual({ isList: false, block: undefined });
    expect(group.get("tags")).toEqual({ isList: true, block: "autoscaling.GroupTag" });
    expect([...argumentsOf("aws:ec2/vpc:Vpc").keys()]).toContain("tags");
    expect([...argumentsOfBlock("autoscaling.GroupTag").keys()].sort()).toEqual([
      "key",
      "propagateAtLaunch",
      "value",
    ]);
  });

  test("complain of a type that is not there", () => {
    expect(() => argumentsOfBlock("autoscaling.Nothing")).toThrow('has no "    interface Nothing {"');
  });
});

test("the table that is committed knows what people hit first", () => {
  const { version, types } = providerSchemas();
  expect(version).toMatch(/^6\.\d+\.\d+-dev \(v1\.60\.1-0\.\d{14}-[0-9a-f]{12}\)$/);
  expect(Object.keys(types)).toHaveLength(116);
  expect(types["aws:rds/instance:Instance"]?.properties["maintenanceWindow"]).toEqual({
    rules: [{ function: "verify.ValidOnceAWeekWindowFormat" }],
  });
  expect(types["aws:kms/key:Key"]?.properties["deletionWindowInDays"]).toEqual({
    rules: [{ min: 7, max: 30 }],
  });
});
