import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../aws/service-role";
import { Component } from "../kit/component";

export interface ClusterLogsArgs {
  readonly clusterName: pulumi.Output<string>;
  readonly cluster: aws.eks.Cluster;
  /** Days that logs are kept. */
  readonly retentionDays: number;
}

/** What the add-on writes: containers, nodes, Kubernetes on them, and measurements as log events. */
const groups = ["application", "host", "dataplane", "performance"] as const;

/**
 * What containers print outlives them, in CloudWatch Logs, with a retention: the add-on would make the groups without.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html
 */
export class ClusterLogs extends Component {
  /** The group with what the application's containers print. */
  readonly applicationLogGroupName: pulumi.Output<string>;

  constructor(name: string, args: ClusterLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kubernetes:ClusterLogs", name, opts);
    const { cluster, clusterName } = args;
    const logs = groups.map(
      (group) =>
        new aws.cloudwatch.LogGroup(
          this.childName(group),
          {
            name: pulumi.interpolate`/aws/containerinsights/${clusterName}/${group}`,
            retentionInDays: args.retentionDays,
          },
          this.child(),
        ),
    );
    const role = new ServiceRole(
      name,
      {
        service: "pods.eks.amazonaws.com",
        sessions: "tagged",
        managedPolicies: ["CloudWatchAgentServerPolicy"],
      },
      this.nested(),
    );
    new aws.eks.Addon(
      this.childName("agent"),
      {
        clusterName: cluster.name,
        addonName: "amazon-cloudwatch-observability",
        podIdentityAssociations: [{ serviceAccount: "cloudwatch-agent", roleArn: role.arn }],
      },
      this.child({ dependsOn: [role, ...logs], deletedWith: cluster }),
    );
    this.applicationLogGroupName = pulumi.interpolate`/aws/containerinsights/${clusterName}/application`;
    this.registerOutputs({ applicationLogGroupName: this.applicationLogGroupName });
  }
}
