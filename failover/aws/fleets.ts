import {
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  SetDesiredCapacityCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  DescribeLaunchTemplateVersionsCommand,
  paginateDescribeInstances,
  type ResponseLaunchTemplateData,
} from "@aws-sdk/client-ec2";
import {
  DescribeImagesCommand,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from "@aws-sdk/client-ecr";
import { GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import type { Fleet, FleetApi } from "../model/aws";
import { isStandard, vCpusOf } from "../../plan/instance-type";
import type { RegionClients } from "./clients";

/** "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", in vCPUs. */
const standardQuota = { ServiceCode: "ec2", QuotaCode: "L-1216C47A" };

/** An image of ECR in whatever text the instance is started with. */
const ecrImage =
  /(\d{12})\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/([a-z0-9._/-]+)(?:@(sha256:[0-9a-f]{64})|:([\w.-]+))?/;

export class Fleets implements FleetApi {
  readonly #clients: RegionClients;

  constructor(clients: RegionClients) {
    this.#clients = clients;
  }

  find = async (name: string): Promise<Fleet | undefined> => {
    const { AutoScalingGroups: [group] = [] } = await this.#clients.autoScaling.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
    );
    if (!group) return undefined;
    const { Instances = [] } = group;
    const template = await this.#template(group);
    const [image] = ecrImage.exec(Buffer.from(template?.UserData ?? "", "base64").toString()) ?? [];
    return {
      min: group.MinSize ?? 0,
      max: group.MaxSize ?? 0,
      desired: group.DesiredCapacity ?? 0,
      inService: Instances.filter(({ LifecycleState }) => LifecycleState === "InService").length,
      ...(template?.InstanceType && { instanceType: template.InstanceType }),
      ...(image !== undefined && { image }),
    };
  };

  grow = async (AutoScalingGroupName: string, DesiredCapacity: number): Promise<void> => {
    await this.#clients.autoScaling.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity, HonorCooldown: false }),
    );
  };

  stop = async (AutoScalingGroupName: string): Promise<void> => {
    await this.#clients.autoScaling.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MinSize: 0, MaxSize: 0, DesiredCapacity: 0 }),
    );
  };

  headroom = async (instanceType: string): Promise<{ readonly free: number; readonly each: number }> => {
    const each = vCpusOf(instanceType);
    // Other families have quotas of their own, and odd sizes say no number: neither is judged.
    if (each === undefined || !isStandard(instanceType)) return { free: Infinity, each: each ?? 0 };
    const { Quota } = await this.#clients.quotas.send(new GetServiceQuotaCommand(standardQuota));
    return { free: (Quota?.Value ?? 0) - (await this.#runningVCpus()), each };
  };

  hasImage = async (image: string): Promise<boolean> => {
    const [, registryId, repositoryName, imageDigest, imageTag] = ecrImage.exec(image) ?? [];
    if (registryId === undefined || repositoryName === undefined) return true;
    const id = imageDigest === undefined ? { imageTag: imageTag ?? "latest" } : { imageDigest };
    try {
      await this.#clients.ecr.send(new DescribeImagesCommand({ registryId, repositoryName, imageIds: [id] }));
      return true;
    } catch (error) {
      if (error instanceof ImageNotFoundException || error instanceof RepositoryNotFoundException) {
        return false;
      }
      throw error;
    }
  };

  async #template(group: AutoScalingGroup): Promise<ResponseLaunchTemplateData | undefined> {
    const named =
      group.LaunchTemplate ?? group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
    if (named?.LaunchTemplateId === undefined) return undefined;
    const { LaunchTemplateVersions: [version] = [] } = await this.#clients.ec2.send(
      new DescribeLaunchTemplateVersionsCommand({
        LaunchTemplateId: named.LaunchTemplateId,
        Versions: [named.Version ?? "$Default"],
      }),
    );
    return version?.LaunchTemplateData;
  }

  async #runningVCpus(): Promise<number> {
    const { ec2: client } = this.#clients;
    const Filters = [{ Name: "instance-state-name", Values: ["pending", "running"] }];
    let vCpus = 0;
    for await (const { Reservations = [] } of paginateDescribeInstances({ client }, { Filters })) {
      for (const { InstanceType = "", InstanceLifecycle } of Reservations.flatMap(
        (one) => one.Instances ?? [],
      )) {
        if (isStandard(InstanceType) && InstanceLifecycle === undefined) vCpus += vCpusOf(InstanceType) ?? 0;
      }
    }
    return vCpus;
  }
}
