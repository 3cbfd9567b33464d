/** Names of AWS's regions and Availability Zones: what they tell. */

/** An Availability Zone's name, taken apart. */
export interface Zone {
  /** `eu-west-1`. */
  readonly region: string;
  /** 0 for `a` to 7 for `h`. */
  readonly index: number;
}

/** Reads `eu-west-1a`; `undefined` for anything else, such as a Local Zone (`us-east-1-bos-1a`). */
export function parseZone(name: string): Zone | undefined {
  const match = /^([a-z]{2,4}(?:-[a-z]+)+-\d)([a-h])$/.exec(name);
  const [, region, letter] = match ?? [];
  if (region === undefined || letter === undefined) return undefined;
  return { region, index: letter.charCodeAt(0) - "a".charCodeAt(0) };
}

const partitions: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

/**
 * The partition of a region: accounts, names and networks of one reach into no other.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOf(region: string): string {
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}
