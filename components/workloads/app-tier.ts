import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { type ContainerArgs, targetTlsPort } from "../kit/contract";
import { InstanceRole } from "./instance-role";
import { launchTemplateArgs } from "./launch-template";
import type { LifecycleHookNames } from "./lifecycle";
import { LifecycleHooks } from "./lifecycle-hooks";
import { amazonLinux } from "./machine-image";
import { groupArgs } from "./scaling-group";
import { targetCpuPercent } from "./sizing";
import { privateRegistry, userData } from "./user-data";

/** What one colour runs, and who sends to it. */
export interface AppRelease {
  /** Container image, as `docker pull` takes it; runs without capabilities. */
  readonly image: string;
  /** Groups of the load balancers that send to the instances; at least one. */
  readonly targetGroupArns: readonly pulumi.Input<string>[];
}

export interface AppTierArgs extends AppRelease, ContainerArgs {
  /** Private subnets, one for each zone; at least three. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
  /** Graviton types get an ARM image, all others an x86 one. */
  readonly instanceType: string;
  /** At least three. What is left after the loss of a zone must carry the load: need 4 over 3 zones → 6. */
  readonly minInstances: number;
  readonly maxInstances: number;
  /** ID of a machine image of this region. @default the newest Amazon Linux 2023 at each launch */
  readonly machineImageId?: string;
  /** What the load balancers ask of an instance; it must answer 200. */
  readonly healthCheckPath: string;
  /** Up to ten CloudWatch alarms, none about these groups, that stop a rolling update when they ring. @default [] */
  readonly alarmNames?: readonly pulumi.Input<string>[];
  /** Days that the container's log is kept, one of CloudWatch's retentions. */
  readonly logRetentionDays: number;
  /**
   * Tags of the groups and of all that they launch, on which the provider puts no default tags. Keys without `/` and
   * blanks, for instances read them in their metadata. @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Blue-green: a second colour beside the first (blue), with the same size and sizing. Which one clients reach is the
   * load balancer's weight. Both keep their full size, whatever the weight, so that going back launches nothing: twice
   * the instances to pay for as long as it is set. To end it: send everything to green, give blue green's image, send
   * everything to blue, and leave green out. @default none, so that updates are rolling
   */
  readonly green?: AppRelease;
}

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
  readonly logGroupName: pulumi.Output<string>;
  /** The role of the instances, for permissions beside those of the platform. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: AppTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workloads:AppTier", name, opts);
    this.#validate(args);
    const logs = new aws.cloudwatch.LogGroup(
      this.childName("logs"),
      { retentionInDays: args.logRetentionDays },
      this.child(),
    );
    const common = { ...args, logs, role: this.#role(args, logs), name };
    const blue = this.#fleet("", args, common);
    const green = args.green && this.#fleet("green-", args.green, common);
    new LifecycleHooks(
      this.childName("lifecycle"),
      {
        roleName: common.role.roleName,
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
    this.logGroupName = logs.name;
    this.roleName = common.role.roleName;
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

  #role(args: AppTierArgs, logs: aws.cloudwatch.LogGroup): InstanceRole {
    const images = [args.image, ...(args.green ? [args.green.image] : [])];
    return new InstanceRole(
      this.childName("instance"),
      {
        ...args,
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
      // The policy below moves it with the load; an update of the program must not move it back.
      this.child({ ignoreChanges: ["desiredCapacity"] }),
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
  readonly logs: aws.cloudwatch.LogGroup;
}

interface Fleet {
  readonly group: aws.autoscaling.Group;
  readonly hooks: LifecycleHookNames;
}

function userDataOf({ image }: AppRelease, hooks: LifecycleHookNames, common: Common): pulumi.Output<string> {
  const { port, healthCheckPath } = common;
  return pulumi
    .all([
      common.targetTlsSecretArn,
      pulumi.all(common.environment),
      pulumi.all(common.secretArns),
      common.logs.name,
    ])
    .apply(([targetTlsSecretArn, environment, secretArns, logGroupName]) =>
      userData({
        image,
        port,
        environment,
        targetTlsSecretArn,
        secretArns,
        logGroupName,
        healthCheckPath,
        hooks,
      }),
    );
}
