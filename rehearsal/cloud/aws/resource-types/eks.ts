import { ACCOUNT, idFrom, type AwsResourceTypes } from "../resource-type";

export const eks: AwsResourceTypes = {
  "aws:eks/cluster:Cluster": {
    api: ["EKS", "Cluster"],
    lostWithIt: "every workload on it goes",
    operations: { updating: "UpdateClusterConfig" },
    id: idFrom("name"),
    arn: ({ region, id }) => `eks:${region}:${ACCOUNT}:cluster/${id}`,
    autoname: { property: "name", maxLength: 100 },
    computed: {
      endpoint: (cluster) =>
        `https://${cluster.hex(32, "endpoint").toUpperCase()}.gr7.${cluster.region}.eks.amazonaws.com`,
      certificateAuthority: (cluster) => ({
        data: Buffer.from(`certificate authority of ${cluster.id}`).toString("base64"),
      }),
      identities: (cluster) => [
        {
          oidcs: [
            {
              issuer: `https://oidc.eks.${cluster.region}.amazonaws.com/id/${cluster.hex(32, "endpoint").toUpperCase()}`,
            },
          ],
        },
      ],
      platformVersion: () => "eks.1",
      status: () => "ACTIVE",
    },
    added: {
      // The group of every node and pod, which EKS makes for each cluster.
      vpcConfig: { clusterSecurityGroupId: (cluster) => `sg-0${cluster.hex(16, "cluster")}` },
    },
  },
  "aws:eks/addon:Addon": {
    api: ["EKS", "Addon"],
    operations: { updating: "UpdateAddon" },
    id: ({ text }) => `${text("clusterName")}:${text("addonName")}`,
    arn: (addon) =>
      `eks:${addon.region}:${ACCOUNT}:addon/${addon.text("clusterName")}/${addon.text("addonName")}/${addon.hex(32)}`,
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    api: ["EKS", "PodIdentityAssociation"],
    operations: { updating: "UpdatePodIdentityAssociation" },
    id: (association) => `a-${association.hex(17)}`,
    arn: ({ region, text, id }) =>
      `eks:${region}:${ACCOUNT}:podidentityassociation/${text("clusterName")}/${id}`,
    computed: { associationId: ({ id }) => id },
  },
};
