import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Which controller connects pods to load balancers. The two speak of the same objects under different API groups.
 *
 * - `auto-mode`: the one inside EKS Auto Mode, group `eks.amazonaws.com/v1`;
 * - `aws-load-balancer-controller`: the one that people install themselves, group `elbv2.k8s.aws/v1beta1`.
 *
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 */
export type LoadBalancing = "auto-mode" | "aws-load-balancer-controller";

/** A cluster that the application can run on, made by this program or not. */
export interface AppCluster {
  readonly clusterName: pulumi.Input<string>;
  readonly provider: kubernetes.Provider;
  readonly loadBalancing: LoadBalancing;
  /** The cluster itself, when this program made it: what runs inside is gone when it is gone. */
  readonly clusterResource?: pulumi.Resource;
}
