import { stackRule } from "../../framework/rule";
import { fail, list, pass, unknown } from "../../framework/verdict";
import { isWatched } from "../shared/alarms";
import { mustBeOn } from "../shared/bounds";
import { COMPOSITE_ALARM, METRIC_ALARM } from "../../resources";

/** About the stack, because an alarm that a composite one watches leaves the telling to it. */
export const alarmActions = stackRule({
  id: "alarm-actions",
  title: "An alarm tells somebody",
  group: "operability",
  severity: "medium",
  level: "advisory",
  types: [...METRIC_ALARM, ...COMPOSITE_ALARM],
  rationale: "An alarm without an action is a colour on a page that no one has open.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15",
  remediation: "List a topic, or another action, in alarmActions.",
  matches: { wellArchitected: ["REL06-BP03", "REL11-BP06"], securityHub: ["CloudWatch.15", "CloudWatch.17"] },
  evaluate: (plan) =>
    plan.ofType([...METRIC_ALARM, ...COMPOSITE_ALARM]).flatMap((alarm) => {
      const actions = alarm.inputs.at("alarmActions");
      if (actions.state === "unknown") return unknown(actions.path, alarm);
      if (actions.items().length === 0 && isWatched(plan, alarm)) return pass;
      return list(
        [
          actions.items().length > 0
            ? pass
            : fail("alarmActions is empty", "list an SNS topic in alarmActions"),
          ...mustBeOn(alarm.inputs.at("actionsEnabled").boolean(), true),
        ],
        alarm,
      );
    }),
});
