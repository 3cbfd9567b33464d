import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, judge, pass, unknown, type Verdicts } from "../../framework/verdict";
import { AUTO_SCALING_GROUP, EVENT_RULE, LAUNCH_TEMPLATE, LIFECYCLE_HOOK } from "../../resources";
import { userDataMatches } from "../shared/user-data";

const COMPLETES = /complete-lifecycle-action|complete_lifecycle_action|CompleteLifecycleAction/;
/** Learns that it is to go from the metadata, which say so before the hook waits. */
const EARLY = /target-lifecycle-state/;
/** Asks whether the hook waits, or tries again until it does. */
const WAITS =
  /record-lifecycle-action-heartbeat|RecordLifecycleActionHeartbeat|Terminating:Wait|describe-auto-scaling-instances|(until|while !) [^\n]*complete/;

export const lifecycleHookCompleted = stackRule({
  id: "lifecycle-hook-completed",
  title: "A termination hook is completed, and not before it waits",
  group: "operability",
  severity: "medium",
  level: "advisory",
  types: LIFECYCLE_HOOK,
  rationale:
    "Auto Scaling first takes the instance out of its target groups, and refuses a completion before that is done. Who does not try again, or whom nobody completes, waits for the whole time-out, at each instance of each update.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks-overview.html",
  remediation:
    "Ask with record-lifecycle-action-heartbeat until it is accepted, stop what runs, and complete the action then; or complete it from an EventBridge rule.",
  matches: {},
  evaluate: (plan) => plan.ofType(LIFECYCLE_HOOK).flatMap((hook) => judgeHook(plan, hook)),
});

function judgeHook(plan: Plan, hook: PlannedResource): Verdicts {
  return judge(hook.inputs.at("lifecycleTransition").string(), {
    known: (transition) => {
      const elsewhere = hook.inputs.at("notificationTargetArn").state !== "absent" || hasListener(plan);
      return transition.endsWith("TERMINATING") && !elsewhere ? judgeTermination(plan, hook) : pass;
    },
    absent: () => pass,
  }).map((verdict) => (verdict.kind === "pass" ? verdict : { urn: hook.urn, ...verdict }));
}

/** A rule of EventBridge that waits for such actions: what it starts completes them. */
const hasListener = (plan: Plan): boolean =>
  plan.ofType(EVENT_RULE).some(({ props }) => {
    const pattern = props.at("eventPattern").string();
    return pattern.state !== "known" || pattern.value.includes("Lifecycle Action");
  });

function judgeTermination(plan: Plan, hook: PlannedResource): Verdicts {
  const groups = plan.references(hook, "autoscalingGroupName", AUTO_SCALING_GROUP);
  if (groups.state !== "known") return unknown("autoscalingGroupName");
  const templates = groups.value.flatMap((group) =>
    group
      .dependenciesOf("launchTemplate")
      .filter(({ type }) => (LAUNCH_TEMPLATE as readonly string[]).includes(type)),
  );
  const seconds = hook.inputs.at("heartbeatTimeout").number();
  const wait = `the whole ${seconds.state === "known" ? seconds.value : 3600} s`;
  return templates.flatMap((template) => {
    const says = (pattern: RegExp): boolean => {
      const read = userDataMatches(template.inputs, pattern);
      return read.state === "known" && read.value;
    };
    // Not known in a first preview, where it names what the same run creates; judged as soon as it is.
    if (userDataMatches(template.inputs, COMPLETES).state === "unknown") return [pass];
    if (!says(COMPLETES)) {
      return [
        fail(
          `nothing of the plan completes it, so each termination waits ${wait}`,
          "complete it in the user data",
        ),
      ];
    }
    return says(EARLY) && !says(WAITS)
      ? [
          fail(
            `${template.name} completes it once, as soon as the target state says so: before it waits, which is refused, and then waits ${wait}`,
            "try again until the completion is accepted",
          ),
        ]
      : [pass];
  });
}
