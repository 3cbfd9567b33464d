import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import type { Aws } from "../../../support/aws";
import { autoModeCluster } from "../../../support/clusters";
import type { ExpectedRefusal, RuleCase } from "../../../support/rule-case";
import type { RegionFixture } from "../../../support/region-fixture";

/** A cluster in Auto Mode whose one odd argument is right or wrong. */
function cluster(rule: string, expected: ExpectedRefusal, bad: Change, good: Change): RuleCase {
  return { rule, expected, breaks: creating(bad), passes: creating(good) };
}

type Change = Props | ((here: RegionFixture) => Props);

const creating = (change: Change) => async (aws: Aws, here: RegionFixture) =>
  aws.create(types.cluster, {
    ...(await autoModeCluster(aws, here)),
    ...(typeof change === "function" ? change(here) : change),
  });

const upgrading = (version: string) => async (aws: Aws, here: RegionFixture) => {
  const made = await aws.create(types.cluster, await autoModeCluster(aws, here));
  return aws.update(made, { version });
};

const trusting = async (aws: Aws, service: string, actions: readonly string[]) => {
  const role = await aws.create(types.role, {
    assumeRolePolicy: JSON.stringify({
      Statement: [{ Effect: "Allow", Action: actions, Principal: { Service: service } }],
    }),
  });
  return role.outputs["arn"] as string;
};

const deleting = (deletionProtection: boolean) => async (aws: Aws, here: RegionFixture) => {
  const inputs = await autoModeCluster(aws, here);
  await aws.delete(await aws.create(types.cluster, { ...inputs, name: "shop", deletionProtection }));
};

const identity = (serviceAccount: string, roleArn: string): Props => ({
  clusterName: "shop",
  namespace: "app",
  serviceAccount,
  roleArn,
});

const podTrust = ["sts:AssumeRole", "sts:TagSession"];

const identities = (other: string) => async (aws: Aws) => {
  const role = await trusting(aws, "pods.eks.amazonaws.com", podTrust);
  await aws.create(types.podIdentityAssociation, identity("app", role));
  await aws.create(types.podIdentityAssociation, identity(other, role));
};

export const eksClusterCases: readonly RuleCase[] = [
  cluster(
    "cluster-in-one-zone",
    { code: "InvalidParameterException", quote: "Subnets specified must be in at least two different AZs" },
    ({ subnets }) => ({ vpcConfig: { subnetIds: [subnets[0].id] } }),
    ({ subnets }) => ({ vpcConfig: { subnetIds: [subnets[0].id, subnets[1].id] } }),
  ),
  cluster(
    "auto-mode-by-half",
    {
      code: "InvalidParameterException",
      quote:
        "For EKS Auto Mode, please ensure that all required configs, including computeConfig, kubernetesNetworkConfig, and blockStorage are all either fully enabled or fully disabled.",
    },
    { storageConfig: { blockStorage: { enabled: false } } },
    { storageConfig: { blockStorage: { enabled: true } } },
  ),
  cluster(
    "auto-mode-with-self-managed-addons",
    {
      code: "InvalidParameterException",
      quote: "When EKS Auto Mode is enabled, bootstrapSelfManagedAddons must be set to false.",
    },
    { bootstrapSelfManagedAddons: true },
    { bootstrapSelfManagedAddons: false },
  ),
  cluster(
    "node-role-without-node-pool",
    {
      code: "InvalidParameterException",
      quote: "When Compute Config nodeRoleArn is not null or empty, nodePool value(s) must be provided.",
    },
    { computeConfig: { enabled: true, nodeRoleArn: "node-role", nodePools: [] } },
    { computeConfig: { enabled: true, nodeRoleArn: "node-role", nodePools: ["general-purpose"] } },
  ),
  cluster(
    "cluster-version",
    { code: "InvalidParameterException", quote: "unsupported Kubernetes version 1.34.2" },
    { version: "1.34.2" },
    { version: "1.34" },
  ),
  {
    rule: "cluster-version-step",
    expected: {
      code: "InvalidParameterException",
      quote: "Unsupported Kubernetes minor version update from 1.34 to 1.33",
    },
    breaks: upgrading("1.33"),
    passes: upgrading("1.35"),
  },
  {
    rule: "cluster-role-not-trusting",
    expected: {
      code: "InvalidParameterException",
      quote:
        "Role with arn: <iam role in >, could not be assumed because it does not exist or the trusted entity is not correct",
    },
    breaks: async (aws, here) => {
      const roleArn = await trusting(aws, "ec2.amazonaws.com", ["sts:AssumeRole"]);
      await aws.create(types.cluster, { ...(await autoModeCluster(aws, here)), roleArn });
    },
    passes: async (aws, here) => {
      const roleArn = await trusting(aws, "eks.amazonaws.com", ["sts:AssumeRole"]);
      await aws.create(types.cluster, { ...(await autoModeCluster(aws, here)), roleArn });
    },
  },
  cluster(
    "cluster-without-endpoint",
    { code: "InvalidParameterException", quote: "Private and public endpoint access cannot be false" },
    ({ subnetIds }) => ({ vpcConfig: { subnetIds, endpointPublicAccess: false } }),
    ({ subnetIds }) => ({
      vpcConfig: { subnetIds, endpointPublicAccess: false, endpointPrivateAccess: true },
    }),
  ),
  {
    rule: "cluster-exists",
    expected: { code: "ResourceInUseException", quote: "Cluster already exists with name: shop" },
    breaks: async (aws, here) => {
      await creating({ name: "shop" })(aws, here);
      await creating({ name: "shop" })(aws, here);
    },
    passes: async (aws, here) => {
      await creating({ name: "shop" })(aws, here);
      await creating({ name: "other" })(aws, here);
    },
  },
  {
    rule: "cluster-deletion-protection",
    expected: { code: "InvalidRequestException" },
    breaks: deleting(true),
    passes: deleting(false),
  },
  {
    rule: "pod-role-not-trusting",
    expected: {
      code: "InvalidParameterException",
      quote:
        "Trust policy of the role provided is invalid. Follow the official documentation to resolve the issue.",
    },
    breaks: async (aws) => {
      const role = await trusting(aws, "pods.eks.amazonaws.com", ["sts:AssumeRole"]);
      await aws.create(types.podIdentityAssociation, identity("app", role));
    },
    passes: async (aws) => {
      const role = await trusting(aws, "pods.eks.amazonaws.com", podTrust);
      await aws.create(types.podIdentityAssociation, identity("app", role));
    },
  },
  {
    rule: "pod-identity-exists",
    expected: { code: "ResourceInUseException", quote: "Association already exists: <association>" },
    breaks: identities("app"),
    passes: identities("jobs"),
  },
];
