import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import { partitionFor } from "./partition";

export interface ServiceRoleArgs {
  /** The one AWS service that may take the role, such as `backup.amazonaws.com`. */
  readonly service: string;
  /** @default none */
  readonly description?: string;
  /**
   * The account on whose behalf alone the service may take it: otherwise another account could have the service act here
   * for it (the confused deputy). Only for services that say so of their calls.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html @default any account
   */
  readonly sourceAccount?: pulumi.Input<string>;
  /** Whether the service tags the sessions it opens, as EKS does. @default untagged */
  readonly sessions?: "untagged" | "tagged";
  /** Tags that a session must carry, for `tagged` sessions. @default {} */
  readonly sessionTags?: Readonly<Record<string, string>>;
  /** Statements of an inline policy. @default no inline policy */
  readonly statements?: readonly object[];
  /**
   * AWS's own policies, by the path below `policy/`, such as `service-role/AmazonRDSEnhancedMonitoringRole`.
   * @default []
   */
  readonly managedPolicies?: readonly string[];
}

/** A role that one AWS service takes, with what the service needs and nothing else. */
export class ServiceRole extends Component {
  /** Known only once its policies are attached: services try a role when they are given it. */
  readonly arn: pulumi.Output<string>;
  /** Known at once, for further policies. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: ServiceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws:ServiceRole", name, opts);
    const { statements, managedPolicies = [] } = args;
    const role = new aws.iam.Role(
      this.childName("role"),
      {
        assumeRolePolicy: trustPolicy(args),
        ...(args.description !== undefined && { description: args.description }),
      },
      this.child(),
    );
    const partition = partitionFor(this);
    const attachments: pulumi.CustomResource[] = managedPolicies.map(
      (path) =>
        new aws.iam.RolePolicyAttachment(
          this.childName(path.split("/").at(-1) ?? path),
          { role: role.name, policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/${path}` },
          this.child(),
        ),
    );
    if (statements) {
      const policy = pulumi.jsonStringify({ Version: "2012-10-17", Statement: [...statements] });
      attachments.push(
        new aws.iam.RolePolicy(this.childName("policy"), { role: role.id, policy }, this.child()),
      );
    }
    this.roleName = role.name;
    this.arn = pulumi.output({ arn: role.arn, attached: attachments.map(({ id }) => id) }).arn;
    this.registerOutputs({ arn: this.arn, roleName: this.roleName });
  }
}

function trustPolicy({
  service,
  sourceAccount,
  sessions = "untagged",
  sessionTags = {},
}: ServiceRoleArgs): pulumi.Output<string> {
  const { Version, Statement } = aws.iam.assumeRolePolicyForPrincipal({ Service: service });
  const conditions = {
    ...(sourceAccount !== undefined && { "aws:SourceAccount": sourceAccount }),
    ...Object.fromEntries(Object.entries(sessionTags).map(([key, tag]) => [`aws:RequestTag/${key}`, tag])),
  };
  return pulumi.jsonStringify({
    Version,
    Statement: pulumi.output(Statement).apply((trusted) =>
      trusted.map((statement) => ({
        ...statement,
        ...(sessions === "tagged" && { Action: ["sts:AssumeRole", "sts:TagSession"] }),
        ...(Object.keys(conditions).length > 0 && { Condition: { StringEquals: conditions } }),
      })),
    ),
  });
}
