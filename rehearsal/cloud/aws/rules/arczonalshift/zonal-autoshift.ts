/** Zonal autoshift of the Application Recovery Controller. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { isKnown, isSet, text, texts } from "../../../values";
import { types } from "../../type-tokens";

const t = {
  autoshift: "aws:arczonalshift/zonalAutoshiftConfiguration:ZonalAutoshiftConfiguration",
} as const;

const practiceRun =
  "https://docs.aws.amazon.com/arc-zonal-shift/latest/api/API_PracticeRunConfiguration.html";

export const zonalAutoshift: readonly AwsRefusalRule[] = [
  {
    id: "autoshift-without-outcome-alarm",
    types: [t.autoshift],
    when: "apply",
    code: "ValidationException",
    link: practiceRun,
    refuse: ({ inputs }) =>
      isSet(inputs["outcomeAlarms"])
        ? undefined
        : "1 validation error detected: Value at 'outcomeAlarms' failed to satisfy constraint: Member must not be null",
  },
  {
    id: "autoshift-with-two-kinds-of-windows",
    types: [t.autoshift],
    when: "plan",
    property: "allowedWindows",
    link: practiceRun,
    refuse: ({ inputs }) =>
      texts(inputs["allowedWindows"]).length > 0 && texts(inputs["blockedWindows"]).length > 0
        ? 'Attribute "allowed_windows" cannot be specified when "blocked_windows" is specified'
        : undefined,
  },
  {
    id: "autoshift-without-zonal-shift",
    types: [t.autoshift],
    when: "apply",
    code: "ResourceNotFoundException",
    link: "https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.resource-types.app-load-balancers.html",
    refuse: ({ account, inputs }) => {
      const resourceArn = text(inputs["resourceArn"]) ?? "";
      const resource = account.byArn(resourceArn);
      if (resource?.type !== types.loadBalancer) return undefined;
      const { enableZonalShift } = resource.outputs;
      return enableZonalShift === true || (isSet(enableZonalShift) && !isKnown(enableZonalShift))
        ? undefined
        : `The resource ${resourceArn} was not found; it is not a managed resource.`;
    },
  },
];
