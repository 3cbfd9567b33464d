import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { nameSuffix } from "../aws/name-suffix";
import { Component } from "../kit/component";
import type { Protection } from "../kit/protection";
import type { AppCluster } from "./app-cluster";
import { ClusterLogs } from "./cluster-logs";
import { ClusterRoles } from "./cluster-roles";
import { kubeconfig } from "./kubeconfig";

export interface ClusterArgs {
  /** The region it is in: callers get their tokens there. */
  readonly region: string;
  /** Kubernetes version as EKS names it, such as `1.34`. Raise it by one minor version at a time. */
  readonly version: string;
  /** Private subnets, one for each of at least three zones: for nodes, pods and the way to the control plane. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Customer-managed key of this region, which encrypts Kubernetes' own objects. */
  readonly keyArn: pulumi.Input<string>;
  /** Days that the logs of control plane and containers are kept. */
  readonly logRetentionDays: number;
  /**
   * IPv4 blocks, 1 to 40, that may reach the API server through its public address; each caller needs AWS credentials
   * there as well. The public address exists because Pulumi and operators come from outside the VPC; nodes use the
   * private one.
   */
  readonly publicAccessCidrBlocks: readonly string[];
  /** `protected` refuses deletion, in Pulumi and in AWS. */
  readonly protection: Protection;
}

/**
 * EKS in Auto Mode: AWS keeps the control plane over three zones, launches nodes where pods ask for them, replaces
 * each within 14 days, and brings the network plugin, DNS, Pod Identity and the load balancers' controller along.
 *
 * There is no node pool of our own. The built-in `general-purpose` takes the zones from the cluster's subnets, and
 * makes a node in the zone that a pod's spread constraints leave: the application's pods ask for three zones, so
 * there are nodes in three zones. It has x86 nodes on demand only. A pool of our own would add Graviton, and two
 * objects whose role and groups have to be kept in step with the cluster's.
 * https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html
 *
 * When the cluster is gone, so is what runs in it, and Pulumi lets go of it without asking (`deletedWith`). If
 * the cluster was deleted outside of Pulumi, `PULUMI_K8S_DELETE_UNREACHABLE=true pulumi refresh` forgets the objects.
 */
export class Cluster extends Component implements AppCluster {
  /** Known before the cluster is there, for the target groups that its pods join. */
  readonly clusterName: pulumi.Output<string>;
  /** The cluster security group: of every node and pod. */
  readonly securityGroupId: pulumi.Output<string>;
  /** How to reach it; no secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** For what runs in the cluster; known once the Metrics Server is there. */
  readonly provider: kubernetes.Provider;
  readonly loadBalancing = "auto-mode";
  readonly clusterResource: aws.eks.Cluster;
  /** The group with what containers print. */
  readonly applicationLogGroupName: pulumi.Output<string>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kubernetes:Cluster", name, opts);
    this.require(
      args.subnetIds.length >= 3,
      `subnetIds must list at least 3, got ${args.subnetIds.length}; pass one private subnet for each of three zones`,
    );
    this.require(
      /^1\.\d{2}$/.test(args.version),
      `version must be a minor version such as 1.34, got ${args.version}; EKS chooses the patch`,
    );

    // Given, not left to EKS: the group of its logs carries the name, and has to exist first to have a retention.
    const suffix = nameSuffix(this.childName("suffix"), this.child());
    this.clusterName = pulumi.interpolate`${name}-${suffix}`;
    const logs = new aws.cloudwatch.LogGroup(
      this.childName("logs"),
      {
        name: pulumi.interpolate`/aws/eks/${this.clusterName}/cluster`,
        retentionInDays: args.logRetentionDays,
      },
      this.child(),
    );
    const roles = new ClusterRoles(this.childName("roles"), { parent: this });
    const cluster = this.#cluster(args, roles, logs);

    // For the HorizontalPodAutoscaler; Auto Mode does not bring it.
    const metrics = new aws.eks.Addon(
      this.childName("metrics-server"),
      { clusterName: cluster.name, addonName: "metrics-server" },
      this.child({ deletedWith: cluster }),
    );

    const containerLogs = new ClusterLogs(
      this.childName("container-logs"),
      { clusterName: this.clusterName, cluster, retentionDays: args.logRetentionDays },
      { parent: this },
    );

    this.clusterResource = cluster;
    this.applicationLogGroupName = containerLogs.applicationLogGroupName;
    this.securityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
    this.kubeconfig = this.#kubeconfig(args.region, cluster);
    this.provider = this.#provider(cluster, metrics);
    // Without it Auto Mode accepts network policies and enforces none.
    // https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
    new kubernetes.core.v1.ConfigMap(
      this.childName("network-policies"),
      {
        metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
        data: { "enable-network-policy-controller": "true" },
      },
      this.child({ provider: this.provider, deletedWith: cluster }),
    );
    this.registerOutputs({
      clusterName: this.clusterName,
      securityGroupId: this.securityGroupId,
      kubeconfig: this.kubeconfig,
    });
  }

  #cluster(args: ClusterArgs, roles: ClusterRoles, logs: aws.cloudwatch.LogGroup): aws.eks.Cluster {
    const isProtected = args.protection === "protected";
    return new aws.eks.Cluster(
      this.childName("cluster"),
      {
        name: this.clusterName,
        version: args.version,
        roleArn: roles.clusterRoleArn,
        // Auto Mode is these three together, and no add-ons that EKS would leave to us.
        computeConfig: { enabled: true, nodePools: ["general-purpose"], nodeRoleArn: roles.nodeRoleArn },
        kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
        storageConfig: { blockStorage: { enabled: true } },
        bootstrapSelfManagedAddons: false,
        // IAM decides who gets in, not an object inside the cluster. Whoever creates it administers it.
        accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true },
        vpcConfig: {
          subnetIds: [...args.subnetIds],
          endpointPrivateAccess: true,
          endpointPublicAccess: true,
          publicAccessCidrs: [...args.publicAccessCidrBlocks],
        },
        encryptionConfig: { provider: { keyArn: args.keyArn }, resources: ["secrets"] },
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        zonalShiftConfig: { enabled: true },
        // An old version costs more, instead of being upgraded by AWS on a day that was not chosen here.
        // https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
        upgradePolicy: { supportType: "EXTENDED" },
        deletionProtection: isProtected,
      },
      this.child({ protect: isProtected, dependsOn: [logs, roles] }),
    );
  }

  #kubeconfig(region: string, cluster: aws.eks.Cluster): pulumi.Output<string> {
    return pulumi
      .all([cluster.name, cluster.endpoint, cluster.certificateAuthority])
      .apply(([clusterName, endpoint, { data }]) =>
        kubeconfig({ name: clusterName, region, endpoint, certificateAuthority: data }),
      );
  }

  #provider(cluster: aws.eks.Cluster, metrics: aws.eks.Addon): kubernetes.Provider {
    const address = {
      kubeconfig: this.kubeconfig,
      // Another cluster has another address; then, and only then, everything in it is made anew.
      clusterIdentifier: cluster.endpoint,
    };
    return new kubernetes.Provider(
      this.childName("provider"),
      address,
      this.child({ dependsOn: [metrics], deletedWith: cluster }),
    );
  }
}
