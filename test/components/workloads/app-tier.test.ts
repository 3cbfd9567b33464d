import { describe, expect, test } from "@jest/globals";
import { AppTier, type AppTierArgs } from "../../../components/workloads/app-tier";
import { outputOf, record, type Recording } from "../../support/mocks";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const hookType = "aws:autoscaling/lifecycleHook:LifecycleHook";
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
        targetTlsSecretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:target-tls",
        secretArns: { database: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db" },
        keyArn: "key-arn",
        healthCheckPath: "/health",
        logRetentionDays: 30,
        ...more,
      }),
  );

const userDataIn = (run: Recording<AppTier>, template: string): string =>
  Buffer.from(run.one(templateType, template).inputs["userData"] as string, "base64").toString();

describe("AppTier", () => {
  test("is a group, its template, its policy and its two roles", async () => {
    const run = await appTier();
    expect(run.counts()).toEqual({
      "standfast:workloads:AppTier": 1,
      "standfast:workloads:InstanceRole": 1,
      "standfast:workloads:AppRole": 1,
      "standfast:workloads:LifecycleHooks": 1,
      "aws:cloudwatch/logGroup:LogGroup": 1,
      "standfast:aws:ServiceRole": 1,
      "aws:iam/role:Role": 2,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
      "aws:iam/rolePolicy:RolePolicy": 3,
      "aws:iam/instanceProfile:InstanceProfile": 1,
      [templateType]: 1,
      [groupType]: 1,
      "aws:autoscaling/policy:Policy": 1,
      [hookType]: 2,
    });
    expect(await outputOf(run.result.autoScalingGroupName)).toBe("us-east-1-app-group");
    expect(Object.keys(run.result.autoScalingGroupNames)).toEqual(["blue"]);
  });

  test("keeps the instances over the zones, checked by the load balancer", async () => {
    const run = await appTier();
    expect(run.one(groupType).inputs).toEqual({
      vpcZoneIdentifiers: ["a", "b", "c"],
      minSize: 6,
      maxSize: 12,
      desiredCapacity: 6,
      minElbCapacity: 6,
      launchTemplate: { id: "us-east-1-app-template-id", version: "7" },
      targetGroupArns: ["group-arn"],
      healthCheckType: "ELB",
      healthCheckGracePeriod: 180,
      defaultInstanceWarmup: 60,
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
      instanceInitiatedShutdownBehavior: "terminate",
      networkInterfaces: [
        { associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: ["sg-app"] },
      ],
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        httpProtocolIpv6: "disabled",
        instanceMetadataTags: "enabled",
      },
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

  test("launches the machine image it is given", async () => {
    const run = await appTier({ machineImageId: "ami-0123" });
    expect(run.one(templateType).inputs.imageId).toBe("ami-0123");
  });

  test("stops a rolling update when an alarm rings", async () => {
    const run = await appTier({ alarmNames: ["too-many-errors"] });
    expect(run.one(groupType).inputs).toMatchObject({
      instanceRefresh: { preferences: { alarmSpecification: { alarms: ["too-many-errors"] } } },
    });
  });

  test("sends what the container prints to a log group that forgets", async () => {
    const run = await appTier({ logRetentionDays: 90 });
    expect(run.one("aws:cloudwatch/logGroup:LogGroup").inputs).toEqual({ retentionInDays: 90 });
    expect(userDataIn(run, "us-east-1-app-template")).toContain("awslogs-group='us-east-1-app-logs'");
    expect(await outputOf(run.result.logGroupName)).toBe("us-east-1-app-logs");
  });

  test("tells the instances their health check and their hooks", async () => {
    const run = await appTier({ healthCheckPath: "/up" });
    const text = userDataIn(run, "us-east-1-app-template");
    expect(text).toContain("'https://127.0.0.1:8443/up'");
    expect(text).toContain("until complete us-east-1-app-drained;");
  });

  test("puts the tags it is given on the group and on all that it launches", async () => {
    const run = await appTier({ tags: { "standfast:drill": "allowed" } });
    expect(run.one(groupType).inputs["tags"]).toContainEqual({
      key: "standfast:drill",
      value: "allowed",
      propagateAtLaunch: true,
    });
    expect(run.one(templateType).inputs["tagSpecifications"]).toMatchObject([
      { resourceType: "volume", tags: { "standfast:drill": "allowed" } },
      { resourceType: "network-interface", tags: { "standfast:drill": "allowed" } },
    ]);
  });

  test("gives the instances the certificate's secret, the log and the registry, and the container its data", async () => {
    const run = await appTier({
      image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1",
      bucketArns: ["arn:aws:s3:::shop"],
    });
    const secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret";
    const resourcesOf = (name: string): unknown[] => {
      const { policy } = run.one("aws:iam/rolePolicy:RolePolicy", name).inputs;
      return (JSON.parse(policy as string) as { Statement: { Resource: unknown }[] }).Statement.map(
        ({ Resource }) => Resource,
      );
    };
    expect(resourcesOf("us-east-1-app-instance-policy")).toEqual([
      [`${secret}:target-tls`, `${secret}:db`],
      "key-arn",
      "arn:aws:mock:::us-east-1-app-logs:*",
    ]);
    expect(resourcesOf("us-east-1-app-role-policy")).toEqual([
      [`${secret}:db`],
      "key-arn",
      ["arn:aws:s3:::shop"],
      ["arn:aws:s3:::shop/*"],
    ]);
    expect(await outputOf(run.result.roleName)).toBe("us-east-1-app-role-role");
    expect(userDataIn(run, "us-east-1-app-template")).toContain(
      "--role-arn 'arn:aws:mock:::us-east-1-app-role-role'",
    );
    expect(run.recorded("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ name }) => name)).toEqual(
      [
        "us-east-1-app-instance-AmazonSSMManagedInstanceCore",
        "us-east-1-app-instance-AmazonEC2ContainerRegistryPullOnly",
      ],
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
      "targetGroupArns must list at least 1, got 0; without one nothing checks the instances' health",
    ],
    [
      "a green side without load balancer",
      { green: { image: "nginx:2", targetGroupArns: [] } },
      "green.targetGroupArns must list at least 1, got 0; without one nothing checks the instances' health",
    ],
    [
      "a tag that instances cannot read in their metadata",
      { tags: { "cost/center": "1" } },
      "tags must have keys of letters, digits and +-=.,_:@ alone, got cost/center; EC2 launches no other",
    ],
    [
      "more alarms than a refresh takes",
      { alarmNames: Array.from({ length: 11 }, (_, at) => `alarm-${at}`) },
      "alarmNames must list at most 10, which AWS allows, got 11; pass the ones that see requests fail",
    ],
  ])("refuses %s", async (_, args, message) => {
    await expect(appTier(args)).rejects.toThrow(message);
  });
});

describe("AppTier in blue and green", () => {
  const green = {
    image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:2",
    targetGroupArns: ["green-group-arn"],
  };

  test("is twice a group and what goes with it; roles and log are shared", async () => {
    const run = await appTier({ green });
    expect(run.counts()).toMatchObject({
      [templateType]: 2,
      [groupType]: 2,
      "aws:autoscaling/policy:Policy": 2,
      [hookType]: 4,
      "standfast:aws:ServiceRole": 1,
      "aws:iam/role:Role": 2,
      "aws:cloudwatch/logGroup:LogGroup": 1,
    });
    expect(await outputOf(run.result.autoScalingGroupName)).toBe("us-east-1-app-group");
    expect(await outputOf(run.result.autoScalingGroupNames.green!)).toBe("us-east-1-app-green-group");
  });

  test("leaves blue's names as they are without green", async () => {
    const [rolling, both] = [await appTier(), await appTier({ green })];
    const names = rolling.resources.map(({ type, name }) => `${type} ${name}`);
    expect(both.resources.map(({ type, name }) => `${type} ${name}`)).toEqual(expect.arrayContaining(names));
  });

  test("gives green blue's size, its own image and its own target group", async () => {
    const run = await appTier({ green });
    expect(run.one(groupType, "us-east-1-app-green-group").inputs).toMatchObject({
      minSize: 6,
      maxSize: 12,
      minElbCapacity: 6,
      targetGroupArns: ["green-group-arn"],
      launchTemplate: { id: "us-east-1-app-green-template-id" },
    });
    const text = userDataIn(run, "us-east-1-app-green-template");
    expect(text).toContain(green.image);
    expect(text).toContain("complete us-east-1-app-green-serving; then");
    expect(userDataIn(run, "us-east-1-app-template")).not.toContain(green.image);
  });

  test("lets the shared role pull and complete hooks for both", async () => {
    const run = await appTier({ green });
    expect(run.recorded("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ name }) => name)).toEqual(
      [
        "us-east-1-app-instance-AmazonSSMManagedInstanceCore",
        "us-east-1-app-instance-AmazonEC2ContainerRegistryPullOnly",
      ],
    );
    const policy = run.one("aws:iam/rolePolicy:RolePolicy", "us-east-1-app-lifecycle-permission");
    expect(JSON.parse(policy.inputs["policy"] as string)).toMatchObject({
      Statement: [
        { Resource: ["arn:aws:mock:::us-east-1-app-group", "arn:aws:mock:::us-east-1-app-green-group"] },
      ],
    });
  });
});
