/** Amazon Resource Names: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */

/** An ARN, taken apart. */
export interface Arn {
  /** `aws`, `aws-us-gov`, `aws-cn`, `aws-eusc`. */
  readonly partition: string;
  readonly service: string;
  /** Empty for what belongs to no region, such as IAM and Route 53. */
  readonly region: string;
  /** Empty for what AWS itself owns or what is unique without it, such as a bucket. */
  readonly account: string;
  /** All that follows, such as `db:orders` or `function:checkout:7`. */
  readonly resource: string;
}

/**
 * Reads `arn:<partition>:<service>:<region>:<account>:<resource>`.
 * @throws {RangeError} for anything else.
 */
export function parseArn(text: string): Arn {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/.exec(text);
  const [, partition, service, region, account, resource] = match ?? [];
  if (
    partition === undefined ||
    service === undefined ||
    region === undefined ||
    account === undefined ||
    resource === undefined
  ) {
    throw new RangeError(`an ARN must be arn:partition:service:region:account:resource, got ${text}`);
  }
  return { partition, service, region, account, resource };
}

/** Writes an ARN. */
export function formatArn({ partition, service, region, account, resource }: Arn): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The ARN of another resource in the partition, region and account of `text`; patterns such as `subnet/*` too. */
export function siblingArn(text: string, service: string, resource: string): string {
  return formatArn({ ...parseArn(text), service, resource });
}

/** The ARN of what has the same name in another region. */
export function arnInRegion(text: string, region: string): string {
  return formatArn({ ...parseArn(text), region });
}
