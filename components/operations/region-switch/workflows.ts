import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { SwitchedRegion } from "./region";

export interface WorkflowsArgs {
  readonly regions: readonly SwitchedRegion[];
  readonly hostedZoneId: pulumi.Input<string>;
  readonly recordName: string;
  readonly timeoutMinutes: number;
  readonly rebuild: "after-recovery" | "by-hand";
}

type Workflow = aws.types.input.arcregionswitch.PlanWorkflow;
type Block = aws.types.input.arcregionswitch.PlanWorkflowStepParallelConfigStep;

/**
 * One workflow activates either region, so the way back is the way there. Its blocks run side by side: the region that is left
 * loses its traffic at once, before another takes writes, and nobody waits for instances that may not come.
 *
 * In the order of their actions' names, in which the provider keeps them.
 */
export function workflows(args: WorkflowsArgs): Workflow[] {
  const { timeoutMinutes, rebuild } = args;
  const databases = databasesOf(args.regions);
  const blocks = [
    traffic(args),
    ...capacity(args),
    ...(databases ? [promotion(databases, timeoutMinutes)] : []),
  ];
  const activate: Workflow = {
    workflowTargetAction: "activate",
    workflowDescription:
      "Takes the traffic of the other region away, promotes the database, and grows to its size.",
    steps: [{ name: "take-over", executionBlockType: "Parallel", parallelConfigs: [{ steps: blocks }] }],
  };
  if (!databases || rebuild === "by-hand") return [activate];
  return [
    activate,
    {
      workflowTargetAction: "postRecovery",
      workflowDescription:
        "Renames the old primary, keeps it, and makes a replica of the new one in its place.",
      steps: [
        {
          name: "rebuild-replica",
          executionBlockType: "RdsCreateCrossRegionReplica",
          rdsCreateCrossRegionReadReplicaConfigs: [{ dbInstanceArnMap: databases, timeoutMinutes }],
        },
      ],
    },
  ];
}

function traffic({ regions, hostedZoneId, recordName, timeoutMinutes }: WorkflowsArgs): Block {
  return {
    name: "move-traffic",
    executionBlockType: "Route53HealthCheck",
    route53HealthCheckConfigs: [
      {
        hostedZoneId,
        recordName,
        recordSets: regions.map(({ name: region, recordSetIdentifier }) => ({ region, recordSetIdentifier })),
        timeoutMinutes,
      },
    ],
  };
}

function capacity({ regions, timeoutMinutes }: WorkflowsArgs): Block[] {
  const asgs = regions.flatMap(({ autoScalingGroupArns }) => autoScalingGroupArns.map((arn) => ({ arn })));
  if (asgs.length === 0) return [];
  return [
    {
      name: "grow",
      executionBlockType: "EC2AutoScaling",
      ec2AsgCapacityIncreaseConfigs: [
        {
          asgs,
          targetPercent: 100,
          capacityMonitoringApproach: "sampledMaxInLast24Hours",
          timeoutMinutes,
          // Half of it serves, and the group's own policy goes on: a shortage of instances must not stop the plan.
          ungraceful: { minimumSuccessPercentage: 50 },
        },
      ],
    },
  ];
}

function promotion(dbInstanceArnMap: Record<string, pulumi.Input<string>>, timeoutMinutes: number): Block {
  return {
    name: "promote-database",
    executionBlockType: "RdsPromoteReadReplica",
    rdsPromoteReadReplicaConfigs: [{ dbInstanceArnMap, timeoutMinutes }],
  };
}

function databasesOf(regions: readonly SwitchedRegion[]): Record<string, pulumi.Input<string>> | undefined {
  const entries = regions.flatMap(({ name, databaseArn }) => (databaseArn ? [[name, databaseArn]] : []));
  return entries.length > 0
    ? (Object.fromEntries(entries) as Record<string, pulumi.Input<string>>)
    : undefined;
}
