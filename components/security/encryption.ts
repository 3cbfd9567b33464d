import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import type { Protection } from "../kit/protection";

export interface EncryptionArgs {
  /** `protected`: Pulumi refuses to delete the key, for all that it encrypts would be lost with it. */
  readonly protection: Protection;
}

/**
 * The customer-managed key of one region, under which its stores of data are encrypted.
 *
 * The key policy is KMS's default: it hands access control to IAM, which needs no account id here.
 */
export class Encryption extends Component {
  readonly keyArn: pulumi.Output<string>;
  readonly keyId: pulumi.Output<string>;

  constructor(name: string, args: EncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("security:Encryption", name, opts);
    const key = new aws.kms.Key(
      this.childName("key"),
      {
        description: `Data at rest of ${name}`,
        enableKeyRotation: true,
        // Days in which a deletion can be taken back; KMS allows 7 to 30.
        deletionWindowInDays: args.protection === "protected" ? 30 : 7,
      },
      this.child({ protect: args.protection === "protected" }),
    );
    new aws.kms.Alias(this.childName("alias"), { targetKeyId: key.id }, this.child());
    this.keyArn = key.arn;
    this.keyId = key.keyId;
    this.registerOutputs({ keyArn: this.keyArn, keyId: this.keyId });
  }
}
