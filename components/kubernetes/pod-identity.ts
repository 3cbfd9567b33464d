import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AppData, appStatements } from "../kit/app-permissions";
import { Component } from "../kit/component";

export interface PodIdentityArgs extends AppData {
  readonly clusterName: pulumi.Input<string>;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** The cluster, when this program made it. */
  readonly clusterResource?: pulumi.Resource;
}

/**
 * What the application's pods may do in AWS, given to their service account and to nobody else on their nodes.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
 */
export class PodIdentity extends Component {
  /** What pods have to wait for: one that starts before gets no credentials, and never will. */
  readonly association: aws.eks.PodIdentityAssociation;

  constructor(name: string, args: PodIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kubernetes:PodIdentity", name, opts);
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
              // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
              Condition: {
                StringEquals: {
                  "aws:RequestTag/kubernetes-namespace": args.namespace,
                  "aws:RequestTag/kubernetes-service-account": args.serviceAccount,
                },
              },
            },
          ],
        }),
      },
      this.child(),
    );
    const policy = new aws.iam.RolePolicy(
      this.childName("own-data"),
      {
        role: role.id,
        policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: appStatements(args) }),
      },
      this.child(),
    );
    this.association = new aws.eks.PodIdentityAssociation(
      this.childName("association"),
      {
        clusterName: args.clusterName,
        namespace: args.namespace,
        serviceAccount: args.serviceAccount,
        roleArn: role.arn,
      },
      this.child({
        dependsOn: [policy, ...(args.clusterResource ? [args.clusterResource] : [])],
        ...(args.clusterResource && { deletedWith: args.clusterResource }),
      }),
    );
    this.registerOutputs({});
  }
}
