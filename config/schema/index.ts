import type { z } from "zod";
import { byName, choice, hostName, matching, section } from "../fields";
import { appTier } from "./app-tier";
import { cache, database, objectStore } from "./data";
import { contentDelivery, ddosProtection, dns, loadBalancer, webFirewall } from "./edge";
import { failover } from "./failover";
import { backup, drills, objectives, observability, offHours, rebuild } from "./operations";
import { hostedZone, network, regions } from "./regions";

/**
 * The settings of one stack, as they are written below `standfast:` in its file. What each means is said here alone:
 * `docs/configuration.md` and the schema for editors are made of it (`npm run reference`).
 */
export const settingsSchema = section({
  // https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
  domainName: hostName(64).describe(
    "The public name of the platform, at most 64 characters, which is what a certificate's common name may have.",
  ),
  hostedZone: hostedZone.describe("The public Route 53 zone that answers for the domain."),
  regions: regions.describe(
    "One region or more, each a whole copy of the platform, in the order they take over. The order stays for good: what the stack has once is kept in the first, whatever its role.",
  ),
  network: network.prefault({}).describe("The VPC of each region."),
  loadBalancer: loadBalancer.prefault({}).describe("The load balancer of each region."),
  webFirewall: webFirewall.optional().describe("AWS WAF before the load balancers. Left out: none."),
  contentDelivery: contentDelivery
    .default("none")
    .describe(
      "A content delivery network in front of all regions: none, or Amazon CloudFront, which alone reaches the load balancers then. Whose addresses those are AWS tells by a look-up, so previews with it need credentials.",
    ),
  ddosProtection: ddosProtection
    .default("standard")
    .describe("AWS Shield: `advanced` needs the account's subscription."),
  dns: dns.prefault({}).describe("How Route 53 chooses the region that answers."),
  failover: failover
    .prefault({ mode: "manual" })
    .describe(
      "How another region takes over where data has one home: a database, or a global cache. Without one, Route 53 follows the readiness of each region by itself.",
    ),
  appTier: appTier.describe("The application, on EC2 or on Kubernetes."),
  database: database.optional().describe("PostgreSQL on RDS. Left out: none."),
  cache: cache.optional().describe("Valkey on ElastiCache or MemoryDB. Left out: none."),
  objectStore: objectStore.prefault({}).describe("A bucket in each region, each copied to every other."),
  backup: backup
    .optional()
    .describe(
      "AWS Backup of database and objects, with copies in another region. Left out: only the services' own backups.",
    ),
  observability: observability.prefault({}).describe("Logs, alarms, dashboards and canaries."),
  offHours: offHours
    .optional()
    .describe(
      "Hours at which a stack that is not for production is stopped. Left out: it runs at all hours.",
    ),
  rebuild: rebuild
    .optional()
    .describe(
      "Region whose database may be deleted, to be made anew as a replica of the active region's. Two updates: with the region still `fenced`, which lifts the protection, then with it `standby`, which leaves a final snapshot. Left out: no database is.",
    ),
  dataProtection: choice("protected", "disposable")
    .default("protected")
    .describe(
      "`protected`: neither Pulumi nor AWS deletes data or load balancers; `disposable`: `pulumi destroy` takes everything.",
    ),
  tags: byName(
    matching({
      pattern: /^(?!aws:|standfast:)[A-Za-z0-9_.:=+@-]{1,128}$/,
      rule: "be the key of a tag, of letters, digits and _.:=+@-, that begins with neither aws: nor standfast:",
      example: "cost-center",
    }),
    matching({
      pattern: /^[A-Za-z0-9_.:\/=+@ -]{0,256}$/,
      rule: "be the value of a tag, of letters, digits, blanks and _.:/=+@-",
      example: "platform",
      maxLength: 256,
    }),
    { what: "tags", max: 40, example: "cost-center: platform" },
  )
    .default({})
    .describe("Tags of everything that can have some, beside the platform's own; AWS takes 50 in all."),
  drills: drills
    .default("forbidden")
    .describe("Whether `npm run drill -- --site aws` may break parts of the stack."),
  objectives: objectives
    .prefault({})
    .describe("What the loss of a region may cost. Predictions and drills are held against it."),
});

export type { RegionSettings } from "./regions";
export type Settings = z.output<typeof settingsSchema>;
