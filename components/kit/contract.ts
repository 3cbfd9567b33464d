import type * as pulumi from "@pulumi/pulumi";
import type { AppPermission } from "./app-permissions";

/** What the application's container can rely on, on EC2 and on Kubernetes alike. */

/** The port in front of it, on the same machine or pod, at which the TLS of its load balancers ends. */
export const targetTlsPort = 8443;

/** Where it finds `<name>.json` for each of its secrets; told to it as `SECRETS_FOLDER`. */
export const secretsFolder = "/run/app/secrets";

/** The variables that it is given by the platform, each where there is what it tells of. */
export const platformVariables = [
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_REGION",
  "BUCKET",
  "CACHE_HOST",
  "CACHE_PORT",
  "DATABASE_HOST",
  "DATABASE_NAME",
  "DATABASE_PORT",
  "DATABASE_READER_HOSTS",
  "KEEP_ALIVE_TIMEOUT_SECONDS",
  "OBJECT_STORE",
  "OBJECT_STORE_ACCESS_POINT",
  "PORT",
  "SECRETS_FOLDER",
] as const;

/** A port of the container beside the one that load balancers send to. */
export interface AdditionalPort {
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  /** Who may connect. */
  readonly cidrBlocks: readonly string[];
}

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
  /** Further ports on which it listens, by name. @default {} */
  readonly additionalPorts?: Readonly<Record<string, AdditionalPort>>;
  /** What the container may do in AWS beside reading its secrets and using its buckets. @default [] */
  readonly permissions?: readonly AppPermission[];
}
