import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import type { AppCluster } from "./app-cluster";

export interface ExistingClusterArgs {
  /** Name of the EKS cluster, by which the application's role is bound to its pods. */
  readonly clusterName: string;
  /** The context of the kubeconfig that leads to it. */
  readonly context: string;
  /** Path of the kubeconfig. @default what `kubectl` uses: `KUBECONFIG`, or else `~/.kube/config` */
  readonly kubeconfig?: string;
  /** Security group of its pods: the cluster security group, unless its nodes have another one. */
  readonly securityGroupId: string;
}

/**
 * A cluster that others made and keep. It needs what Auto Mode brings along: the AWS Load Balancer Controller, the
 * EKS Pod Identity Agent, the Metrics Server and a network plugin that enforces network policies. Nothing is looked
 * up, so a preview needs no access to it.
 */
export class ExistingCluster extends Component implements AppCluster {
  readonly clusterName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  readonly provider: kubernetes.Provider;
  readonly loadBalancing = "aws-load-balancer-controller";

  constructor(name: string, args: ExistingClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kubernetes:ExistingCluster", name, opts);
    this.clusterName = pulumi.output(args.clusterName);
    this.securityGroupId = pulumi.output(args.securityGroupId);
    this.provider = new kubernetes.Provider(
      this.childName("provider"),
      {
        context: args.context,
        // Another file or context that leads to the same cluster does not replace everything in it.
        clusterIdentifier: args.clusterName,
        ...(args.kubeconfig !== undefined && { kubeconfig: args.kubeconfig }),
      },
      this.child(),
    );
    this.registerOutputs({ clusterName: this.clusterName, securityGroupId: this.securityGroupId });
  }
}
