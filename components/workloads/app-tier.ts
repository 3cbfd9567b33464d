import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { targetTlsPort } from "../kit/contract";
import { AppRole } from "./app-role";
import type { AppRelease, AppTierArgs } from "./app-tier-args";
import { InstanceRole } from "./instance-role";
import { launchTemplateArgs } from "./launch-template";
import type { LifecycleHookNames } from "./lifecycle";
import { LifecycleHooks } from "./lifecycle-hooks";
import { amazonLinux } from "./machine-image";
import { groupArgs } from "./scaling-group";
import { targetCpuPercent } from "./sizing";
import { privateRegistry, userData } from "./user-data";

export type { AppTierArgs } from "./app-tier-args";

type Color = "blue" | "green";

/**
 * The application on EC2: identical instances over three zones or more, replaced when one fails.
 *
 * An instance counts once it answers, and goes once it is done (see `lifecycle.ts`). A zone that fails slowly is left by
 * zonal shift of the load balancer; that of the group itself, which would also stop launching there, is not in the
 * provider yet (https://github.com/hashicorp/terraform-provider-aws/issues/40271).
 *
 * The log is encrypted with CloudWatch's own key. The region's key cannot: its policy is KMS's default, which admits no
 * service, and CloudWatch Logs needs to be named in it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export class AppTier extends Component {
  /** The port on which the instances serve TLS to their load balancers. */
  static readonly targetTlsPort = targetTlsPort;

  /** Blue's group, known once its instances serve. */
  readonly autoScalingGroupName: pulumi.Output<string>;
  /** The group of each colour there is. */
  readonly autoScalingGroupNames: Readonly<Partial<Record<Color, pulumi.Output<string>>>>;
  /** The ARNs of the same, each with an id that AWS chose. */
  readonly autoScalingGroupArns: Readonly<Partial<Record<Color, pulumi.Output<string>>>>;
  readonly logGroupName: pulumi.Output<string>;
  /** The role of the container, for permissions beside those of the platform. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: AppTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workloads:AppTier", name, opts);
    this.#validate(args);
    const logs = new aws.cloudwatch.LogGroup(
      this.childName("logs"),
      { retentionInDays: args.logRetentionDays },
      this.child(),
    );
    const role = this.#instanceRole(args, logs);
    const appRole = new AppRole(
      this.childName("role"),
      { ...args, secretArns: Object.values(args.secretArns), instanceRoleArn: role.roleArn },
      { parent: this },
    );
    const common = { ...args, logs, role, appRole, name };
    const blue = this.#fleet("", args, common);
    const green = args.green && this.#fleet("green-", args.green, common);
    new LifecycleHooks(
      this.childName("lifecycle"),
      {
        roleName: role.roleName,
        groups: (green ? [blue, green] : [blue]).map(({ group: { name, arn }, hooks }) => ({
          name,
          arn,
          hooks,
        })),
      },
      { parent: this },
    );

    this.autoScalingGroupName = blue.group.name;
    this.autoScalingGroupNames = { blue: blue.group.name, ...(green && { green: green.group.name }) };
    this.autoScalingGroupArns = { blue: blue.group.arn, ...(green && { green: green.group.arn }) };
    this.logGroupName = logs.name;
    this.roleName = appRole.roleName;
    this.registerOutputs({
      autoScalingGroupName: this.autoScalingGroupName,
      autoScalingGroupNames: this.autoScalingGroupNames,
      logGroupName: this.logGroupName,
      roleName: this.roleName,
    });
  }

  #validate(args: AppTierArgs): void {
    const { subnetIds, minInstances, maxInstances, green, alarmNames = [] } = args;
    this.require(
      subnetIds.length >= 3,
      `subnetIds must list at least 3, got ${subnetIds.length}; pass one private subnet for each of three zones`,
    );
    this.require(
      minInstances >= Math.max(3, subnetIds.length),
      `minInstances must be at least ${Math.max(3, subnetIds.length)}, one in each zone, got ${minInstances}; raise it`,
    );
    this.require(
      maxInstances >= minInstances,
      `maxInstances must be at least minInstances (${minInstances}), got ${maxInstances}; raise it`,
    );
    for (const [path, release] of Object.entries({ "": args, ...(green && { "green.": green }) })) {
      this.require(
        release.targetGroupArns.length >= 1,
        `${path}targetGroupArns must list at least 1, got 0; without one nothing checks the instances' health`,
      );
    }
    const unreadable = Object.keys(args.tags ?? {}).find((key) => !/^[\w+=.,:@-]+$/.test(key));
    this.require(
      unreadable === undefined,
      `tags must have keys of letters, digits and +-=.,_:@ alone, got ${String(unreadable)}; EC2 launches no other`,
    );
    this.require(
      alarmNames.length <= 10,
      `alarmNames must list at most 10, which AWS allows, got ${alarmNames.length}; pass the ones that see requests fail`,
    );
  }

  #instanceRole(args: AppTierArgs, logs: aws.cloudwatch.LogGroup): InstanceRole {
    const images = [args.image, ...(args.green ? [args.green.image] : [])];
    return new InstanceRole(
      this.childName("instance"),
      {
        keyArn: args.keyArn,
        secretArns: [args.targetTlsSecretArn, ...Object.values(args.secretArns)],
        logGroupArn: logs.arn,
        imageSource: images.every((image) => privateRegistry(image) === undefined) ? "public" : "private-ecr",
      },
      { parent: this },
    );
  }

  /** One colour: its template, its group, and what sizes it. */
  #fleet(prefix: "" | "green-", release: AppRelease, common: Common): Fleet {
    const { name, subnetIds } = common;
    const tags = { Name: name, "standfast:tier": "app", ...common.tags };
    const hooks = {
      launching: this.childName(`${prefix}serving`),
      terminating: this.childName(`${prefix}drained`),
    };
    const template = new aws.ec2.LaunchTemplate(
      this.childName(`${prefix}template`),
      launchTemplateArgs({
        ...common,
        imageId: common.machineImageId ?? amazonLinux(common.instanceType),
        instanceProfileArn: common.role.instanceProfileArn,
        userData: userDataOf(release, hooks, common),
        tags,
      }),
      this.child(),
    );
    const group = new aws.autoscaling.Group(
      this.childName(`${prefix}group`),
      groupArgs({
        ...common,
        targetGroupArns: release.targetGroupArns,
        // A number, not `$Latest`: with that, a new version never starts a refresh
        // (https://github.com/pulumi/pulumi-aws/issues/1577).
        launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
        tags,
      }),
      // The policy below moves it with the load; an update of the program must not move it back. A fence is put up at once.
      this.child({ ignoreChanges: common.state === "fenced" ? [] : ["desiredCapacity"] }),
    );
    new aws.autoscaling.Policy(
      this.childName(`${prefix}cpu`),
      {
        autoscalingGroupName: group.name,
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
          targetValue: targetCpuPercent(subnetIds.length),
        },
      },
      this.child(),
    );
    return { group, hooks };
  }
}

/** What both colours share. */
interface Common extends AppTierArgs {
  readonly name: string;
  readonly role: InstanceRole;
  readonly appRole: AppRole;
  readonly logs: aws.cloudwatch.LogGroup;
}

interface Fleet {
  readonly group: aws.autoscaling.Group;
  readonly hooks: LifecycleHookNames;
}

function userDataOf({ image }: AppRelease, hooks: LifecycleHookNames, common: Common): pulumi.Output<string> {
  const { port, additionalPorts = {}, healthCheckPath } = common;
  return pulumi
    .all([
      common.targetTlsSecretArn,
      pulumi.all(common.environment),
      pulumi.all(common.secretArns),
      common.logs.name,
      common.appRole.arn,
    ])
    .apply(([targetTlsSecretArn, environment, secretArns, logGroupName, appRoleArn]) =>
      userData({
        image,
        port,
        additionalPorts: Object.values(additionalPorts),
        environment,
        targetTlsSecretArn,
        secretArns,
        logGroupName,
        appRoleArn,
        healthCheckPath,
        hooks,
      }),
    );
}
