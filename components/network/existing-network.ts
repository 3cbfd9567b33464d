import * as pulumi from "@pulumi/pulumi";
import { siblingArn } from "../aws/arn";
import { Component } from "../kit/component";
import { type SubnetTier, tiers } from "./addresses";
import type { RegionNetwork } from "./region-network";

/** One subnet that others made. */
export interface ExistingSubnet {
  readonly id: string;
  /** Its IPv4 block. */
  readonly cidrBlock: string;
}

export interface ExistingNetworkArgs {
  readonly vpcId: string;
  /** Of the VPC's region and account, to tell the VPC's own ARN without a look-up. */
  readonly anyArn: pulumi.Input<string>;
  /** A subnet of each tier in each of at least three zones, by the zone's name, in the order of the zones. */
  readonly subnets: Readonly<Record<string, Readonly<Record<SubnetTier, ExistingSubnet>>>>;
}

/**
 * A VPC that others made and keep, with its routes, its NAT and what records its traffic. It needs what `Network` makes:
 * the names of its hosts resolved by DNS (`enableDnsSupport`, `enableDnsHostnames`), public subnets with a route to an internet gateway, private ones with
 * a way out that no zone shares with another, and data subnets. Nothing is looked up, so a preview needs no access to it.
 */
export class ExistingNetwork extends Component implements RegionNetwork {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcArn: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly dataSubnetIds: pulumi.Output<string>[];
  readonly zoneNames: Readonly<Record<string, string>>;
  readonly cidrBlocks: Readonly<Record<SubnetTier, readonly string[]>>;
  /** Its NAT gateways are others'. */
  readonly egressAddresses: readonly pulumi.Output<string>[] = [];
  /** So are its gateway endpoints. */
  readonly gatewayPrefixListIds: Readonly<Record<string, pulumi.Output<string>>> = {};

  /** @throws {pulumi.ResourceError} for fewer than three zones, or a subnet that is named twice. */
  constructor(name: string, args: ExistingNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:ExistingNetwork", name, opts);
    const zones = Object.values(args.subnets);
    const ids = zones.flatMap((zone) => tiers.map((tier) => zone[tier].id));
    this.require(
      zones.length >= 3,
      `subnets must be in at least 3 zones, got ${zones.length}; two must be left when one is lost`,
    );
    this.require(
      new Set(ids).size === ids.length,
      `subnets must be named once each, got [${ids.join(", ")}]; a tier needs a subnet of its own in each zone`,
    );
    const idsOf = (tier: SubnetTier) => zones.map((zone) => pulumi.output(zone[tier].id));
    const blocksOf = (tier: SubnetTier) => zones.map((zone) => zone[tier].cidrBlock);
    this.zoneNames = Object.fromEntries(Object.keys(args.subnets).map((zone) => [zone, zone]));
    this.vpcId = pulumi.output(args.vpcId);
    this.vpcArn = pulumi.output(args.anyArn).apply((arn) => siblingArn(arn, "ec2", `vpc/${args.vpcId}`));
    this.publicSubnetIds = idsOf("public");
    this.privateSubnetIds = idsOf("private");
    this.dataSubnetIds = idsOf("data");
    this.cidrBlocks = { public: blocksOf("public"), private: blocksOf("private"), data: blocksOf("data") };
    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      dataSubnetIds: this.dataSubnetIds,
    });
  }
}
