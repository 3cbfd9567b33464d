/**
 * The prefix lists that AWS keeps in every account: an account is never empty of them. Their ids are the rehearsal's own.
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
import { createHash } from "node:crypto";
import type { LocalFunction } from "../package";
import { text } from "../values";

/** How many of a security group's rules a rule with the list counts as. */
const weights: readonly (readonly [name: RegExp, weight: number])[] = [
  [/^com\.amazonaws\.global\.(ipv6\.)?cloudfront\.origin-facing$/, 55],
  [/^com\.amazonaws\.[a-z0-9-]+\.(ipv6\.)?route53-healthchecks$/, 25],
  [/^com\.amazonaws\.[a-z0-9-]+\.(ipv6\.)?vpc-lattice$/, 10],
  [/^com\.amazonaws\.[a-z0-9-]+\.s3express$/, 6],
  [/^com\.amazonaws\.global\.groundstation$/, 5],
  [/^com\.amazonaws\.[a-z0-9-]+\.(ipv6\.)?ec2-instance-connect$/, 2],
  [/^com\.amazonaws\.[a-z0-9-]+\.(s3|dynamodb)$/, 1],
];

/** An id begins with the weight, in two digits, so that no state has to remember it. */
const idOf = (name: string, weight: number): string =>
  `pl-${String(weight).padStart(2, "0")}${createHash("sha256").update(name).digest("hex").slice(0, 6)}`;

/** The weight of one of these lists; 1 for any other list, of which nothing is known. */
export function weightOfPrefixList(id: string): number {
  const [, weight] = /^pl-(\d\d)[0-9a-f]{6}$/.exec(id) ?? [];
  return weights.some(([, known]) => known === Number(weight)) ? Number(weight) : 1;
}

export const prefixListFunctions: Readonly<Record<string, LocalFunction>> = {
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": (args) => {
    const name = text(args["name"]) ?? "";
    const weight = weights.find(([pattern]) => pattern.test(name))?.[1];
    if (weight === undefined) return undefined;
    const id = idOf(name, weight);
    const own = { ownerId: "AWS", addressFamily: name.includes(".ipv6.") ? "IPv6" : "IPv4" };
    return {
      ...own,
      id,
      name,
      arn: `arn:aws:ec2::aws:prefix-list/${id}`,
      entries: [],
      maxEntries: weight,
      version: 0,
    };
  },
};
