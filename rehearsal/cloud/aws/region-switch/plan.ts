/** A plan of ARC Region switch, read from what was planned or made. */
import { blocks, text, texts } from "../../values";
import type { Props } from "../../wire";

/** One execution block, out of its step and of the step that runs it beside others. */
export interface PlanBlock {
  readonly name: string;
  readonly type: string;
  /** What its own configuration says; undefined where it has none of its type. */
  readonly config: Props | undefined;
}

export interface PlanWorkflow {
  readonly action: string;
  /** The region that it is for; undefined for either. */
  readonly region: string | undefined;
  /** In order; those of one stage run side by side. */
  readonly stages: readonly (readonly PlanBlock[])[];
}

/** The property that holds the configuration of each type of block. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  ARCRegionSwitchPlan: "regionSwitchPlanConfigs",
  ARCRoutingControl: "arcRoutingControlConfigs",
  AuroraGlobalDatabase: "globalAuroraConfigs",
  CustomActionLambda: "customActionLambdaConfigs",
  DocumentDb: "documentDbConfigs",
  EC2AutoScaling: "ec2AsgCapacityIncreaseConfigs",
  ECSServiceScaling: "ecsCapacityIncreaseConfigs",
  EKSResourceScaling: "eksResourceScalingConfigs",
  ManualApproval: "executionApprovalConfigs",
  Parallel: "parallelConfigs",
  RdsCreateCrossRegionReplica: "rdsCreateCrossRegionReadReplicaConfigs",
  RdsPromoteReadReplica: "rdsPromoteReadReplicaConfigs",
  Route53HealthCheck: "route53HealthCheckConfigs",
};

export const regionsOf = (plan: Props): string[] => texts(plan["regions"]);

export function workflowsOf(plan: Props): PlanWorkflow[] {
  return blocks(plan["workflows"]).map((workflow) => ({
    action: text(workflow["workflowTargetAction"]) ?? "",
    region: text(workflow["workflowTargetRegion"]),
    stages: blocks(workflow["steps"]).map((step) => {
      const beside = blocks(step["parallelConfigs"]).flatMap((parallel) => blocks(parallel["steps"]));
      return (beside.length > 0 ? beside : [step]).map(blockOf);
    }),
  }));
}

function blockOf(step: Props): PlanBlock {
  const type = text(step["executionBlockType"]) ?? "";
  return {
    name: text(step["name"]) ?? "",
    type,
    config: blocks(step[CONFIGURATIONS[type] ?? ""])[0],
  };
}

export function blocksOf(plan: Props): PlanBlock[] {
  return workflowsOf(plan).flatMap(({ stages }) => stages.flat());
}
