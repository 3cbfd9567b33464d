import { resourceRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { mustBeOn } from "../shared/bounds";
import { METRIC_ALARM } from "../tokens";

export const alarmActions = resourceRule({
  id: "alarm-actions",
  title: "An alarm tells somebody",
  group: "operability",
  severity: "medium",
  level: "advisory",
  types: METRIC_ALARM,
  rationale: "An alarm without an action is a colour on a page that nobody has open.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15",
  remediation: "List a topic, or another action, in alarmActions.",
  matches: { securityHub: ["CloudWatch.15", "CloudWatch.17"] },
  evaluate: ({ inputs }) => {
    const actions = inputs.at("alarmActions");
    if (actions.state === "unknown") return unknown(actions.path);
    return [
      actions.items().length > 0 ? pass : fail("alarmActions is empty", "list an SNS topic in alarmActions"),
      ...mustBeOn(inputs.at("actionsEnabled").boolean(), true),
    ];
  },
});
