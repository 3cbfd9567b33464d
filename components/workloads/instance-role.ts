import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
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
    const role = new aws.iam.Role(
      this.childName("role"),
      {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
          ],
        }),
      },
      this.child(),
    );
    const attachments = Object.entries({
      // Session Manager instead of SSH: no key, no open port, every session on record.
      "session-manager": aws.iam.ManagedPolicy.AmazonSSMManagedInstanceCore,
      ...(args.imageSource === "private-ecr" && {
        "pull-images": "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      }),
    }).map(
      ([task, policyArn]) =>
        new aws.iam.RolePolicyAttachment(this.childName(task), { role: role.id, policyArn }, this.child()),
    );
    const policy = new aws.iam.RolePolicy(
      this.childName("own-data"),
      {
        role: role.id,
        policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements(args) }),
      },
      this.child(),
    );
    const profile = new aws.iam.InstanceProfile(
      this.childName("profile"),
      { role: role.id },
      // An instance that starts before its permissions are there cannot read its secrets.
      this.child({ dependsOn: [policy, ...attachments] }),
    );
    this.instanceProfileArn = profile.arn;
    this.roleName = role.name;
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
