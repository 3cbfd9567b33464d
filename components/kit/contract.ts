import type * as pulumi from "@pulumi/pulumi";

/** What the application's container can rely on, on EC2 and on Kubernetes alike. */

/** The port in front of it, on the same machine or pod, at which the TLS of its load balancers ends. */
export const targetTlsPort = 8443;

/** Where it finds `<name>.json` for each of its secrets; told to it as `SECRETS_FOLDER`. */
export const secretsFolder = "/run/app/secrets";

/** What the container is given, on either platform. */
export interface ContainerArgs {
  /** Port the container serves HTTP on. */
  readonly port: number;
  /** Environment of the container; never a secret. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Secret with private key and certificate, one PEM text, for TLS on {@link targetTlsPort}. */
  readonly targetTlsSecretArn: pulumi.Input<string>;
  /** Secrets the container reads, by the name of the file it finds them in. */
  readonly secretArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Buckets the container works with. @default [] */
  readonly bucketArns?: readonly pulumi.Input<string>[];
  /** The region's customer-managed key, under the secrets and the buckets there. */
  readonly keyArn: pulumi.Input<string>;
  /** Keys of buckets in other regions. @default [] */
  readonly otherKeyArns?: readonly pulumi.Input<string>[];
}
