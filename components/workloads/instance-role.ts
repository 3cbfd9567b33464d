import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../aws/service-role";
import { appStatements } from "../kit/app-permissions";
import { Component } from "../kit/component";

export interface InstanceRoleArgs {
  /** Secrets that it reads for its services and for the container; at least one. */
  readonly secretArns: readonly pulumi.Input<string>[];
  /** The customer-managed key under the secrets. */
  readonly keyArn: pulumi.Input<string>;
  /** Log group an instance may write to. */
  readonly logGroupArn: pulumi.Input<string>;
  /** Whether images come from a private ECR registry. */
  readonly imageSource: "private-ecr" | "public";
}

/**
 * What an instance may do: be reached by Session Manager, read its secrets, write its log. No more, and none of it is
 * for the container, which has a role of its own.
 */
export class InstanceRole extends Component {
  readonly instanceProfileArn: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: InstanceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workloads:InstanceRole", name, opts);
    const role = new ServiceRole(
      name,
      {
        service: "ec2.amazonaws.com",
        managedPolicies: [
          // Session Manager instead of SSH: no key, no open port, every session on record.
          "AmazonSSMManagedInstanceCore",
          ...(args.imageSource === "private-ecr" ? ["AmazonEC2ContainerRegistryPullOnly"] : []),
        ],
        statements: statements(args),
      },
      this.nested(),
    );
    const profile = new aws.iam.InstanceProfile(
      this.childName("profile"),
      { role: role.roleName },
      // An instance that starts before its permissions are there cannot read its secrets.
      this.child({ dependsOn: [role] }),
    );
    this.instanceProfileArn = profile.arn;
    this.roleArn = role.arn;
    this.roleName = role.roleName;
    this.registerOutputs({
      instanceProfileArn: this.instanceProfileArn,
      roleArn: this.roleArn,
      roleName: this.roleName,
    });
  }
}

function statements({ logGroupArn, secretArns, keyArn }: InstanceRoleArgs): object[] {
  return [
    ...appStatements({ secretArns, keyArn }),
    {
      Sid: "Logs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: pulumi.interpolate`${logGroupArn}:*`,
    },
  ];
}
