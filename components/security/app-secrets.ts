import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component } from "../kit/component";
import type { Protection } from "../kit/protection";

/** `generated`: a random text, made here. `provided`: left empty, for a value that is known outside of this program. */
export type SecretSource = "generated" | "provided";

export interface AppSecretsArgs {
  /**
   * Where each secret's value comes from, by name: letters, digits, `-` and `_`.
   * @example { "webhook-signing": "generated", smtp: "provided" }
   */
  readonly secrets: Readonly<Record<string, SecretSource>>;
  /** Key of this region that encrypts the secrets. */
  readonly keyArn: pulumi.Input<string>;
  /**
   * Other regions in which the secrets can be read, also when this one is lost. A copy is encrypted with the AWS-managed
   * key of its region unless another is given. @default []
   */
  readonly replicaRegions?: readonly {
    readonly region: string;
    /** @default the AWS-managed key `aws/secretsmanager` of that region */
    readonly keyArn?: pulumi.Input<string>;
  }[];
  /** `protected`: Pulumi refuses to delete them, and AWS keeps a deleted one for 30 days. */
  readonly protection: Protection;
}

/**
 * The application's own secrets in Secrets Manager, such as the one that webhooks are signed with, as JSON:
 * `{"value": …}`.
 *
 * A provided one has no value until it is written, and the instances of a new stack wait for it: they start within
 * seconds of the command below, and `pulumi up` waits ten minutes for them.
 *
 *     aws secretsmanager put-secret-value --region <region> --secret-id <ARN> --secret-string '{"value":"…"}'
 *
 * A changed value reaches instances as they are replaced or their application restarts.
 */
export class AppSecrets extends Component {
  /** The ARN of each secret in this region, by name; of a generated one known once it has its value. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws {pulumi.ResourceError} when a name would not do for a file and a resource. */
  constructor(name: string, args: AppSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("security:AppSecrets", name, opts);
    for (const key of Object.keys(args.secrets)) {
      this.require(
        /^[A-Za-z0-9][\w-]{0,63}$/.test(key),
        `secrets must be named with letters, digits, - and _, at most 64, got ${JSON.stringify(key)}; rename it`,
      );
    }
    this.arns = Object.fromEntries(
      Object.entries(args.secrets).map(([key, source]) => [key, this.#secret(key, source, args)]),
    );
    this.registerOutputs({ arns: this.arns });
  }

  #secret(key: string, source: SecretSource, args: AppSecretsArgs): pulumi.Output<string> {
    const isProtected = args.protection === "protected";
    const secret = new aws.secretsmanager.Secret(
      this.childName(key),
      {
        description: `${key} of the application, ${source}`,
        kmsKeyId: args.keyArn,
        replicas: (args.replicaRegions ?? []).map(({ region, keyArn }) => ({ region, kmsKeyId: keyArn })),
        // Days in which a deletion can be taken back; 0 deletes at once.
        recoveryWindowInDays: isProtected ? 30 : 0,
      },
      this.child({ protect: isProtected }),
    );
    if (source === "provided") return secret.arn;

    // 285 bits, without characters that some signer or shell reads in its own way.
    const value = new random.RandomPassword(
      this.childName(key),
      { length: 48, special: false },
      this.child(),
    );
    const version = new aws.secretsmanager.SecretVersion(
      this.childName(key),
      {
        secretId: secret.id,
        secretString: pulumi.secret(pulumi.jsonStringify({ value: value.result })),
      },
      this.child(),
    );
    return pulumi.output({ arn: secret.arn, version: version.id }).arn;
  }
}
