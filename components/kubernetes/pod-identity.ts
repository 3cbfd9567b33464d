import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AppData, appStatements } from "../kit/app-permissions";
import { ServiceRole } from "../aws/service-role";
import { Component } from "../kit/component";

export interface PodIdentityArgs extends AppData {
  readonly clusterName: pulumi.Input<string>;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** The cluster, when this program made it. @default another one made it */
  readonly clusterResource?: pulumi.Resource;
}

/**
 * What the application's pods may do in AWS, given to their service account and to nothing else on their nodes.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
 */
export class PodIdentity extends Component {
  /** What pods have to wait for: one that starts before gets no credentials, and never will. */
  readonly association: aws.eks.PodIdentityAssociation;
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: PodIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kubernetes:PodIdentity", name, opts);
    const role = new ServiceRole(
      name,
      {
        service: "pods.eks.amazonaws.com",
        sessions: "tagged",
        // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
        sessionTags: {
          "kubernetes-namespace": args.namespace,
          "kubernetes-service-account": args.serviceAccount,
        },
        statements: appStatements(args),
      },
      this.nested(),
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
        dependsOn: [role, ...(args.clusterResource ? [args.clusterResource] : [])],
        ...(args.clusterResource && { deletedWith: args.clusterResource }),
      }),
    );
    this.roleName = role.roleName;
    this.registerOutputs({ roleName: this.roleName });
  }
}
