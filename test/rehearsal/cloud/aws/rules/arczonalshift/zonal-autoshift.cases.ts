import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws } from "../../../support/aws";
import { creation, type RuleCase } from "../../../support/rule-case";
import type { RegionFixture } from "../../../support/region-fixture";

const autoshift = "aws:arczonalshift/zonalAutoshiftConfiguration:ZonalAutoshiftConfiguration";

const outcomeAlarms = [
  { alarmIdentifier: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a", type: "CLOUDWATCH" },
];
const shift = (more: Props): Props => ({
  resourceArn: "arn:aws:eks:us-east-1:123456789012:cluster/app",
  zonalAutoshiftStatus: "ENABLED",
  outcomeAlarms,
  ...more,
});

const autoshiftOf = async (
  aws: Aws,
  { subnetIds }: RegionFixture,
  enableZonalShift: boolean,
): Promise<unknown> => {
  const front = await aws.create(types.loadBalancer, { name: "front", subnets: subnetIds, enableZonalShift });
  return aws.create(autoshift, shift({ resourceArn: front.id }));
};

export const zonalAutoshiftCases: readonly RuleCase[] = [
  creation(
    "autoshift-without-outcome-alarm",
    autoshift,
    {
      code: "ValidationException",
      quote:
        "1 validation error detected: Value at 'outcomeAlarms' failed to satisfy constraint: Member must not be null",
    },
    shift({ outcomeAlarms: null }),
    shift({}),
  ),
  creation(
    "autoshift-with-two-kinds-of-windows",
    autoshift,
    { property: "allowedWindows" },
    shift({ allowedWindows: ["Mon:09:00-Mon:17:00"], blockedWindows: ["Fri:16:00-Fri:23:59"] }),
    shift({ allowedWindows: ["Mon:09:00-Mon:17:00"] }),
  ),
  {
    rule: "autoshift-without-zonal-shift",
    expected: { code: "ResourceNotFoundException" },
    breaks: (aws, here) => autoshiftOf(aws, here, false),
    passes: (aws, here) => autoshiftOf(aws, here, true),
  },
];
