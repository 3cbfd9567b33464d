import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { creation, type RuleCase } from "../../../support/rule-case";

const point = (name: string): Props => ({ details: { name, regions: [{ bucket: "assets" }] } });

export const multiRegionAccessPointCases: readonly RuleCase[] = [
  creation(
    "access-point-name",
    types.multiRegionAccessPoint,
    { property: "details" },
    point("assets_all"),
    point("assets-all"),
  ),
  {
    rule: "bucket-in-access-point",
    expected: {
      code: "BucketHasAccessPointsAttached",
      quote: "Bucket has access points attached and cannot be deleted.",
    },
    breaks: async (aws) => {
      const bucket = await aws.create(types.bucket, { bucket: "assets" });
      await aws.create(types.multiRegionAccessPoint, point("assets-all"), { region: "eu-west-1" });
      await aws.delete(bucket);
    },
    passes: async (aws) => {
      const bucket = await aws.create(types.bucket, { bucket: "assets" });
      await aws.delete(await aws.create(types.multiRegionAccessPoint, point("assets-all")));
      await aws.delete(bucket);
    },
  },
];
