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
