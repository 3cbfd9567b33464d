import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

/** What answers for one region. */
export interface RegionEndpoint {
  readonly region: string;
  readonly dnsName: pulumi.Input<string>;
  /**
   * The zone of the load balancer's own name, not ours. @default none is known, as with a Kubernetes Ingress, and the
   * endpoint is answered with a CNAME instead of an alias. All endpoints have one, or none has.
   */
  readonly hostedZoneId?: pulumi.Input<string>;
}

/** A distribution between the public name and the regions. */
export interface DistributionAlias {
  readonly dnsName: pulumi.Input<string>;
  readonly hostedZoneId: pulumi.Input<string>;
  /** The name below `domainName` that a healthy region answers in its place. */
  readonly originName: string;
}

export interface RegionRecordsArgs {
  readonly domainName: string;
  /**
   * What answers `domainName` itself, when the regions are behind a distribution. To remove it from a running platform
   * destroy its two records first (`distribution-a`, `distribution-aaaa`): Route 53 takes no routed records beside them.
   * @default the regions answer it
   */
  readonly distributionAlias?: DistributionAlias;
  readonly hostedZoneId: pulumi.Input<string>;
  /** The zone's own name: at its apex no CNAME can be. @default unknown, and Route 53 is the one to refuse it */
  readonly hostedZoneName?: string;
  /** In order of preference: the active region, then the standbys. */
  readonly endpoints: readonly RegionEndpoint[];
  /**
   * The deep check: answers 200 only where the region can serve completely, writes included. A standby whose database
   * is still a replica must fail it, so that clients are only sent there after the promotion.
   */
  readonly readinessPath: string;
  /** Seconds between two checks of one checker; 10 or 30, fixed once created. */
  readonly healthCheckIntervalSeconds: number;
  /** Failed checks in a row, 1 to 10, before a region counts as down. Detection takes interval × threshold. */
  readonly healthCheckFailureThreshold: number;
  /** AWS regions that check from. @default three on three continents */
  readonly checkerRegions?: readonly string[];
  /**
   * What moves the traffic instead of `readinessPath`, which then only tells how regions are: a switch that is operated
   * outside the region. For failover alone. @default the health of each region and of its load balancer
   */
  readonly switches?: RegionSwitches;
}

export interface RegionSwitches {
  /** ID of a health check for every region with an endpoint: unhealthy takes its traffic away. */
  readonly healthCheckIds: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Whether the last record of a chain has a switch too. Without one it answers whenever the others are switched off,
   * which nothing that happens to it changes; with one, Route 53 gives the first record again when all are off.
   */
  readonly last: "unconditional" | "switched";
}

/** What a record says: where to go, and the check that takes it out. */
type Answer = Pick<aws.route53.RecordArgs, "aliases" | "records" | "ttl" | "healthCheckId">;

/** The answer that sends to one region. */
export interface RegionAnswer {
  readonly region: string;
  readonly answer: Answer;
}

/** Three continents, so that a partition near one of them cannot move the platform by itself. */
const defaultCheckerRegions = ["us-west-2", "eu-west-1", "ap-southeast-1"] as const;

/** Route 53 takes no fewer than three. https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
const leastCheckerRegions = 3;

/** How long resolvers keep a CNAME: as long as they keep the alias of a load balancer. */
const cnameTtlSeconds = 60;

/**
 * One name for all regions, moved by health checks alone, of the regions or of their switches: leaving a region edits no
 * record, so it needs no control plane. How the name chooses among healthy regions is what the subclasses differ in.
 *
 * Aliases have no TTL of their own: resolvers keep the answer for the load balancer's 60 seconds.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
export abstract class RegionRecords extends Component {
  /** ID of the health check by region; none when there is a single region, because nothing could follow from it. */
  readonly healthCheckIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARN of each, as AWS Shield Advanced wants it. */
  readonly healthCheckArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** The name that is answered by a healthy region. */
  readonly recordName: string;
  /** One for each endpoint, in the same order. */
  protected readonly answers: readonly RegionAnswer[];
  readonly #args: RegionRecordsArgs;
  readonly #type: "A" | "CNAME";

  /** @throws {pulumi.ResourceError} for endpoints that Route 53 could not answer with. */
  protected constructor(
    kind: `edge:${string}`,
    name: string,
    args: RegionRecordsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(kind, name, opts);
    this.#args = args;
    this.recordName = args.distributionAlias?.originName ?? args.domainName;
    this.require(
      args.endpoints.length > 0,
      "endpoints must list at least 1, got 0; pass one for each region",
    );
    const checkers = args.checkerRegions ?? defaultCheckerRegions;
    this.require(
      checkers.length >= leastCheckerRegions,
      `checkerRegions must list at least ${leastCheckerRegions}, got ${checkers.length}; Route 53 takes no fewer`,
    );
    this.#type = this.#typeOf(args);

    const checks =
      args.endpoints.length === 1
        ? []
        : args.endpoints.map((endpoint) => ({
            region: endpoint.region,
            check: this.#check(endpoint, checkers),
          }));
    this.healthCheckIds = Object.fromEntries(checks.map(({ region, check }) => [region, check.id]));
    this.healthCheckArns = Object.fromEntries(checks.map(({ region, check }) => [region, check.arn]));
    this.answers = args.endpoints.map((endpoint, at) => ({
      region: endpoint.region,
      answer: this.#answer(endpoint, at === args.endpoints.length - 1),
    }));
  }

  /** A record of the platform's zone, of the one type that all of them have. */
  protected record(
    role: string,
    record: Omit<aws.route53.RecordArgs, "zoneId" | "type">,
    dependsOn: aws.route53.Record[] = [],
  ): aws.route53.Record {
    return new aws.route53.Record(
      this.childName(role),
      { zoneId: this.#args.hostedZoneId, type: this.#type, ...record },
      // A name that changes hands is given up first: Route 53 takes no record of another routing beside the old ones.
      this.child({ dependsOn, deleteBeforeReplace: true }),
    );
  }

  /** Lets the distribution answer the public name, once `routed` has let go of it. */
  protected aliasDistribution(routed: aws.route53.Record[]): void {
    const { distributionAlias, domainName, hostedZoneId } = this.#args;
    if (!distributionAlias) return;
    for (const type of ["A", "AAAA"] as const) {
      new aws.route53.Record(
        this.childName(`distribution-${type.toLowerCase()}`),
        {
          zoneId: hostedZoneId,
          name: domainName,
          type,
          aliases: [
            // Route 53 cannot ask a distribution how it is.
            {
              name: distributionAlias.dnsName,
              zoneId: distributionAlias.hostedZoneId,
              evaluateTargetHealth: false,
            },
          ],
        },
        this.child({ dependsOn: routed }),
      );
    }
  }

  #typeOf({ endpoints, hostedZoneName }: RegionRecordsArgs): "A" | "CNAME" {
    const without = endpoints.filter(({ hostedZoneId }) => hostedZoneId === undefined);
    if (without.length === 0) return "A";
    const regions = without.map(({ region }) => region).join(", ");
    this.require(
      without.length === endpoints.length,
      `endpoints must all have a hostedZoneId or none, got none for ${regions}; records of one name have one type`,
    );
    this.require(
      hostedZoneName !== this.recordName,
      `${this.recordName} is the apex of its zone, where no CNAME can be, and the endpoints of ${regions} have no ` +
        "hostedZoneId to be an alias of; use a name below it, or load balancers whose zone is known",
    );
    return "CNAME";
  }

  #answer(endpoint: RegionEndpoint, isLast: boolean): Answer {
    const { switches, endpoints } = this.#args;
    if (!switches || endpoints.length === 1) {
      const checkId = this.healthCheckIds[endpoint.region];
      return { ...addressOf(endpoint), ...(checkId && { healthCheckId: checkId }) };
    }
    const { [endpoint.region]: healthCheckId } = switches.healthCheckIds;
    this.require(
      healthCheckId !== undefined,
      `switches.healthCheckIds must have one for ${endpoint.region}, got none; without it nothing takes its traffic away`,
    );
    const always = addressOf(endpoint, false);
    return isLast && switches.last === "unconditional" ? always : { ...always, healthCheckId };
  }

  /** The region's own name, which never moves, and the health check that asks it. */
  #check(endpoint: RegionEndpoint, checkers: readonly string[]): aws.route53.HealthCheck {
    const fqdn = `${endpoint.region}.${this.#args.domainName}`;
    this.record(`${endpoint.region}-direct`, { name: fqdn, ...addressOf(endpoint) });
    return new aws.route53.HealthCheck(
      this.childName(`${endpoint.region}-check`),
      {
        type: "HTTPS",
        fqdn,
        port: 443,
        resourcePath: this.#args.readinessPath,
        enableSni: true,
        requestInterval: this.#args.healthCheckIntervalSeconds,
        failureThreshold: this.#args.healthCheckFailureThreshold,
        regions: [...checkers],
        tags: { Name: fqdn },
      },
      this.child(),
    );
  }
}

/** An alias, which is also unhealthy when its load balancer has no healthy target and that counts, or a CNAME. */
function addressOf({ dnsName, hostedZoneId }: RegionEndpoint, evaluateTargetHealth = true): Answer {
  return hostedZoneId === undefined
    ? { records: [dnsName], ttl: cnameTtlSeconds }
    : { aliases: [{ name: dnsName, zoneId: hostedZoneId, evaluateTargetHealth }] };
}
