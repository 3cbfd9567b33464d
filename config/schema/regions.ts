import { z } from "zod";
import {
  choice,
  hostName,
  logRetentionDays,
  matching,
  modes,
  must,
  regionName,
  section,
  vpcBlock,
  zoneName,
} from "../fields";

/** The public Route 53 zone that answers for the domain. */
export const hostedZone = modes(
  "mode",
  [
    section({
      mode: z.literal("create"),
      /** The domain itself or one above it; its parent must delegate to the zone's name servers. */
      name: hostName(253),
      /**
       * Whether records can be edited again within about an hour after the loss of us-east-1, which Route 53 is edited
       * from. No failover of the platform edits one.
       * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html
       * @default enabled
       */
      acceleratedRecovery: choice("enabled", "disabled").default("enabled"),
    }),
    section({
      mode: z.literal("existing"),
      /** As the console shows it, such as `Z0123456789ABCDEFGHIJ`. */
      id: matching(
        /^Z[A-Z0-9]{5,31}$/,
        "be the id of a hosted zone",
        "write it as Route 53 shows it, such as Z0123456789ABCDEFGHIJ",
      ),
    }),
  ],
  '"create", with the name of a zone, or "existing", with its id',
);

const region = section({
  /** Such as `us-east-1`. */
  name: regionName(),
  /** `active` takes traffic, and the first one the writes; `standby` is complete, and follows. */
  role: choice("active", "standby"),
  /** IPv4 block of the region's VPC, /16 to /22, distinct from every other region's so that they can be peered. */
  cidrBlock: vpcBlock(),
  /** Three zones or more: two must be left to agree when one is lost. Pinned, because a look-up needs credentials. */
  availabilityZones: z
    .array(zoneName(), {
      error: must("be a list of Availability Zones", "list at least 3, such as [us-east-1a, …]"),
    })
    .min(3, {
      error:
        "must list at least 3 zones, so that two are left when one is lost; add another zone of the region",
    }),
});

/** One region, or the active one and its standbys in the order they take over. */
export const regions = z
  .array(region, {
    error: must("be a list of regions", "list each with name, role, cidrBlock and availabilityZones"),
  })
  .refine((list): list is [RegionSettings, ...RegionSettings[]] => list.length > 0, {
    error: "must list at least one region; add one with name, role, cidrBlock and availabilityZones",
  });

export type RegionSettings = z.output<typeof region>;

export const network = section({
  /**
   * A gateway in each zone, or one for all, which is cheaper and a single point of failure (the policies refuse it).
   * @default one-per-zone
   */
  natGateways: choice("one-per-zone", "single").default("one-per-zone"),
  /** Days that VPC flow logs are kept. @default 30 */
  flowLogRetentionDays: logRetentionDays().default(30),
});
