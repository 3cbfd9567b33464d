import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { AUTO_SCALING_GROUP, EVENT_RULE } from "../../resources";

/** An event of Auto Scaling, and what nobody hears of without it. */
const TROUBLES = [
  { event: "EC2 Auto Scaling Instance Refresh Failed", found: "an instance refresh that its alarms stop" },
  { event: "EC2 Instance Launch Unsuccessful", found: "a launch that AWS refuses" },
] as const;

export const asgTroubleTold = stackRule({
  id: "asg-trouble-told",
  title: "A roll-out that stopped and a launch that failed tell somebody",
  group: "operability",
  severity: "medium",
  level: "advisory",
  types: AUTO_SCALING_GROUP,
  rationale:
    "An update of the program is done before the instance refresh is: one that an alarm stops leaves two versions side by side, and the update green. A launch that fails leaves the group smaller than it should be.",
  link: "https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-autoscaling.html",
  remediation: "Send these events of aws.autoscaling to a topic, with an EventBridge rule.",
  matches: {},
  evaluate: (plan) =>
    plan.ofType(AUTO_SCALING_GROUP).flatMap((group) => {
      const alarms = group.inputs.at("instanceRefresh.preferences.alarmSpecification");
      return TROUBLES.filter(({ event }) => alarms.state !== "absent" || !event.includes("Refresh")).map(
        ({ event, found }) => judge(plan, group, event, found),
      );
    }),
});

function judge(plan: Plan, group: PlannedResource, event: string, trouble: string): PolicyVerdict {
  const patterns = plan.ofType(EVENT_RULE).map((rule) => {
    const pattern = rule.inputs.at("eventPattern").string();
    if (pattern.state === "unknown")
      return rule.dependenciesOf("eventPattern").includes(group) ? "unknown" : false;
    return pattern.state === "known" && pattern.value.includes(`"${event}"`) && isAbout(pattern.value, group);
  });
  if (patterns.includes(true)) return pass;
  return patterns.includes("unknown")
    ? unknown("which events a rule about it tells of", group)
    : fail(`nobody hears of ${trouble}`, `send its event ${event} to a topic`, group);
}

/** A pattern that names no group is about all of them. */
function isAbout(pattern: string, group: PlannedResource): boolean {
  if (!pattern.includes("AutoScalingGroupName")) return true;
  const name = group.props.at("name").string();
  return name.state !== "known" || pattern.includes(`"${name.value}"`);
}
