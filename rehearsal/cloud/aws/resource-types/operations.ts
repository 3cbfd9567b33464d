import { ACCOUNT, idFrom, uuid, type AwsResourceTypes, type CreationContext } from "../resource-type";

const planArn = (plan: CreationContext) =>
  `arc-region-switch::${ACCOUNT}:plan/${plan.text("name")}:${plan.hex(6, "plan")}`;

export const operations: AwsResourceTypes = {
  "aws:autoscaling/lifecycleHook:LifecycleHook": {
    api: ["Auto Scaling", "LifecycleHook"],
    operations: { creating: "PutLifecycleHook", updating: "PutLifecycleHook" },
    id: idFrom("name"),
    autoname: { property: "name", maxLength: 255 },
  },
  "aws:autoscaling/schedule:Schedule": {
    api: ["Auto Scaling", "ScheduledAction"],
    operations: { creating: "PutScheduledUpdateGroupAction", updating: "PutScheduledUpdateGroupAction" },
    id: idFrom("scheduledActionName"),
    arn: (action) =>
      `autoscaling:${action.region}:${ACCOUNT}:scheduledUpdateGroupAction:${uuid(action)}:` +
      `autoScalingGroupName/${action.text("autoscalingGroupName")}:scheduledActionName/${action.id}`,
  },
  "aws:scheduler/schedule:Schedule": {
    api: ["Scheduler", "Schedule"],
    operations: { updating: "UpdateSchedule" },
    id: ({ text }) => `${text("groupName") || "default"}/${text("name")}`,
    arn: ({ region, id }) => `scheduler:${region}:${ACCOUNT}:schedule/${id}`,
    autoname: { property: "name", maxLength: 64 },
    computed: { groupName: () => "default" },
  },
  "aws:arcregionswitch/plan:Plan": {
    api: ["ARC Region switch", "Plan"],
    operations: { updating: "UpdatePlan" },
    id: (plan) => `arn:aws:${planArn(plan)}`,
    arn: planArn,
    autoname: { property: "name", maxLength: 32 },
    global: true,
  },
  "aws:arczonalshift/zonalAutoshiftConfiguration:ZonalAutoshiftConfiguration": {
    api: ["ARC Zonal Shift", "PracticeRunConfiguration"],
    operations: { updating: "UpdatePracticeRunConfiguration" },
    id: idFrom("resourceArn"),
  },
  "aws:cloudwatch/alarmMuteRule:AlarmMuteRule": {
    api: ["CloudWatch", "AlarmMuteRule"],
    operations: { creating: "PutAlarmMuteRule", updating: "PutAlarmMuteRule" },
    id: idFrom("name"),
    arn: ({ region, id }) => `cloudwatch:${region}:${ACCOUNT}:alarm-mute-rule:${id}`,
    autoname: { property: "name", maxLength: 255 },
  },
};
