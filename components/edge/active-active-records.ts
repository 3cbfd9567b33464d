import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { RegionRecords, type RegionRecordsArgs } from "./region-records";

export interface ActiveActiveRecordsArgs extends RegionRecordsArgs {
  /** `latency`: the healthy region that is nearest to the client; `weighted`: a share of the traffic to each. */
  readonly routing: "latency" | "weighted";
  /**
   * Share of each region, 0 to 255, of the sum of all; 0 takes it out. For `weighted` only. @default equal shares
   * @example { "us-east-1": 3, "eu-west-1": 1 }
   */
  readonly weights?: Readonly<Record<string, number>>;
}

/**
 * Active/active: the name is answered by several regions at once, and by every one of them but the unhealthy.
 *
 * Each region must be able to serve everything that reaches it: with one database that takes writes, the others pass
 * theirs on to it. Route 53 mixes no kinds of routing under one name: a running platform that changes its kind must
 * give up the old records first.
 */
export class ActiveActiveRecords extends RegionRecords {
  /** @throws {pulumi.ResourceError} for weights that Route 53 would refuse or read as the opposite. */
  constructor(name: string, args: ActiveActiveRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:ActiveActiveRecords", name, args, opts);
    this.require(args.switches === undefined, "switches are for failover alone, got them; leave them out");
    this.#validate(args);
    const routed = this.answers.map(({ region, answer }) =>
      this.record(region, {
        name: this.recordName,
        setIdentifier: region,
        ...policyOf(args, region),
        ...answer,
      }),
    );
    this.aliasDistribution(routed);
    this.registerOutputs({ healthCheckIds: this.healthCheckIds });
  }

  #validate({ routing, weights, endpoints }: ActiveActiveRecordsArgs): void {
    if (weights === undefined) return;
    this.require(routing === "weighted", `weights are for weighted routing, got ${routing}; leave them out`);
    const regions = endpoints.map(({ region }) => region);
    const named = Object.keys(weights);
    this.require(
      regions.every((region) => named.includes(region)) && named.every((region) => regions.includes(region)),
      `weights must name each region (${regions.join(", ")}) and no other, got ${named.join(", ")}; correct it`,
    );
    const wrong = Object.values(weights).find(
      (weight) => !Number.isInteger(weight) || weight < 0 || weight > 255,
    );
    this.require(
      wrong === undefined,
      `weights must be whole numbers from 0 to 255, got ${String(wrong)}; correct it`,
    );
    // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html
    this.require(
      Object.values(weights).some((weight) => weight > 0),
      "weights must leave one region above 0, got 0 for all; Route 53 reads that as equal shares",
    );
  }
}

function policyOf(
  { routing, weights }: ActiveActiveRecordsArgs,
  region: string,
): Pick<aws.route53.RecordArgs, "latencyRoutingPolicies" | "weightedRoutingPolicies"> {
  return routing === "latency"
    ? { latencyRoutingPolicies: [{ region }] }
    : { weightedRoutingPolicies: [{ weight: weights?.[region] ?? 1 }] };
}
