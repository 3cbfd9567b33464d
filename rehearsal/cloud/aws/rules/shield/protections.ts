/** AWS Shield Advanced. The account counts as subscribed: what a subscription costs is no matter of a rehearsal. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { named, text } from "../../../values";
import { types } from "../../type-tokens";
import { others, output } from "../references";

export const shieldProtections: readonly AwsRefusalRule[] = [
  {
    id: "protection-of-what-shield-does-not-take",
    types: [types.shieldProtection],
    when: "apply",
    code: "InvalidResourceException",
    link: "https://docs.aws.amazon.com/waf/latest/developerguide/ddos-protections-by-resource-type.html",
    refuse: ({ account, inputs }) => {
      const arn = named(inputs["resourceArn"]);
      const isNetwork = arn.includes(":loadbalancer/net/");
      if (!isNetwork && account.byArn(arn)?.outputs["internal"] !== true) return undefined;
      return `Unrecognized resource '${arn}' of service 'elasticloadbalancing'.`;
    },
  },
  {
    id: "protected-twice",
    types: [types.shieldProtection],
    when: "apply",
    code: "ResourceAlreadyExistsException",
    link: docs.shield("CreateProtection"),
    refuse: (change) => {
      const arn = text(change.inputs["resourceArn"]);
      if (arn === undefined) return undefined;
      return others(change, change.account.having(types.shieldProtection, "resourceArn", arn)).length > 0
        ? `Protection already exists for resource '${arn}'.`
        : undefined;
    },
  },
  {
    id: "health-check-of-a-protected-zone",
    types: [types.shieldHealthCheck],
    when: "apply",
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/waf/latest/developerguide/ddos-advanced-health-checks.html",
    refuse: ({ account, inputs }) => {
      const [protection] = account.withId(types.shieldProtection, named(inputs["shieldProtectionId"]));
      return output(protection, "resourceArn")?.includes(":hostedzone/")
        ? "Health-based detection is not supported for Route 53 hosted zones."
        : undefined;
    },
  },
];
