import type { z } from "zod";
import { choice, hostName, section } from "../fields";
import { appTier } from "./app-tier";
import { cache, database, objectStore } from "./data";
import { contentDelivery, ddosProtection, dns, loadBalancer, webFirewall } from "./edge";
import { backup, drills, offHours, objectives, observability } from "./operations";
import { hostedZone, network, regions } from "./regions";

/** The settings of one stack, as they are written below `standfast:` in its file. */
export const settingsSchema = section({
  /** The public name of the platform, at most 64 characters, which is what a certificate's common name may have.
   * https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html */
  domainName: hostName(64),
  hostedZone,
  regions,
  network: network.prefault({}),
  loadBalancer: loadBalancer.prefault({}),
  /** @default none */
  webFirewall: webFirewall.optional(),
  contentDelivery: contentDelivery.default("none"),
  ddosProtection: ddosProtection.default("standard"),
  dns: dns.prefault({}),
  appTier,
  /** Left out, the platform has none. */
  database: database.optional(),
  /** Left out, the platform has none. */
  cache: cache.optional(),
  objectStore: objectStore.prefault({}),
  /** Left out, there are only the services' own backups. */
  backup: backup.optional(),
  observability: observability.prefault({}),
  /** Left out, the stack runs at all hours. */
  offHours: offHours.optional(),
  /**
   * `protected`: neither Pulumi nor AWS deletes data or entry; `disposable`: `pulumi destroy` takes everything.
   * @default protected
   */
  dataProtection: choice("protected", "disposable").default("protected"),
  drills: drills.default("forbidden"),
  objectives: objectives.prefault({}),
});

export type { RegionSettings } from "./regions";
export type Settings = z.output<typeof settingsSchema>;
