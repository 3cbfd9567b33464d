import type * as pulumi from "@pulumi/pulumi";

/** What a component lends to the functions that build parts of it. Their resources stay its own children. */
export interface ComponentScope {
  /** The logical name of the child that plays `role`. */
  readonly childName: (role: string) => string;
  /** Options of a child. */
  readonly child: (extra?: pulumi.CustomResourceOptions) => pulumi.CustomResourceOptions;
  /** @throws {pulumi.ResourceError} with `message` unless `condition` holds. */
  require(condition: boolean, message: string): asserts condition;
}
