import type * as pulumi from "@pulumi/pulumi";
import type { SubnetTier } from "./addresses";

/** The network of a region, made by this program or not: what others see of it. Lists are in the order of its zones. */
export interface RegionNetwork {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcArn: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly dataSubnetIds: pulumi.Output<string>[];
  /** The addresses that others see the private tier call from, one for each NAT gateway; none where they are others'. */
  readonly egressAddresses: readonly pulumi.Output<string>[];
  /** Of the gateway endpoints, by service: the addresses that they lead to; none where they are others'. */
  readonly gatewayPrefixListIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** The account's own names of the zones, which metrics of CloudWatch have, by what the settings call each. */
  readonly zoneNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** IPv4 blocks of each tier. */
  readonly cidrBlocks: Readonly<Record<SubnetTier, readonly string[]>>;
}
