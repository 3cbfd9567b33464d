import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../aws/service-role";
import { type AppData, appStatements } from "../kit/app-permissions";
import { Component } from "../kit/component";

export interface InstanceRoleArgs extends AppData {
  /** Log group an instance may write to. */
  readonly logGroupArn: pulumi.Input<string>;
  /** Whether images come from a private ECR registry. */
  readonly imageSource: "private-ecr" | "public";
}

/** What an instance may do: be reached by Session Manager, read its secrets, use its bucket, write its log. No more. */
export class InstanceRole extends Component {
  readonly instanceProfileArn: pulumi.Output<string>;
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
    this.roleName = role.roleName;
    this.registerOutputs({ instanceProfileArn: this.instanceProfileArn, roleName: this.roleName });
  }
}

function statements({ logGroupArn, ...data }: InstanceRoleArgs): object[] {
  return [
    ...appStatements(data),
    {
      Sid: "Logs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: pulumi.interpolate`${logGroupArn}:*`,
    },
  ];
}
