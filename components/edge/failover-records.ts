import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type RegionAnswer, RegionRecords, type RegionRecordsArgs } from "./region-records";

export type FailoverRecordsArgs = RegionRecordsArgs;

/**
 * Active/passive: the name is answered by the first healthy region.
 *
 * Two regions are a PRIMARY/SECONDARY pair. Route 53 knows no third place, so more regions are a chain of pairs: the
 * SECONDARY of each pair is an alias of the next pair. When every region fails, Route 53 answers with the PRIMARY; with
 * switches (`switches`) that would be the region that was taken out, so the last of the chain has none.
 */
export class FailoverRecords extends RegionRecords {
  readonly #args: FailoverRecordsArgs;

  constructor(name: string, args: FailoverRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:FailoverRecords", name, args, opts);
    this.#args = args;
    const [only, ...others] = this.answers;
    const routed =
      only && others.length === 0
        ? // Under the PRIMARY's name: a second region makes it one, in place.
          [this.record("primary-1", { name: this.recordName, ...only.answer })]
        : this.#chain(this.recordName, this.answers);
    this.aliasDistribution(routed);
    this.registerOutputs({ healthCheckIds: this.healthCheckIds });
  }

  /**
   * The pair at `name`: the first of `answers`, else whatever comes after it. Returns every record it made.
   *
   * Records are called by their place and not by their region, so that regions that change places change only what
   * a record points to. Route 53 never takes a second PRIMARY beside the one that is there.
   */
  #chain(name: string, [primary, next, ...rest]: readonly RegionAnswer[], pair = 1): aws.route53.Record[] {
    if (primary === undefined || next === undefined) return [];
    const first = this.#member(name, pair, "PRIMARY", primary.answer);
    if (rest.length === 0) return [first, this.#member(name, pair, "SECONDARY", next.answer)];

    const nextName = `failover-${pair + 1}.${this.#args.domainName}`;
    const later = this.#chain(nextName, [next, ...rest], pair + 1);
    const toNextPair = {
      aliases: [
        { name: nextName, zoneId: this.#args.hostedZoneId, evaluateTargetHealth: !this.#args.switches },
      ],
    };
    // Route 53 refuses an alias of a record that does not exist yet.
    return [first, ...later, this.#member(name, pair, "SECONDARY", toNextPair, later)];
  }

  #member(
    name: string,
    pair: number,
    type: "PRIMARY" | "SECONDARY",
    answer: RegionAnswer["answer"],
    dependsOn: aws.route53.Record[] = [],
  ): aws.route53.Record {
    const place = type.toLowerCase();
    return this.record(
      `${place}-${pair}`,
      { name, setIdentifier: place, failoverRoutingPolicies: [{ type }], ...answer },
      dependsOn,
    );
  }
}
