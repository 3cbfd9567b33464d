import { describe, expect, test } from "@jest/globals";
import { resourceTypeOf } from "../../../../rehearsal/cloud/aws/resource-types";
import { autoname } from "../../../../rehearsal/cloud/aws/autonaming";
import { UNKNOWN, type Props } from "../../../../rehearsal/cloud/wire";

const seed = new Uint8Array([1, 2, 3]);
const name = (type: string, logicalName: string, inputs: Props = {}, old?: Props, randomSeed = seed) =>
  autoname(resourceTypeOf(type), logicalName, inputs, old, randomSeed);

const loadBalancer = "aws:lb/loadBalancer:LoadBalancer";

describe("automatic names", () => {
  test("are the logical name, a dash and seven hexadecimal characters, marked as the provider's", () => {
    const { inputs, failures } = name(loadBalancer, "web");
    expect(failures).toEqual([]);
    expect(inputs).toEqual({
      name: expect.stringMatching(/^web-[0-9a-f]{7}$/),
      __defaults: ["name"],
    });
  });

  test("are the engine's to repeat: the same seed, the same name", () => {
    expect(name(loadBalancer, "web")).toEqual(name(loadBalancer, "web"));
    expect(name(loadBalancer, "web", {}, undefined, new Uint8Array([9]))).not.toEqual(
      name(loadBalancer, "web"),
    );
  });

  test("stay when the resource changes", () => {
    const old = { name: "web-0123456", __defaults: ["name"] };
    expect(name(loadBalancer, "web", { idleTimeout: 30 }, old).inputs).toEqual({ idleTimeout: 30, ...old });
  });

  test("are made anew where the old name was the program's, or not known", () => {
    const made = { name: expect.stringMatching(/^web-[0-9a-f]{7}$/), __defaults: ["name"] };
    expect(name(loadBalancer, "web", {}, { name: "fixed" }).inputs).toEqual(made);
    expect(name(loadBalancer, "web", {}, { name: UNKNOWN, __defaults: ["name"] }).inputs).toEqual(made);
  });

  test("give way to a name or a prefix of the program's", () => {
    expect(name(loadBalancer, "web", { name: "mine" }).inputs).toEqual({ name: "mine" });
    expect(name(loadBalancer, "web", { namePrefix: "mine-" }).inputs).toEqual({ namePrefix: "mine-" });
    expect(name(loadBalancer, "web", { name: UNKNOWN }).inputs).toEqual({ name: UNKNOWN });
  });

  test("have their prefix, and are in lower case where AWS wants that", () => {
    expect(name("aws:kms/alias:Alias", "Data").inputs["name"]).toMatch(/^alias\/Data-[0-9a-f]{7}$/);
    expect(name("aws:s3/bucket:Bucket", "Objects").inputs["bucket"]).toMatch(/^objects-[0-9a-f]{7}$/);
    expect(name("aws:rds/instance:Instance", "Orders").inputs["identifier"]).toMatch(/^orders-[0-9a-f]{7}$/);
  });

  test("are refused where they would be too long, to the character", () => {
    const fits = "a".repeat(24);
    expect(name(loadBalancer, fits).inputs["name"]).toHaveLength(32);
    expect(name(loadBalancer, `${fits}b`).failures).toEqual([
      {
        property: "name",
        reason:
          `automatic name "${fits}b" plus 8 random characters is longer than the maximum length of 32; ` +
          "shorten the logical name or set name",
      },
    ]);
  });

  test("are not for types that have none", () => {
    expect(name("aws:ec2/vpc:Vpc", "network", { cidrBlock: "10.0.0.0/16" }).inputs).toEqual({
      cidrBlock: "10.0.0.0/16",
    });
  });
});
