import type * as pulumi from "@pulumi/pulumi";
import type { HostedZone } from "../edge/hosted-zone";
import type { RegionalService } from "../region/regional-service";

/**
 * What an extension finds to build on: the network, security groups, keys and alarm topics of each region (`region`),
 * its load balancer, and the role of its application.
 */
export interface Platform {
  /** Begins names that are unique in the account: project and stack. */
  readonly namePrefix: string;
  /** The name that clients use. */
  readonly domainName: string;
  readonly zone: HostedZone;
  /** One for each region: the active one, then the standbys in order of failover. */
  readonly services: readonly [RegionalService, ...RegionalService[]];
}

/** Adds resources beside those of the platform. */
export type Extension = (platform: Platform) => void;

/**
 * The listener of a region's load balancer that reads host names, headers and paths: for rules of one's own. The
 * platform has rules 1 and 2 behind CloudFront, and none otherwise.
 * @throws {TypeError} where there is none: the load balancer is a network one alone, or the cluster's.
 */
export function httpsListenerArn({ region, loadBalancer }: RegionalService): pulumi.Output<string> {
  if (loadBalancer?.httpsListenerArn !== undefined) return loadBalancer.httpsListenerArn;
  throw new TypeError(
    `${region.name} has no listener that reads paths; choose loadBalancer.kind application or network-to-application`,
  );
}
