import type * as pulumi from "@pulumi/pulumi";
import { Backup } from "../data/backup/backup";
import { PointInTimeCopy } from "../data/backup/point-in-time-copy";
import { protectedBucket, protectedDatabase } from "../data/backup/protected-store";
import { BackupVault } from "../data/backup/vault";
import type { Region } from "../region/region";
import { Encryption } from "../security/encryption";

export interface BackupSettings {
  readonly dailyAtUtc: string;
  readonly retentionDays: number;
  readonly vaultLock: "governance" | "compliance" | "none";
  readonly restoreTesting: "weekly" | "none";
  readonly automatedBackupsReplication: "enabled" | "disabled";
}

/** Where copies of backups lie: a region of the stack, or one with nothing but backups. */
export interface BackupDestination {
  readonly name: string;
  readonly keyArn: pulumi.Input<string>;
  /** Options of what is created there. */
  readonly opts: pulumi.ComponentResourceOptions;
}

/**
 * The place of the copies.
 * @param name a region's name; of one with no copy of the platform, which then gets a key of its own.
 * @param providersIn makes the providers of such a region.
 */
export function backupDestination(
  regions: readonly Region[],
  name: string | undefined,
  providersIn: (name: string) => pulumi.ProviderResource[],
): BackupDestination {
  const region = regions.find((other, at) => (name === undefined ? at === 1 : other.name === name));
  if (region) return { name: region.name, keyArn: region.keyArn, opts: { parent: region } };
  const [primary] = regions;
  if (name === undefined || primary === undefined)
    throw new TypeError("copies of backups need another region");
  const opts = { providers: providersIn(name) };
  const { keyArn } = new Encryption(`${name}-backup`, { protection: primary.protection }, opts);
  return { name, keyArn, opts };
}

/** Backups of the region that takes writes, and their copies where its loss does not reach. */
export function createBackups(
  primary: Region,
  elsewhere: BackupDestination,
  { retentionDays, vaultLock: lock, ...settings }: BackupSettings,
  databaseRetentionDays = retentionDays,
): void {
  const { protection, database, firewall } = primary;
  const within = { parent: primary };
  const { opts, keyArn } = elsewhere;
  const common = { lock, retentionDays, protection };

  const vault = new BackupVault(`${primary.name}-backup`, { ...common, keyArn: primary.keyArn }, within);
  const recoveryVault = new BackupVault(`${elsewhere.name}-recovery`, { ...common, keyArn }, opts);
  const stores = [
    protectedBucket(primary.objectStore),
    ...(database ? [protectedDatabase(database, firewall.securityGroupIds.database)] : []),
  ];
  new Backup(`${primary.name}-backup`, { ...settings, vault, recoveryVault, stores }, within);
  if (database && settings.automatedBackupsReplication === "enabled") {
    new PointInTimeCopy(
      `${elsewhere.name}-recovery`,
      { database, keyArn, retentionDays: databaseRetentionDays },
      opts,
    );
  }
}
