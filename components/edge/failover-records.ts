import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

/** The load balancer that answers for one region. */
export interface Endpoint {
  readonly region: string;
  readonly dnsName: pulumi.Input<string>;
  /** The zone of the load balancer's own name, not ours. */
  readonly hostedZoneId: pulumi.Input<string>;
}

export interface FailoverRecordsArgs {
  readonly domainName: string;
  readonly hostedZoneId: pulumi.Input<string>;
  /** In order of preference: the active region, then the standbys. */
  readonly endpoints: readonly Endpoint[];
  /**
   * The deep check: answers 200 only where the region can serve completely, writes included. A standby whose database
   * is still a replica must fail it, so that the world is only sent there after the promotion.
   */
  readonly readinessPath: string;
  /** Seconds between two checks of one checker; 10 or 30, fixed once created. */
  readonly healthCheckIntervalSeconds: number;
  /** Failed checks in a row, 1 to 10, before a region counts as down. Detection takes interval × threshold. */
  readonly healthCheckFailureThreshold: number;
  /** AWS regions that check from. @default three on three continents */
  readonly checkerRegions?: readonly string[];
}

/** Three continents, so that a partition near one of them cannot move the platform by itself. */
const defaultCheckerRegions = ["us-west-2", "eu-west-1", "ap-southeast-1"] as const;

/** Route 53 takes no fewer than three. https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
const leastCheckerRegions = 3;

/**
 * One name, answered by the first healthy region, moved by health checks alone: a failover edits no record, so it
 * needs no control plane.
 *
 * Two regions are a PRIMARY/SECONDARY pair. Route 53 knows no third place, so more regions are a chain of pairs: the
 * SECONDARY of each pair is an alias of the next pair. When every region fails, Route 53 answers with the PRIMARY.
 *
 * Every record is an alias of a load balancer, and an alias has no TTL of its own: resolvers keep the answer for the
 * load balancer's 60 seconds. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
export class FailoverRecords extends Component {
  /** ID of the health check by region; none when there is a single region, because nothing could follow from it. */
  readonly healthCheckIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: FailoverRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:FailoverRecords", name, opts);
    const [first, ...others] = args.endpoints;
    this.require(first !== undefined, "endpoints must list at least 1, got 0; pass one for each region");
    const checkers = args.checkerRegions ?? defaultCheckerRegions;
    this.require(
      checkers.length >= leastCheckerRegions,
      `checkerRegions must list at least ${leastCheckerRegions}, got ${checkers.length}; Route 53 takes no fewer`,
    );

    if (others.length === 0) {
      // Under the PRIMARY's name: a second region makes it one, in place.
      this.#record(args, "primary-1", { name: args.domainName, aliases: [toLoadBalancer(first)] });
      this.healthCheckIds = {};
    } else {
      const checked = args.endpoints.map((endpoint) => ({
        ...endpoint,
        healthCheckId: this.#check(args, endpoint, checkers).id,
      }));
      this.healthCheckIds = Object.fromEntries(
        checked.map(({ region, healthCheckId }) => [region, healthCheckId]),
      );
      this.#chain(args, args.domainName, checked);
    }
    this.registerOutputs({ healthCheckIds: this.healthCheckIds });
  }

  /** The region's own name, which never fails over, and the health check that asks it. */
  #check(
    args: FailoverRecordsArgs,
    endpoint: Endpoint,
    checkers: readonly string[],
  ): aws.route53.HealthCheck {
    const fqdn = `${endpoint.region}.${args.domainName}`;
    this.#record(args, `${endpoint.region}-direct`, { name: fqdn, aliases: [toLoadBalancer(endpoint)] });
    return new aws.route53.HealthCheck(
      this.childName(`${endpoint.region}-check`),
      {
        type: "HTTPS",
        fqdn,
        port: 443,
        resourcePath: args.readinessPath,
        enableSni: true,
        requestInterval: args.healthCheckIntervalSeconds,
        failureThreshold: args.healthCheckFailureThreshold,
        regions: [...checkers],
        tags: { Name: fqdn },
      },
      this.child(),
    );
  }

  /**
   * The pair at `name`: the first of `endpoints`, else whatever comes after it. Returns every record it made.
   *
   * Records are called by their place and not by their region, so that regions that change places change only what
   * a record points to. Route 53 never takes a second PRIMARY beside the one that is there.
   */
  #chain(
    args: FailoverRecordsArgs,
    name: string,
    [primary, next, ...rest]: readonly CheckedEndpoint[],
    pair = 1,
  ): aws.route53.Record[] {
    if (primary === undefined || next === undefined) return [];
    const first = this.#member(args, name, pair, "PRIMARY", answeredBy(primary));
    if (rest.length === 0) return [first, this.#member(args, name, pair, "SECONDARY", answeredBy(next))];

    const nextName = `failover-${pair + 1}.${args.domainName}`;
    const later = this.#chain(args, nextName, [next, ...rest], pair + 1);
    const toNextPair = {
      aliases: [{ name: nextName, zoneId: args.hostedZoneId, evaluateTargetHealth: true }],
    };
    // Route 53 refuses an alias of a record that does not exist yet.
    return [first, ...later, this.#member(args, name, pair, "SECONDARY", toNextPair, later)];
  }

  #member(
    args: FailoverRecordsArgs,
    name: string,
    pair: number,
    type: "PRIMARY" | "SECONDARY",
    answer: Pick<aws.route53.RecordArgs, "aliases" | "healthCheckId">,
    dependsOn: aws.route53.Record[] = [],
  ): aws.route53.Record {
    const place = type.toLowerCase();
    return this.#record(
      args,
      `${place}-${pair}`,
      { name, setIdentifier: place, failoverRoutingPolicies: [{ type }], ...answer },
      dependsOn,
    );
  }

  #record(
    args: FailoverRecordsArgs,
    role: string,
    record: Omit<aws.route53.RecordArgs, "zoneId" | "type">,
    dependsOn: aws.route53.Record[] = [],
  ): aws.route53.Record {
    return new aws.route53.Record(
      this.childName(role),
      { zoneId: args.hostedZoneId, type: "A", ...record },
      this.child({ dependsOn }),
    );
  }
}

interface CheckedEndpoint extends Endpoint {
  readonly healthCheckId: pulumi.Input<string>;
}

function answeredBy(endpoint: CheckedEndpoint): Pick<aws.route53.RecordArgs, "aliases" | "healthCheckId"> {
  return { healthCheckId: endpoint.healthCheckId, aliases: [toLoadBalancer(endpoint)] };
}

/** An alias that is also unhealthy when its load balancer has no healthy target. */
function toLoadBalancer({ dnsName, hostedZoneId }: Endpoint): aws.types.input.route53.RecordAlias {
  return { name: dnsName, zoneId: hostedZoneId, evaluateTargetHealth: true };
}
