import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/**
 * Eight hexadecimal digits that end a name of our choosing, where AWS knows one name only once in an account, region or
 * the whole partition, and another stack may have the same.
 * @param keepers what makes another suffix when it changes. @default it never changes
 */
export function nameSuffix(
  name: string,
  opts: pulumi.CustomResourceOptions,
  keepers?: Readonly<Record<string, string>>,
): pulumi.Output<string> {
  return new random.RandomId(name, { byteLength: 4, ...(keepers && { keepers }) }, opts).hex;
}
