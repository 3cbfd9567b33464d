import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

/** Something that the internet reaches. */
export interface ProtectedResource {
  /** Names the protection; unique. */
  readonly role: string;
  /** An internet-facing Application Load Balancer, an Elastic IP, a hosted zone or a distribution. */
  readonly arn: pulumi.Input<string>;
  /**
   * The Route 53 health check that tells whether it serves: makes detection faster and surer. It must be healthy when
   * it is associated; a hosted zone takes none. @default none
   * https://docs.aws.amazon.com/waf/latest/developerguide/ddos-advanced-health-checks.html
   */
  readonly healthCheckArn?: pulumi.Input<string>;
}

export interface DdosProtectionArgs {
  readonly protectedResources: readonly ProtectedResource[];
}

/**
 * AWS Shield Advanced for what the internet reaches; what it leaves out has Shield Standard, as everything on AWS.
 *
 * The account must be subscribed beforehand: a year's commitment that no program should make by itself, so there is no
 * resource for it here. Without it the first protection fails with `ResourceNotFoundException`.
 * https://docs.aws.amazon.com/waf/latest/developerguide/enable-ddos-prem.html
 */
export class DdosProtection extends Component {
  /** By role. */
  readonly protectionIds: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws {pulumi.ResourceError} when there is nothing to protect. */
  constructor(name: string, args: DdosProtectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:DdosProtection", name, opts);
    this.require(
      args.protectedResources.length > 0,
      "protectedResources must list at least 1, got 0; Shield Advanced protects no Network Load Balancer without fixed addresses",
    );
    const protections = args.protectedResources.map(({ role, arn, healthCheckArn }) => {
      const protection = new aws.shield.Protection(this.childName(role), { resourceArn: arn }, this.child());
      if (healthCheckArn !== undefined) {
        new aws.shield.ProtectionHealthCheckAssociation(
          this.childName(`${role}-health`),
          { shieldProtectionId: protection.id, healthCheckArn },
          this.child(),
        );
      }
      return [role, protection.id] as const;
    });
    this.protectionIds = Object.fromEntries(protections);
    this.registerOutputs({ protectionIds: this.protectionIds });
  }
}
