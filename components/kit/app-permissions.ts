import * as pulumi from "@pulumi/pulumi";

/** What the application may touch, wherever it runs. */
export interface AppData {
  /** Secrets it may read. */
  readonly secretArns: readonly pulumi.Input<string>[];
  /** Buckets whose objects it may read, write and delete. @default [] */
  readonly bucketArns?: readonly pulumi.Input<string>[];
  /** The customer-managed key under the secrets and the buckets. */
  readonly keyArn: pulumi.Input<string>;
  /** Keys under buckets of other regions. @default [] */
  readonly otherKeyArns?: readonly pulumi.Input<string>[];
  /** What it may do beside that, in services the platform knows nothing of. @default [] */
  readonly permissions?: readonly AppPermission[];
}

/** A statement of an IAM policy that allows. */
export interface AppPermission {
  /** Such as `sqs:SendMessage`. */
  readonly actions: readonly string[];
  /** ARNs, with `*` and `?` for parts of them. */
  readonly resources: readonly string[];
  /** Values by key by operator, such as `{ StringEquals: { "aws:ResourceTag/team": ["orders"] } }`. @default {} */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/**
 * Least privilege as IAM statements: its secrets, its buckets, and their keys through those two services only; and what
 * it was given beside them.
 */
export function appStatements({
  secretArns,
  bucketArns = [],
  keyArn,
  otherKeyArns = [],
  permissions = [],
}: AppData): object[] {
  const reads = secretArns.length > 0;
  const usesBuckets = bucketArns.length > 0;
  const services = [
    ...(reads ? ["secretsmanager.*.amazonaws.com"] : []),
    ...(usesBuckets ? ["s3.*.amazonaws.com"] : []),
  ];
  const secrets = {
    Sid: "Secrets",
    Effect: "Allow",
    Action: "secretsmanager:GetSecretValue",
    Resource: [...secretArns],
  };
  const key = {
    Sid: "Key",
    Effect: "Allow",
    Action: usesBuckets ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"],
    Resource: otherKeyArns.length > 0 ? [keyArn, ...otherKeyArns] : keyArn,
    // Only through the services above: the key cannot be used for anything else with this role.
    Condition: { StringLike: { "kms:ViaService": services } },
  };
  return [
    ...(reads ? [secrets] : []),
    ...(services.length > 0 ? [key] : []),
    ...(usesBuckets ? bucketStatements(bucketArns) : []),
    ...permissions.map(statement),
  ];
}

function bucketStatements(bucketArns: readonly pulumi.Input<string>[]): object[] {
  return [
    { Sid: "Buckets", Effect: "Allow", Action: "s3:ListBucket", Resource: [...bucketArns] },
    {
      Sid: "Objects",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: bucketArns.map((arn) => pulumi.interpolate`${arn}/*`),
    },
  ];
}

function statement({ actions, resources, conditions = {} }: AppPermission): object {
  const condition = Object.keys(conditions).length > 0 && { Condition: conditions };
  return { Effect: "Allow", Action: actions, Resource: resources, ...condition };
}
