import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { arnInRegion } from "../aws/arn";
import { Component } from "../kit/component";
import type { Protection } from "../kit/protection";

/** A region that keeps a copy of a secret. */
export interface ReplicaRegion {
  readonly region: string;
  /** Key of that region which encrypts the copy. @default the AWS-managed key `aws/secretsmanager` of that region */
  readonly keyArn?: pulumi.Input<string>;
}

export type ActivePassword = "first" | "second";

export interface CredentialArgs {
  /** Who the password belongs to. @default none: the secret holds the password alone */
  readonly username?: pulumi.Input<string>;
  /** Key of this region that encrypts the secret. */
  readonly keyArn: pulumi.Input<string>;
  /**
   * Which of two passwords the secret tells. Its user has both, so that the other one can be changed while nobody uses it.
   * @default it has one
   */
  readonly activePassword?: ActivePassword;
  /** Other regions in which the secret can be read, also when this one is lost. @default [] */
  readonly replicaRegions?: readonly ReplicaRegion[];
  /** `protected` keeps a deleted secret for 30 days, in which it can be restored. */
  readonly protection: Protection;
}

/**
 * A generated password in Secrets Manager, as JSON: `{"username": …, "password": …}`.
 *
 * It never leaves Pulumi's secrets. To change it, replace the generated password (`pulumi up --replace`): the
 * secret and the store that uses it follow in the same update. Not so a database in several regions, whose plan sends
 * no password: give it the secret's new one with `aws rds modify-db-instance --master-user-password` right after.
 */
export class Credential extends Component {
  readonly arn: pulumi.Output<string>;
  /** What the secret tells; a Pulumi secret. */
  readonly password: pulumi.Output<string>;
  /** All that are valid; Pulumi secrets. */
  readonly passwords: readonly pulumi.Output<string>[];

  constructor(name: string, args: CredentialArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:Credential", name, opts);
    const first = this.#generated("password");
    const second = args.activePassword === undefined ? undefined : this.#generated("second-password");
    this.passwords = second === undefined ? [first] : [first, second];
    this.password = args.activePassword === "second" ? (second ?? first) : first;

    const secret = new aws.secretsmanager.Secret(
      this.childName("secret"),
      {
        kmsKeyId: args.keyArn,
        replicas: (args.replicaRegions ?? []).map(({ region, keyArn }) => ({ region, kmsKeyId: keyArn })),
        // Days in which a deletion can be taken back; 0 deletes at once.
        recoveryWindowInDays: args.protection === "protected" ? 30 : 0,
      },
      this.child(),
    );
    const version = new aws.secretsmanager.SecretVersion(
      this.childName("version"),
      {
        secretId: secret.id,
        secretString: pulumi.secret(
          pulumi.jsonStringify({ username: args.username, password: this.password }),
        ),
      },
      this.child(),
    );
    // Known only once the secret has its value, so that nothing that reads it starts before.
    this.arn = pulumi.output({ arn: secret.arn, version: version.id }).arn;
    this.registerOutputs({ arn: this.arn });
  }

  #generated(role: string): pulumi.Output<string> {
    return new random.RandomPassword(
      this.childName(role),
      {
        // 285 bits; RDS for PostgreSQL and the users of a cache both take up to 128 characters.
        length: 48,
        // RDS refuses / " @ and blanks, and what is left breaks URLs and shells.
        // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html (MasterUserPassword)
        special: false,
      },
      this.child(),
    ).result;
  }
}

/**
 * Where the copy of a secret is read in another region: a replica has the ARN of its primary but for the region.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
 */
export function secretArnIn(region: string, arn: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(arn).apply((primary) => arnInRegion(primary, region));
}
