import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../../aws/arn";
import { ServiceRole } from "../../aws/service-role";
import { Component } from "../../kit/component";
import { permissions } from "./permissions";
import type { SwitchedRegion } from "./region";
import { workflows } from "./workflows";

export interface RegionSwitchArgs {
  /** Two: AWS takes no more and no fewer. The order is that of the stack, whatever their roles. */
  readonly regions: readonly SwitchedRegion[];
  /** The region that serves now. It is read when the plan is made, and its health check begins healthy. */
  readonly servingRegion: string;
  readonly hostedZoneId: pulumi.Input<string>;
  readonly hostedZoneArn: pulumi.Input<string>;
  /** The name whose records depend on the plan's health checks. */
  readonly recordName: string;
  /** Held against each execution; AWS counts in minutes. */
  readonly recoveryTimeObjectiveSeconds: number;
  readonly trigger: "canary" | "none";
  /** Minutes before alarms may start it again. */
  readonly minutesBetweenExecutions: number;
  /** Minutes for each block, from 1. */
  readonly timeoutMinutes: number;
  readonly rebuild: "after-recovery" | "by-hand";
  /** Where each execution is reported: a bucket of the region that outlives the other. */
  readonly reports:
    { readonly bucketName: pulumi.Input<string>; readonly arn: pulumi.Input<string> } | undefined;
}

/**
 * A plan of ARC Region switch: what happens when the other region takes over. It is executed by the region that takes over,
 * and needs nothing of the one that is left. Its Route 53 block vends a health check for each region, for the records.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/region-switch.html
 */
export class RegionSwitch extends Component {
  readonly planArn: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} for a number of regions that AWS refuses, and without a bucket for its reports. */
  constructor(name: string, args: RegionSwitchArgs, opts?: pulumi.ComponentResourceOptions) {
    super("operations:RegionSwitch", name, opts);
    const { regions, servingRegion, trigger } = args;
    // https://docs.aws.amazon.com/arc-region-switch/latest/api/API_CreatePlan.html
    this.require(
      regions.length === 2,
      `regions must list 2, got ${regions.length}; AWS takes no other number`,
    );
    const { reports } = args;
    this.require(
      reports !== undefined,
      "reports must be a bucket, got none; pass one of the standby's region",
    );
    const role = new ServiceRole(
      name,
      {
        service: "arc-region-switch.amazonaws.com",
        description: "What Region switch does when a region takes over",
        statements: permissions({
          regions,
          hostedZoneArn: args.hostedZoneArn,
          reportsArn: reports.arn,
          rebuild: args.rebuild,
        }),
      },
      this.nested(),
    );
    // Region switch evaluates its plans every half hour, and asks IAM whether the role may do what they say.
    const simulation = new aws.iam.RolePolicy(
      this.childName("simulation"),
      { role: role.roleName, policy: simulationPolicy(role.arn) },
      this.child(),
    );
    const alarms = trigger === "canary" ? regions.flatMap(alarmsOf) : [];
    this.planArn = new aws.arcregionswitch.Plan(
      this.childName("plan"),
      {
        description: "Lets the other region take over: traffic, database and capacity.",
        executionRole: role.arn,
        recoveryApproach: "activePassive",
        regions: regions.map((region) => region.name),
        primaryRegion: servingRegion,
        recoveryTimeObjectiveMinutes: Math.ceil(args.recoveryTimeObjectiveSeconds / 60),
        workflows: workflows(args),
        ...(alarms.length > 0 && {
          associatedAlarms: alarms.flatMap(({ associated }) => associated),
          triggers: alarms.map(({ region, conditions }) => ({
            action: "activate",
            targetRegion: region,
            description: `${region} serves, and cannot reach the other region.`,
            minDelayMinutesBetweenExecutions: args.minutesBetweenExecutions,
            conditions,
          })),
        }),
        reportConfigurations: [
          {
            reportOutputs: [
              {
                s3Configurations: [
                  {
                    bucketPath: pulumi.interpolate`${reports.bucketName}/executions`,
                    bucketOwner: pulumi
                      .output(regions[0]?.keyArn ?? "")
                      .apply((keyArn) => parseArn(keyArn).account),
                  },
                ],
              },
            ],
          },
        ],
      },
      // No update changes it, and a region that took over has not become the one that normally serves.
      this.child({ dependsOn: [simulation], ignoreChanges: ["primaryRegion"] }),
    ).arn;
    this.registerOutputs({ planArn: this.planArn });
  }
}

/** What starts the plan for a region: from there the other one is lost, and this one serves. */
function alarmsOf({ name: region, otherLostAlarmArn, impairedAlarmArn }: SwitchedRegion) {
  if (otherLostAlarmArn === undefined) return [];
  const lost = {
    key: `${region}-misses-the-other`,
    arn: otherLostAlarmArn,
    type: "trigger",
    condition: "red",
  };
  const own = impairedAlarmArn
    ? [{ key: `${region}-impaired`, arn: impairedAlarmArn, type: "applicationHealth", condition: "green" }]
    : [];
  const each = [lost, ...own];
  return [
    {
      region,
      associated: each.map(({ key, arn, type }) => ({
        mapBlockKey: key,
        resourceIdentifier: arn,
        alarmType: type,
      })),
      conditions: each.map(({ key, condition }) => ({ associatedAlarmName: key, condition })),
    },
  ];
}

function simulationPolicy(roleArn: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "iam:SimulatePrincipalPolicy", Resource: roleArn }],
  });
}
