import { describe, expect, test } from "@jest/globals";
import type * as pulumi from "@pulumi/pulumi";
import { Cluster, type ClusterArgs } from "../../../components/kubernetes/cluster";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";
import { clusterArgs as args, clusterRun as cluster } from "./support/cluster";

const clusterType = "aws:eks/cluster:Cluster";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

describe("Cluster", () => {
  test("is an EKS cluster, its roles, its logs, and what Auto Mode leaves out", async () => {
    expect((await cluster()).counts()).toEqual({
      "standfast:kubernetes:Cluster": 1,
      "standfast:kubernetes:ClusterRoles": 1,
      "standfast:kubernetes:ClusterLogs": 1,
      "random:index/randomId:RandomId": 1,
      "aws:cloudwatch/logGroup:LogGroup": 5,
      "standfast:aws:ServiceRole": 3,
      "aws:iam/role:Role": 3,
      [attachmentType]: 8,
      [clusterType]: 1,
      "aws:eks/addon:Addon": 2,
      "pulumi:providers:kubernetes": 1,
      "kubernetes:core/v1:ConfigMap": 1,
    });
  });

  test("is in Auto Mode, encrypted, logged, and reached with AWS credentials alone", async () => {
    const run = await cluster();
    expect(run.one(clusterType).inputs).toEqual({
      name: "shop-c0ffee42",
      version: "1.34",
      roleArn: "arn:aws:mock:::shop-roles-cluster-role",
      computeConfig: {
        enabled: true,
        nodePools: ["general-purpose"],
        nodeRoleArn: "arn:aws:mock:::shop-roles-node-role",
      },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
      storageConfig: { blockStorage: { enabled: true } },
      bootstrapSelfManagedAddons: false,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true },
      vpcConfig: {
        subnetIds: ["a", "b", "c"],
        endpointPrivateAccess: true,
        endpointPublicAccess: true,
        publicAccessCidrs: ["192.0.2.0/24"],
      },
      encryptionConfig: { provider: { keyArn: "key-arn" }, resources: ["secrets"] },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      zonalShiftConfig: { enabled: true },
      upgradePolicy: { supportType: "EXTENDED" },
      deletionProtection: false,
    });
    expect(run.one(clusterType).protect).toBe(false);
  });

  test("is protected where it has to last", async () => {
    const run = await cluster({ protection: "protected" });
    expect(run.one(clusterType)).toMatchObject({ protect: true, inputs: { deletionProtection: true } });
  });

  test("lets in only the addresses it is given", async () => {
    const run = await cluster({ publicAccessCidrBlocks: ["198.51.100.7/32", "203.0.113.0/24"] });
    expect(run.one(clusterType).inputs).toMatchObject({
      vpcConfig: { publicAccessCidrs: ["198.51.100.7/32", "203.0.113.0/24"] },
    });
  });

  test("comes after its log group, which has a retention, and after its permissions", async () => {
    const run = await cluster();
    expect(run.one("aws:cloudwatch/logGroup:LogGroup", "shop-logs").inputs).toEqual({
      name: "/aws/eks/shop-c0ffee42/cluster",
      retentionInDays: 30,
    });
    expect(run.one(clusterType).dependencies).toEqual(
      expect.arrayContaining([
        "shop-logs",
        ...run
          .recorded(attachmentType)
          .map(({ name }) => name)
          .filter((name) => name.startsWith("shop-roles-")),
      ]),
    );
  });

  test("gives its roles the policies that Auto Mode documents, and no other", async () => {
    const run = await cluster();
    const policies = (role: string) =>
      run
        .recorded(attachmentType)
        .filter(({ inputs }) => inputs.role === `shop-roles-${role}-role`)
        .map(({ inputs }) => (inputs.policyArn as string).replace("arn:aws:iam::aws:policy/", ""));
    expect(policies("cluster")).toEqual([
      "AmazonEKSClusterPolicy",
      "AmazonEKSComputePolicy",
      "AmazonEKSBlockStoragePolicy",
      "AmazonEKSLoadBalancingPolicy",
      "AmazonEKSNetworkingPolicy",
    ]);
    expect(policies("node")).toEqual([
      "AmazonEKSWorkerNodeMinimalPolicy",
      "AmazonEC2ContainerRegistryPullOnly",
    ]);
    const trust = (role: string) =>
      (
        JSON.parse(
          run.one("aws:iam/role:Role", `shop-roles-${role}-role`).inputs.assumeRolePolicy as string,
        ) as {
          Statement: unknown[];
        }
      ).Statement;
    expect(trust("cluster")).toEqual([
      {
        Sid: "AllowAssumeRole",
        Effect: "Allow",
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Principal: { Service: "eks.amazonaws.com" },
      },
    ]);
    expect(trust("node")).toEqual([
      {
        Sid: "AllowAssumeRole",
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "ec2.amazonaws.com" },
      },
    ]);
  });

  test("brings the Metrics Server, and has network policies enforced", async () => {
    const run = await cluster();
    expect(run.one("aws:eks/addon:Addon", "shop-metrics-server").inputs).toEqual({
      clusterName: "shop-c0ffee42",
      addonName: "metrics-server",
    });
    expect(run.one("kubernetes:core/v1:ConfigMap")).toMatchObject({
      provider: "shop-provider",
      inputs: {
        metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
        data: { "enable-network-policy-controller": "true" },
      },
    });
  });

  test("keeps what containers print, for as long as it was told", async () => {
    const run = await cluster();
    const logs = run.recorded("aws:cloudwatch/logGroup:LogGroup").filter(({ name }) => name !== "shop-logs");
    expect(logs.map(({ inputs }) => inputs)).toEqual(
      ["application", "host", "dataplane", "performance"].map((group) => ({
        name: `/aws/containerinsights/shop-c0ffee42/${group}`,
        retentionInDays: 30,
      })),
    );
    const agent = run.one("aws:eks/addon:Addon", "shop-container-logs-agent");
    expect(agent.inputs).toEqual({
      clusterName: "shop-c0ffee42",
      addonName: "amazon-cloudwatch-observability",
      podIdentityAssociations: [
        { serviceAccount: "cloudwatch-agent", roleArn: "arn:aws:mock:::shop-container-logs-role" },
      ],
    });
    expect(agent.dependencies).toEqual(
      expect.arrayContaining([
        "shop-container-logs-CloudWatchAgentServerPolicy",
        ...logs.map(({ name }) => name),
      ]),
    );
    expect(await outputOf(run.result.applicationLogGroupName)).toBe(logs[0]?.inputs["name"]);
  });

  test("is reached by a kubeconfig without a secret in it", async () => {
    const run = await cluster();
    expect(JSON.parse(await outputOf(run.result.kubeconfig))).toEqual({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "shop-c0ffee42",
          cluster: {
            server: "https://shop-cluster.eks.example",
            "certificate-authority-data": "Y2VydGlmaWNhdGU=",
          },
        },
      ],
      users: [
        {
          name: "shop-c0ffee42",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "aws",
              args: [
                "--region",
                "us-east-1",
                "eks",
                "get-token",
                "--cluster-name",
                "shop-c0ffee42",
                "--output",
                "json",
              ],
            },
          },
        },
      ],
      contexts: [{ name: "shop-c0ffee42", context: { cluster: "shop-c0ffee42", user: "shop-c0ffee42" } }],
      "current-context": "shop-c0ffee42",
    });
    const provider = run.one("pulumi:providers:kubernetes");
    expect(provider.inputs).toEqual({
      kubeconfig: await outputOf(run.result.kubeconfig),
      clusterIdentifier: "https://shop-cluster.eks.example",
    });
    expect(provider.dependencies).toContain("shop-metrics-server");
  });

  test("tells its name, its pods' security group and who connects them to load balancers", async () => {
    const { result } = await cluster();
    expect(await outputOf(result.clusterName)).toBe("shop-c0ffee42");
    expect(await outputOf(result.securityGroupId)).toBe("shop-cluster-pods");
    expect(result.loadBalancing).toBe("auto-mode");
  });

  test("takes along what is in it when it goes", async () => {
    const goesWith: Record<string, pulumi.Resource | undefined> = {};
    const run = await record(
      () =>
        new Cluster("shop", args, {
          transformations: [
            ({ name, opts }) => {
              goesWith[name] = (opts as pulumi.CustomResourceOptions).deletedWith;
              return undefined;
            },
          ],
        }),
    );
    const going = Object.keys(goesWith).filter((name) => goesWith[name] === run.result.clusterResource);
    expect(going).toEqual([
      "shop-metrics-server",
      "shop-container-logs-agent",
      "shop-provider",
      "shop-network-policies",
    ]);
  });

  test("stays with the provider it is given", async () => {
    expect(await strayResources((opts) => new Cluster("shop", args, opts))).toEqual([]);
  });

  test.each<[string, Partial<ClusterArgs>, string]>([
    [
      "two zones",
      { subnetIds: ["a", "b"] },
      "subnetIds must list at least 3, got 2; pass one private subnet for each of three zones",
    ],
    [
      "a patch version",
      { version: "1.34.2" },
      "version must be a minor version such as 1.34, got 1.34.2; EKS chooses the patch",
    ],
  ])("refuses %s", async (_, more, message) => {
    await expect(cluster(more)).rejects.toThrow(message);
  });
});
