/** What runs a program on AWS. */
export const AUTO_SCALING_GROUP = ["aws:autoscaling/group:Group"] as const;
export const AUTO_SCALING_ATTACHMENT = [
  "aws:autoscaling/attachment:Attachment",
  "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
] as const;
export const LIFECYCLE_HOOK = ["aws:autoscaling/lifecycleHook:LifecycleHook"] as const;
export const INSTANCE = ["aws:ec2/instance:Instance"] as const;
export const LAUNCH_TEMPLATE = ["aws:ec2/launchTemplate:LaunchTemplate"] as const;
export const LAUNCH_CONFIGURATION = ["aws:ec2/launchConfiguration:LaunchConfiguration"] as const;
export const ECS_SERVICE = ["aws:ecs/service:Service"] as const;
export const EKS_CLUSTER = ["aws:eks/cluster:Cluster"] as const;
export const NODE_GROUP = ["aws:eks/nodeGroup:NodeGroup"] as const;
export const FARGATE_PROFILE = ["aws:eks/fargateProfile:FargateProfile"] as const;
export const LAMBDA_FUNCTION = ["aws:lambda/function:Function"] as const;

/** What scales by itself within bounds: Application Auto Scaling, and AWS Auto Scaling's plans over several resources. */
export const SCALING_TARGET = ["aws:appautoscaling/target:Target"] as const;
export const GROUP_SCHEDULE = ["aws:autoscaling/schedule:Schedule"] as const;
export const SCHEDULED_ACTION = ["aws:appautoscaling/scheduledAction:ScheduledAction"] as const;
export const SCALING_PLAN = ["aws:autoscalingplans/scalingPlan:ScalingPlan"] as const;
