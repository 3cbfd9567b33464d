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

type BackupSettings = NonNullable<Settings["backup"]>;

/** Where copies of backups are kept: a region of the stack, or one with nothing but backups. */
export interface BackupDestination {
  readonly name: string;
  readonly keyArn: pulumi.Input<string>;
  /** Options of what is created there. */
  readonly opts: pulumi.ComponentResourceOptions;
}

/**
 * The region of the copies; one with no copy of the platform gets a key of its own.
 * @param providersIn makes the providers of such a region.
 */
export function backupDestination(
  { destinationRegion: name }: BackupSettings,
  regions: readonly Region[],
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
  settings: Settings,
  backup: BackupSettings,
  primary: Region,
  { name, keyArn, opts }: BackupDestination,
): void {
  const within = { parent: primary };
  const vault = new BackupVault(
    `${primary.name}-backup`,
    backupVaultArgs(settings, backup, primary.keyArn),
    within,
  );
  const copies = new BackupVault(`${name}-backup-copies`, backupVaultArgs(settings, backup, keyArn), opts);
  new Backup(`${primary.name}-backup`, backupArgs(backup, primary, vault, copies), within);

  const { database } = primary;
  if (database && settings.database && replicatesAutomatedBackups(backup, primary, name)) {
    const { backupRetentionDays: retentionDays } = settings.database;
    new PointInTimeCopy(`${name}-automated-backups`, { database, keyArn, retentionDays }, opts);
  }
}

/** Said outright, or, where nothing is said, wherever RDS is known to. */
function replicatesAutomatedBackups(
  { automatedBackupsReplication }: BackupSettings,
  { name, database }: Region,
  destination: string,
): boolean {
  if (automatedBackupsReplication !== undefined) return automatedBackupsReplication === "enabled";
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
): Complete<BackupArgs> {
  return {
    vault,
    recoveryVault,
    stores: [
      protectedBucket(objectStore),
      ...(database ? [protectedDatabase(database, firewall.securityGroupIds.database)] : []),
    ],
    dailyAtUtc,
    restoreTesting,
  };
}
