import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import { Backup, type BackupArgs } from "../data/backup/backup";
import { PointInTimeCopy } from "../data/backup/point-in-time-copy";
import { protectedBucket, protectedDatabase } from "../data/backup/protected-store";
import { BackupVault, type BackupVaultArgs } from "../data/backup/vault";
import { backupReplication } from "../kit/backup-replication-regions";
import type { Complete } from "../kit/complete";
import type { Region } from "../region/region";
import { Encryption } from "../security/encryption";
import { type Regions, writerOf } from "./regions";

type BackupSettings = NonNullable<Settings["backup"]>;

/** Where backups are kept: a region of the stack, or one with nothing but copies of them. */
interface BackupSite {
  readonly name: string;
  readonly keyArn: pulumi.Input<string>;
  readonly vault: BackupVault;
  /** Options of what is created there. */
  readonly opts: pulumi.ComponentResourceOptions;
}

/**
 * Backups of what the region that takes the writes stores, and their copies where its loss does not reach.
 *
 * Vaults and plans belong to each region for good: a change of role moves only which stores are selected. A fenced
 * region's last backups stay selected, until its copy is made anew.
 * @param providerIn makes the provider of a region with no copy of the platform.
 */
export function createBackups(
  settings: Settings,
  backup: BackupSettings,
  regions: Regions,
  providerIn: (region: string) => aws.Provider,
): void {
  const own = regions.map((region) => ({
    region,
    site: siteIn(region, settings, backup),
  }));
  const apart = siteApart(settings, backup, regions, providerIn);
  const sites = own.map(({ site }) => site);
  for (const { region, site } of own) {
    const destination = destinationFor(site, sites, apart, backup);
    const isSelected = isBackedUp(settings, region);
    new Backup(
      `${region.name}-backup`,
      backupArgs(backup, region, site.vault, destination.vault, isSelected),
      {
        parent: region,
      },
    );
    if (isSelected) copyToAnyPointInTime(settings, backup, region, destination);
  }
}

function siteIn(region: Region, settings: Settings, backup: BackupSettings): BackupSite {
  const opts = { parent: region };
  const { name, keyArn, identity } = region;
  const args = backupVaultArgs(settings, backup, keyArn);
  // The other regions' vaults keep the home's copies as well.
  const vault = new BackupVault(
    identity.kind === "home" ? `${name}-backup` : `${name}-backup-copies`,
    args,
    opts,
  );
  return { name, keyArn, vault, opts };
}

/** The site of a destination that has no copy of the platform, with a key of its own. */
function siteApart(
  settings: Settings,
  backup: BackupSettings,
  regions: Regions,
  providerIn: (region: string) => aws.Provider,
): BackupSite | undefined {
  const { destinationRegion: name } = backup;
  if (name === undefined || regions.some((region) => region.name === name)) return undefined;
  const opts = { providers: [providerIn(name)] };
  const protection = settings.dataProtection;
  const { keyArn } = new Encryption(`${name}-backup`, { protection }, opts);
  const vault = new BackupVault(`${name}-backup-copies`, backupVaultArgs(settings, backup, keyArn), opts);
  return { name, keyArn, vault, opts };
}

/** Where the copies of a region's backups go: to the destination; of the destination's own, to the home. */
function destinationFor(
  { name }: BackupSite,
  sites: readonly BackupSite[],
  apart: BackupSite | undefined,
  { destinationRegion }: BackupSettings,
): BackupSite {
  const [home, second] = sites;
  const chosen = apart ?? sites.find((site) => site.name === destinationRegion) ?? second;
  const destination = chosen?.name === name ? home : chosen;
  if (destination === undefined) throw new TypeError("copies of backups need another region");
  return destination;
}

function isBackedUp(settings: Settings, { name, role, identity }: Region): boolean {
  if (writerOf(settings.regions).name === name) return true;
  return role === "fenced" && (settings.database !== undefined || identity.kind === "home");
}

/** The database's logs too; not into a region that was lost, which is asked for nothing. */
function copyToAnyPointInTime(
  settings: Settings,
  backup: BackupSettings,
  region: Region,
  destination: BackupSite,
): void {
  const { name, database, identity } = region;
  if (!database || !settings.database) return;
  if (!replicatesAutomatedBackups(backup, region, destination.name)) return;
  if (settings.regions.some((other) => other.name === destination.name && other.role === "fenced")) return;
  const { keyArn, opts } = destination;
  const { backupRetentionDays: retentionDays } = settings.database;
  const copies = `${destination.name}-automated-backups`;
  new PointInTimeCopy(
    identity.kind === "home" ? copies : `${copies}-of-${name}`,
    { database, keyArn, retentionDays },
    opts,
  );
}

/** Said outright, or, where nothing is said, wherever RDS is known to; the way back from a standby only there. */
function replicatesAutomatedBackups(
  { automatedBackupsReplication }: BackupSettings,
  { name, database, identity }: Region,
  destination: string,
): boolean {
  if (automatedBackupsReplication === "disabled") return false;
  if (automatedBackupsReplication === "enabled" && identity.kind === "home") return true;
  return database?.deployment === "instance" && backupReplication(name, destination) === "supported";
}

function backupVaultArgs(
  { dataProtection }: Settings,
  { vaultLock, retentionDays }: BackupSettings,
  keyArn: pulumi.Input<string>,
): Complete<BackupVaultArgs> {
  return { keyArn, lock: vaultLock, retentionDays, protection: dataProtection };
}

function backupArgs(
  { dailyAtUtc, restoreTesting }: BackupSettings,
  { objectStore, database, firewall }: Region,
  vault: BackupVault,
  recoveryVault: BackupVault,
  isSelected: boolean,
): Complete<BackupArgs> {
  return {
    vault,
    recoveryVault,
    stores: [
      protectedBucket(objectStore),
      ...(database ? [protectedDatabase(database, firewall.securityGroupIds.database)] : []),
    ],
    state: isSelected ? "backed-up" : "waiting",
    dailyAtUtc,
    restoreTesting,
  };
}
