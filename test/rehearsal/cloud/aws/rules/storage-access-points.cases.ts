import { types } from "../../../../../rehearsal/cloud/aws/rules/references";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import { creation, type RuleCase } from "../../support/rule-case";

const point = (name: string): Props => ({ details: { name, regions: [{ bucket: "assets" }] } });

export const storageAccessPointCases: readonly RuleCase[] = [
  creation(
    "access-point-name",
    types.multiRegionAccessPoint,
    "invalid value for details.0.name (must not contain underscores, uppercase letters, or periods)",
    point("assets_all"),
    point("assets-all"),
  ),
  {
    rule: "bucket-in-access-point",
    message: "Bucket has access points attached and cannot be deleted.",
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
