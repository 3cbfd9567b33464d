import { describe, expect, test } from "@jest/globals";
import { AppTier, type AppTierArgs } from "../../../components/workloads/app-tier";
import { outputOf, record, type Recording } from "../../support/mocks";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const groupType = "aws:autoscaling/group:Group";

const appTier = (more: Partial<AppTierArgs> = {}): Promise<Recording<AppTier>> =>
  record(
    () =>
      new AppTier("us-east-1-app", {
        subnetIds: ["a", "b", "c"],
        securityGroupId: "sg-app",
        targetGroupArns: ["group-arn"],
        image: "public.ecr.aws/nginx/nginx:1.29",
        port: 8443,
        instanceType: "m7g.large",
        minInstances: 6,
        maxInstances: 12,
        environment: { DATABASE_HOST: "db.example" },
        hopCertificateSecretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:hop",
        secretArns: { database: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db" },
        keyArn: "key-arn",
        ...more,
      }),
  );

describe("AppTier", () => {
  test("is a group, its template, its policy and its role", async () => {
    const run = await appTier();
    expect(run.counts()).toEqual({
      "standfast:workloads:AppTier": 1,
      "standfast:workloads:InstanceRole": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
      "aws:iam/instanceProfile:InstanceProfile": 1,
      [templateType]: 1,
      [groupType]: 1,
      "aws:autoscaling/policy:Policy": 1,
    });
    expect(await outputOf(run.result.autoScalingGroupName)).toBe("us-east-1-app-group");
  });

  test("keeps the instances over the zones, checked by the load balancer", async () => {
    const run = await appTier();
    expect(run.one(groupType).inputs).toEqual({
      vpcZoneIdentifiers: ["a", "b", "c"],
      minSize: 6,
      maxSize: 12,
      desiredCapacity: 6,
      launchTemplate: { id: "us-east-1-app-template-id", version: "7" },
      targetGroupArns: ["group-arn"],
      healthCheckType: "ELB",
      healthCheckGracePeriod: 180,
      defaultInstanceWarmup: 180,
      maxInstanceLifetime: 2_592_000,
      availabilityZoneDistribution: { capacityDistributionStrategy: "balanced-best-effort" },
      instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 150 },
      instanceRefresh: {
        strategy: "Rolling",
        preferences: {
          minHealthyPercentage: 100,
          maxHealthyPercentage: 150,
          skipMatching: true,
          autoRollback: false,
        },
      },
      enabledMetrics: ["GroupDesiredCapacity", "GroupInServiceInstances"],
      tags: [
        { key: "Name", value: "us-east-1-app", propagateAtLaunch: true },
        { key: "standfast:tier", value: "app", propagateAtLaunch: true },
      ],
    });
  });

  test("leaves the size to the scaling policy, which keeps room for the loss of a zone", async () => {
    const run = await appTier();
    expect(run.one(groupType).ignoreChanges).toEqual(["desiredCapacity"]);
    expect(run.one("aws:autoscaling/policy:Policy").inputs).toEqual({
      autoscalingGroupName: "us-east-1-app-group",
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: 53,
      },
    });
  });

  test("launches hardened instances without a public address", async () => {
    const run = await appTier();
    const { userData, ...template } = run.one(templateType).inputs;
    const tags = { Name: "us-east-1-app", "standfast:tier": "app" };
    expect(template).toEqual({
      imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
      instanceType: "m7g.large",
      iamInstanceProfile: { arn: "arn:aws:mock:::us-east-1-app-instance-profile" },
      updateDefaultVersion: true,
      networkInterfaces: [
        { associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: ["sg-app"] },
      ],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 },
      monitoring: { enabled: true },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { volumeType: "gp3", volumeSize: 20, encrypted: "true", deleteOnTermination: "true" },
        },
      ],
      tagSpecifications: [
        { resourceType: "volume", tags },
        { resourceType: "network-interface", tags },
      ],
    });
    const text = Buffer.from(userData as string, "base64").toString();
    expect(text.startsWith("#cloud-config\n")).toBe(true);
    expect(text).toContain("DATABASE_HOST=db.example");
  });

  test("rolls back by itself when the image is one AWS can roll back to", async () => {
    const run = await appTier({ machineImageId: "ami-0123" });
    expect(run.one(templateType).inputs.imageId).toBe("ami-0123");
    expect(run.one(groupType).inputs).toMatchObject({
      instanceRefresh: { preferences: { autoRollback: true } },
    });
  });

  test("gives the role the secrets, the bucket and the registry that the instances need", async () => {
    const run = await appTier({
      image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1",
      bucketArn: "arn:aws:s3:::shop",
    });
    expect(JSON.parse(run.one("aws:iam/rolePolicy:RolePolicy").inputs.policy as string)).toMatchObject({
      Statement: [
        {
          Resource: [
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:hop",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:db",
          ],
        },
        { Resource: "key-arn" },
        { Resource: "arn:aws:s3:::shop" },
        { Resource: "arn:aws:s3:::shop/*" },
      ],
    });
    expect(run.recorded("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ name }) => name)).toEqual(
      ["us-east-1-app-instance-session-manager", "us-east-1-app-instance-pull-images"],
    );
  });

  test.each<[string, Partial<AppTierArgs>, string]>([
    [
      "two zones",
      { subnetIds: ["a", "b"] },
      "subnetIds must list at least 3, got 2; pass one private subnet for each of three zones",
    ],
    [
      "two instances",
      { minInstances: 2 },
      "minInstances must be at least 3, one in each zone, got 2; raise it",
    ],
    [
      "fewer instances than zones",
      { subnetIds: ["a", "b", "c", "d"], minInstances: 3 },
      "minInstances must be at least 4, one in each zone, got 3; raise it",
    ],
    [
      "a maximum below the minimum",
      { maxInstances: 5 },
      "maxInstances must be at least minInstances (6), got 5; raise it",
    ],
    [
      "no load balancer",
      { targetGroupArns: [] },
      "targetGroupArns must list at least 1, got 0; without one nobody checks the instances' health",
    ],
  ])("refuses %s", async (_, args, message) => {
    await expect(appTier(args)).rejects.toThrow(message);
  });
});
