/** Hosted zones of Route 53. */
import { partitionOf } from "../../../../../components/kit/zones";
import type { AwsRefusalRule } from "../../refusal-rule";
import { isSet } from "../../../values";
import { types } from "../../type-tokens";

export const hostedZones: readonly AwsRefusalRule[] = [
  {
    id: "public-zone-in-govcloud",
    types: [types.hostedZone],
    when: "apply",
    code: "InvalidInput",
    link: "https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-r53.html",
    refuse: ({ inputs, region }) =>
      partitionOf(region) === "aws-us-gov" && !isSet(inputs["vpcs"])
        ? "Route 53 public hosted zones are not available in AWS GovCloud (US)."
        : undefined,
  },
];
