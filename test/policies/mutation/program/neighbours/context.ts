import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Where a region's neighbours are put. */
export interface NeighbourContext {
  readonly region: string;
  /** Names that no other region has. */
  readonly name: (of: string) => string;
  readonly subnetIds: readonly pulumi.Output<string>[];
  readonly vpcId: pulumi.Output<string>;
  readonly here: { readonly provider: aws.Provider };
}
