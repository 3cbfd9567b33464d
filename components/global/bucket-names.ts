import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component } from "../kit/component";

export interface BucketNamesArgs {
  /** Begins them all; what S3 does not take is replaced. */
  readonly prefix: string;
}

/** S3 allows 63 characters; the longest region's name and the suffix take 23 of them. */
const longestPrefix = 40;

/**
 * What the bucket of each region is called, known without asking that region: a region whose settings were computed
 * from a bucket elsewhere could not be changed on the day that other region is lost.
 */
export class BucketNames extends Component {
  readonly #prefix: string;
  readonly #suffix: pulumi.Output<string>;

  constructor(name: string, { prefix }: BucketNamesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("global:BucketNames", name, opts);
    this.#prefix = prefix
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]/g, "-")
      .slice(0, longestPrefix);
    // Bucket names are one for all accounts of AWS: without it, somebody else may have ours.
    this.#suffix = new random.RandomId(this.childName("suffix"), { byteLength: 4 }, this.child()).hex;
    this.registerOutputs();
  }

  in(region: string): pulumi.Output<string> {
    return pulumi.interpolate`${this.#prefix}-${region}-${this.#suffix}`;
  }
}
