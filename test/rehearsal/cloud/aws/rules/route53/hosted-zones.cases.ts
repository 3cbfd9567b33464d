import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { RuleCase } from "../../../support/rule-case";

const inGovCloud = { region: "us-gov-west-1" };

export const hostedZoneCases: readonly RuleCase[] = [
  {
    rule: "public-zone-in-govcloud",
    expected: {
      code: "InvalidInput",
      quote: "Route 53 public hosted zones are not available in AWS GovCloud (US).",
    },
    breaks: (aws) => aws.create(types.hostedZone, { name: "example.com" }, inGovCloud),
    passes: async (aws) => {
      await aws.create(types.hostedZone, { name: "example.com" });
      await aws.create(
        types.hostedZone,
        { name: "example.internal", vpcs: [{ vpcId: "vpc-0123456789abcdef0" }] },
        inGovCloud,
      );
    },
  },
];
