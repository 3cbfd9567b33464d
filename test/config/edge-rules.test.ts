import { describe, expect, it } from "@jest/globals";
import { changed, mistakesIn, smallest } from "./settings";

const mistakes: readonly (readonly [changes: Readonly<Record<string, unknown>>, line: string])[] = [
  [
    { webFirewall: { exceptions: { AWSManagedRulesLinuxRuleSet: { rules: ["LFI_HEADER"] } } } },
    "webFirewall.exceptions.AWSManagedRulesLinuxRuleSet is of a group that webFirewall.managedRules does not list, got an object; add it there, or remove the exception",
  ],
  [
    {
      webFirewall: {
        exceptions: {
          AWSManagedRulesAmazonIpReputationList: { rules: ["AWSManagedIPReputationList"], paths: ["/open"] },
        },
      },
    },
    "webFirewall.exceptions.AWSManagedRulesAmazonIpReputationList.paths must be empty for this group, which also labels what it would not refuse, got a list of 1; remove them, or the exception",
  ],
  [
    { webFirewall: { bodyInspectionKiB: 32 } },
    'webFirewall.bodyInspectionKiB is for contentDelivery "cloudfront" only, because before a load balancer AWS inspects 8 KiB, got 32; remove it, or change contentDelivery',
  ],
];

describe("a mistake between settings of the edge", () => {
  it.each(mistakes.map(([changes, line]) => ({ changes, line })))("$line", ({ changes, line }) => {
    expect(mistakesIn(changed(smallest, changes))).toEqual([line]);
  });
});
