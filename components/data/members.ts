import type * as pulumi from "@pulumi/pulumi";

/**
 * One output for each of the `count` members of a cluster, in the order of their names: how many there are is known
 * before the cluster exists, and what they are called only then.
 */
export function eachOf(count: number, names: pulumi.Output<string[]>): pulumi.Output<string>[] {
  return Array.from({ length: count }, (_, at) => names.apply((known) => known.toSorted()[at] ?? ""));
}
