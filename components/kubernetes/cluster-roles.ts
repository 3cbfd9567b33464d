import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

/** Managed policies that Auto Mode documents for its two roles; nothing beyond them. */
const policies = {
  // https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
  cluster: [
    "AmazonEKSClusterPolicy",
    "AmazonEKSComputePolicy",
    "AmazonEKSBlockStoragePolicy",
    "AmazonEKSLoadBalancingPolicy",
    "AmazonEKSNetworkingPolicy",
  ],
  // https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html
  node: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
} as const;

const trust = {
  // The session tag names the cluster: the policies above give access only to what carries the same name.
  cluster: { Service: "eks.amazonaws.com", Action: ["sts:AssumeRole", "sts:TagSession"] },
  node: { Service: "ec2.amazonaws.com", Action: ["sts:AssumeRole"] },
} as const;

/** The role with which EKS acts in this account, and the one of the nodes it launches. */
export class ClusterRoles extends Component {
  readonly clusterRoleArn: pulumi.Output<string>;
  readonly nodeRoleArn: pulumi.Output<string>;
  /** What has to stand before the cluster and outlive it: without them EKS can neither make nodes nor take them down. */
  readonly attachments: readonly pulumi.Resource[];

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("kubernetes:ClusterRoles", name, opts);
    const cluster = this.#role("cluster");
    const node = this.#role("node");
    this.clusterRoleArn = cluster.arn;
    this.nodeRoleArn = node.arn;
    this.attachments = [...this.#attach("cluster", cluster), ...this.#attach("node", node)];
    this.registerOutputs({ clusterRoleArn: this.clusterRoleArn, nodeRoleArn: this.nodeRoleArn });
  }

  #role(whose: keyof typeof policies): aws.iam.Role {
    const { Service, Action } = trust[whose];
    return new aws.iam.Role(
      this.childName(whose),
      {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action, Principal: { Service } }],
        }),
      },
      this.child(),
    );
  }

  #attach(whose: keyof typeof policies, role: aws.iam.Role): pulumi.Resource[] {
    return policies[whose].map(
      (policy) =>
        new aws.iam.RolePolicyAttachment(
          this.childName(policy),
          { role: role.id, policyArn: `arn:aws:iam::aws:policy/${policy}` },
          this.child(),
        ),
    );
  }
}
