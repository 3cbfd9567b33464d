import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { InstanceRole } from "./instance-role";
import { amazonLinux } from "./machine-image";
import { targetCpuPercent } from "./sizing";
import { hopPort, privateRegistry, userData } from "./user-data";

export interface AppTierArgs {
  /** Private subnets, one for each zone; at least three. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
  /** Groups of the load balancers that send to the instances; at least one. */
  readonly targetGroupArns: readonly pulumi.Input<string>[];
  /** Container image, as `docker pull` takes it; runs without capabilities. */
  readonly image: string;
  /** Port the container serves HTTP on. */
  readonly port: number;
  /** Graviton types get an ARM image, all others an x86 one. */
  readonly instanceType: string;
  /** At least three. What is left after the loss of a zone must carry the load: need 4 over 3 zones → 6. */
  readonly minInstances: number;
  readonly maxInstances: number;
  /** Environment of the container; never a secret. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Secret with private key and certificate, one PEM text, for TLS on `AppTier.hopPort`. */
  readonly hopCertificateSecretArn: pulumi.Input<string>;
  /** Secrets the container reads, by the name of the file it finds them in. */
  readonly secretArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Bucket the container works with. @default none */
  readonly bucketArn?: pulumi.Input<string>;
  /** The customer-managed key under the secrets and the bucket. */
  readonly keyArn: pulumi.Input<string>;
  /** ID of a machine image of this region. @default the newest Amazon Linux 2023 at each launch */
  readonly machineImageId?: string;
}

/** Seconds from launch to serving: packages, image, start. Until then, neither health nor load of it counts. */
const startSeconds = 180;

/** Thirty days: no instance runs an old kernel for longer, and each one finds the current hop certificate. */
const maxInstanceLifetimeSeconds = 30 * 24 * 3600;

/** New instances first, old ones after: replacing one of three never leaves two. */
const replacement = { minHealthyPercentage: 100, maxHealthyPercentage: 150 } as const;

/** The application on EC2: identical instances over three zones or more, replaced when one fails. */
export class AppTier extends Component {
  /** The port on which the instances serve TLS to their load balancers. */
  static readonly hopPort = hopPort;

  readonly autoScalingGroupName: pulumi.Output<string>;

  constructor(name: string, args: AppTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workloads:AppTier", name, opts);
    this.#validate(args);
    const tags = { Name: name, "standfast:tier": "app" };

    const template = this.#launchTemplate(args, tags);
    const group = new aws.autoscaling.Group(
      this.childName("group"),
      {
        vpcZoneIdentifiers: [...args.subnetIds],
        minSize: args.minInstances,
        maxSize: args.maxInstances,
        desiredCapacity: args.minInstances,
        // A number, not `$Latest`: with that, a new version never starts a refresh
        // (https://github.com/pulumi/pulumi-aws/issues/1577).
        launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
        targetGroupArns: [...args.targetGroupArns],
        // The load balancer knows a hung process; EC2 only knows a dead machine.
        healthCheckType: "ELB",
        healthCheckGracePeriod: startSeconds,
        defaultInstanceWarmup: startSeconds,
        maxInstanceLifetime: maxInstanceLifetimeSeconds,
        // Best effort: when a zone cannot launch, the others take its share instead of waiting for it.
        availabilityZoneDistribution: { capacityDistributionStrategy: "balanced-best-effort" },
        instanceMaintenancePolicy: replacement,
        instanceRefresh: { strategy: "Rolling", preferences: this.#refresh(args) },
        enabledMetrics: ["GroupDesiredCapacity", "GroupInServiceInstances"],
        tags: Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
      },
      // The policy below moves it with the load; an update of the program must not move it back.
      this.child({ ignoreChanges: ["desiredCapacity"] }),
    );
    new aws.autoscaling.Policy(
      this.childName("cpu"),
      {
        autoscalingGroupName: group.name,
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
          targetValue: targetCpuPercent(args.subnetIds.length),
        },
      },
      this.child(),
    );
    this.autoScalingGroupName = group.name;
    this.registerOutputs({ autoScalingGroupName: this.autoScalingGroupName });
  }

  #validate(args: AppTierArgs): void {
    const { subnetIds, targetGroupArns, minInstances, maxInstances } = args;
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
    this.require(
      targetGroupArns.length >= 1,
      "targetGroupArns must list at least 1, got 0; without one nobody checks the instances' health",
    );
  }

  /**
   * AWS cannot roll back to an image that is named by a parameter, so the rollback needs `machineImageId`. Without it
   * a refresh that fails stops, and the old instances, which only leave after new ones are healthy, go on serving.
   * https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
   */
  #refresh(args: AppTierArgs): aws.types.input.autoscaling.GroupInstanceRefreshPreferences {
    return { ...replacement, skipMatching: true, autoRollback: args.machineImageId !== undefined };
  }

  #launchTemplate(args: AppTierArgs, tags: Record<string, string>): aws.ec2.LaunchTemplate {
    const role = new InstanceRole(
      this.childName("instance"),
      {
        secretArns: [args.hopCertificateSecretArn, ...Object.values(args.secretArns)],
        keyArn: args.keyArn,
        imageSource: privateRegistry(args.image) === undefined ? "public" : "private-ecr",
        ...(args.bucketArn !== undefined && { bucketArn: args.bucketArn }),
      },
      { parent: this },
    );
    const text = pulumi
      .all([args.hopCertificateSecretArn, pulumi.all(args.environment), pulumi.all(args.secretArns)])
      .apply(([hopCertificateSecretArn, environment, secretArns]) =>
        userData({ image: args.image, port: args.port, environment, hopCertificateSecretArn, secretArns }),
      );

    return new aws.ec2.LaunchTemplate(
      this.childName("template"),
      {
        imageId: args.machineImageId ?? amazonLinux(args.instanceType),
        instanceType: args.instanceType,
        iamInstanceProfile: { arn: role.instanceProfileArn },
        userData: text.apply((plain) => Buffer.from(plain).toString("base64")),
        updateDefaultVersion: true,
        networkInterfaces: [
          {
            associatePublicIpAddress: "false",
            deleteOnTermination: "true",
            securityGroups: [args.securityGroupId],
          },
        ],
        // Two hops: the container, which works with the instance's role, is one further away than the instance.
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 },
        // One-minute metrics instead of five: scaling sees a rise four minutes earlier.
        monitoring: { enabled: true },
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            // With AWS's own key: Auto Scaling may not use a customer-managed one unless that key's policy names its
            // service-linked role. No data of ours is on this disk.
            // https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
            ebs: { volumeType: "gp3", volumeSize: 20, encrypted: "true", deleteOnTermination: "true" },
          },
        ],
        tagSpecifications: ["volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      },
      this.child(),
    );
  }
}
