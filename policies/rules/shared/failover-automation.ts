/** What moves a service to another region without a person: what an alarm starts, and what a plan of Region switch runs. */
import type { Plan, PlannedResource } from "../../framework/planned";
import {
  COMPOSITE_ALARM,
  EVENT_RULE,
  EVENT_TARGET,
  isOneOf,
  LAMBDA_FUNCTION,
  METRIC_ALARM,
  REGION_SWITCH_PLAN,
  STATE_MACHINE,
  TOPIC_SUBSCRIPTION,
} from "../../resources";
import { allowedActions, type AllowedActions } from "./allowed-actions";

export interface FailoverAutomation {
  readonly resource: PlannedResource;
  /** An alarm, a rule of EventBridge or a plan; the plan itself starts by its own triggers. */
  readonly startedBy: PlannedResource;
  /** What its role allows. */
  readonly allowed: AllowedActions;
}

const RUNS = [...LAMBDA_FUNCTION, ...STATE_MACHINE];
const runsAmong = (resources: readonly PlannedResource[]) =>
  resources.filter(({ type }) => isOneOf(RUNS, type));

/** Each with the first of what starts it; whether it moves a service at all is told by what it may do. */
export function automationsIn(plan: Plan): readonly FailoverAutomation[] {
  const started = new Map<PlannedResource, PlannedResource>();
  const note = (resources: readonly PlannedResource[], by: PlannedResource): void => {
    for (const resource of resources) if (!started.has(resource)) started.set(resource, by);
  };
  for (const alarm of plan.ofType([...METRIC_ALARM, ...COMPOSITE_ALARM])) {
    const actions = alarm.dependenciesOf("alarmActions");
    note(runsAmong(actions), alarm);
    for (const subscription of plan.ofType(TOPIC_SUBSCRIPTION)) {
      const listens = subscription.dependenciesOf("topic").some((topic) => actions.includes(topic));
      if (listens) note(runsAmong(subscription.dependenciesOf("endpoint")), alarm);
    }
  }
  for (const rule of plan.ofType(EVENT_RULE).filter(waitsForTrouble)) {
    for (const target of plan.ofType(EVENT_TARGET)) {
      if (target.dependenciesOf("rule").includes(rule)) note(runsAmong(target.dependenciesOf("arn")), rule);
    }
  }
  const plans = plan.ofType(REGION_SWITCH_PLAN);
  for (const each of plans) note(runsAmong(each.dependenciesOf("workflows")), each);
  return [
    ...[...started].map(([resource, startedBy]) => ({
      resource,
      startedBy,
      allowed: allowedActions(plan, resource, isOneOf(LAMBDA_FUNCTION, resource.type) ? "role" : "roleArn"),
    })),
    ...plans.map((resource) => ({
      resource,
      startedBy: resource,
      allowed: allowedActions(plan, resource, "executionRole"),
    })),
  ];
}

/** Alarms and AWS's own notices of impaired services. */
function waitsForTrouble({ inputs }: PlannedResource): boolean {
  const pattern = inputs.at("eventPattern").string();
  return pattern.state === "known" && /CloudWatch Alarm State Change|aws\.health/.test(pattern.value);
}
