import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
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
    const role = new aws.iam.Role(
      this.childName("role"),
      {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["sts:AssumeRole", "sts:TagSession"],
              Principal: { Service: "pods.eks.amazonaws.com" },
            },
          ],
        }),
      },
      this.child(),
    );
    const permission = new aws.iam.RolePolicyAttachment(
      this.childName("write"),
      { role: role.id, policyArn: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy" },
      this.child(),
    );
    new aws.eks.Addon(
      this.childName("agent"),
      {
        clusterName: cluster.name,
        addonName: "amazon-cloudwatch-observability",
        podIdentityAssociations: [{ serviceAccount: "cloudwatch-agent", roleArn: role.arn }],
      },
      this.child({ dependsOn: [permission, ...logs], deletedWith: cluster }),
    );
    this.applicationLogGroupName = pulumi.interpolate`/aws/containerinsights/${clusterName}/application`;
    this.registerOutputs({ applicationLogGroupName: this.applicationLogGroupName });
  }
}
