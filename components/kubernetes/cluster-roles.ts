import type * as pulumi from "@pulumi/pulumi";
import { ServiceRole, type ServiceRoleArgs } from "../aws/service-role";
import { Component } from "../kit/component";

/** Managed policies that Auto Mode documents for its two roles; nothing beyond them. */
const roles = {
  // https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
  cluster: {
    service: "eks.amazonaws.com",
    // The session tag names the cluster: the policies give access only to what carries the same name.
    sessions: "tagged",
    managedPolicies: [
      "AmazonEKSClusterPolicy",
      "AmazonEKSComputePolicy",
      "AmazonEKSBlockStoragePolicy",
      "AmazonEKSLoadBalancingPolicy",
      "AmazonEKSNetworkingPolicy",
    ],
  },
  // https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html
  node: {
    service: "ec2.amazonaws.com",
    managedPolicies: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
  },
} as const satisfies Record<string, ServiceRoleArgs>;

/**
 * The role with which EKS acts in this account, and the one of the nodes it launches. A cluster depends on it: without
 * the roles' policies EKS can neither make nodes nor take them down.
 */
export class ClusterRoles extends Component {
  readonly clusterRoleArn: pulumi.Output<string>;
  readonly nodeRoleArn: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("kubernetes:ClusterRoles", name, opts);
    this.clusterRoleArn = new ServiceRole(this.childName("cluster"), roles.cluster, this.nested()).arn;
    this.nodeRoleArn = new ServiceRole(this.childName("node"), roles.node, this.nested()).arn;
    this.registerOutputs({ clusterRoleArn: this.clusterRoleArn, nodeRoleArn: this.nodeRoleArn });
  }
}
