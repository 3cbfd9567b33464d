import { describe, expect, test } from "@jest/globals";
import type * as pulumi from "@pulumi/pulumi";
import { MultiRegionAccessPoint } from "../../../components/data/multi-region-access-point";
import { ObjectStore } from "../../../components/data/object-store";
import type { Protection } from "../../../components/kit/protection";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const point = (
  regions: readonly string[],
  protection: Protection = "protected",
  opts?: pulumi.ComponentResourceOptions,
) => {
  const stores = regions.map((region) => ({
    region,
    store: new ObjectStore(
      region,
      { keyArn: `key-${region}`, protection, noncurrentVersionRetentionDays: 30 },
      opts,
    ),
  }));
  return new MultiRegionAccessPoint("assets", { stores, protection }, opts);
};
const kind = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint";

describe("MultiRegionAccessPoint", () => {
  test("is one name for the buckets of all regions, closed to the public", async () => {
    const run = await record(() => point(["us-east-1", "eu-west-1"]));
    const own = run.resources.filter(({ parent }) => parent === "assets").map(({ type }) => type);
    expect(own).toEqual(["random:index/randomId:RandomId", kind]);
    const recorded = run.one(kind);
    expect(recorded.inputs).toEqual({
      details: {
        name: "assets-point-c0ffee42",
        regions: [{ bucket: "us-east-1-bucket" }, { bucket: "eu-west-1-bucket" }],
        publicAccessBlock: {
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
      },
    });
    expect(recorded.protect).toBe(true);
  });

  test("has another name when its regions change", async () => {
    const run = await record(() => point(["us-east-1", "eu-west-1"]));
    expect(run.one("random:index/randomId:RandomId").inputs["keepers"]).toEqual({
      regions: "us-east-1 eu-west-1",
    });
  });

  test("says what clients name, and what their role must be allowed", async () => {
    const { result } = await record(() => point(["us-east-1", "eu-west-1"], "disposable"));
    const arn = "arn:aws:mock:::assets-access-point";
    expect(await outputOf(result.arn)).toBe(arn);
    expect(await outputOf(result.alias)).toBe("assets-access-point.mrap");
    expect(await outputOf(result.domainName)).toBe("assets-access-point.mrap.accesspoint.s3-global.example");
    expect(await outputOf(result.permissionArns.bucket)).toBe(arn);
    expect(await outputOf(result.permissionArns.objects)).toBe(`${arn}/object/*`);
  });

  test("can be deleted where it is disposable", async () => {
    const run = await record(() => point(["us-east-1", "eu-west-1"], "disposable"));
    expect(run.one(kind).protect).toBe(false);
  });

  test.each([[["us-east-1"]], [["us-east-1", "us-east-1"]]])("refuses %j", async (regions) => {
    await expect(
      record(() => {
        const [first] = regions.map((region) => ({
          region,
          store: new ObjectStore(region, {
            keyArn: "key",
            protection: "protected",
            noncurrentVersionRetentionDays: 1,
          }),
        }));
        const stores = regions.map(() => first!);
        return new MultiRegionAccessPoint("assets", { stores, protection: "protected" });
      }),
    ).rejects.toThrow(
      `stores must be at least 2 regions, each once, got [${regions.join(", ")}]; correct the list`,
    );
  });

  test("uses the provider it is given for every resource", async () => {
    const regions = ["us-east-1", "eu-west-1"];
    expect(await strayResources((opts) => point(regions, "protected", opts))).toEqual([]);
  });
});
