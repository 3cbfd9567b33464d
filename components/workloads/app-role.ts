import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AppData, appStatements } from "../kit/app-permissions";
import { Component } from "../kit/component";

export interface AppRoleArgs extends AppData {
  /** The role of the instances, which alone may take this one. */
  readonly instanceRoleArn: pulumi.Input<string>;
}

/**
 * What the container may do in AWS; none of what its instance may. Naming the instances' role as the one that is trusted
 * is enough within an account, they need no permission beside it.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export class AppRole extends Component {
  /** Known only once its policy is attached. */
  readonly arn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: AppRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workloads:AppRole", name, opts);
    const role = new aws.iam.Role(
      this.childName("role"),
      { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: args.instanceRoleArn }) },
      this.child(),
    );
    const policy = new aws.iam.RolePolicy(
      this.childName("policy"),
      {
        role: role.id,
        policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: appStatements(args) }),
      },
      this.child(),
    );
    this.arn = pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
    this.roleName = role.name;
    this.registerOutputs({ arn: this.arn, roleName: this.roleName });
  }
}
