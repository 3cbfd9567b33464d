/** Access points that span the buckets of several regions. */
import { block, text } from "../../../values";
import { types } from "../../type-tokens";
import type { AwsRefusalRule } from "../../refusal-rule";

const guide = (page: string) => `https://docs.aws.amazon.com/AmazonS3/latest/userguide/${page}.html`;

export const multiRegionAccessPoints: readonly AwsRefusalRule[] = [
  {
    id: "access-point-name",
    types: [types.multiRegionAccessPoint],
    when: "plan",
    property: "details",
    link: guide("CreatingMultiRegionAccessPoints"),
    refuse: ({ inputs }) => {
      const name = text(block(inputs["details"])["name"]);
      if (name === undefined) return undefined;
      if (name.length < 3 || name.length > 50)
        return `expected length of details.0.name to be in the range (3 - 50), got ${JSON.stringify(name)}`;
      return /[_A-Z.]/.test(name)
        ? "invalid value for details.0.name (must not contain underscores, uppercase letters, or periods)"
        : undefined;
    },
  },
  {
    id: "bucket-in-access-point",
    types: [types.bucket],
    when: "delete",
    code: "BucketHasAccessPointsAttached",
    link: guide("multi-region-access-point-buckets"),
    refuse: ({ account, self }) =>
      self && account.having(types.multiRegionAccessPoint, "details.regions.bucket", self.id).length > 0
        ? "Bucket has access points attached and cannot be deleted."
        : undefined,
  },
];
