/** What RDS for PostgreSQL is told beside sizes and places: the family of its parameters, and their values. */

export const postgresqlPort = 5432;

/**
 * The parameter group family of a major version (`17` gives `postgres17`); `undefined` for anything else.
 *
 * Minor versions are RDS's to choose: it upgrades them in the maintenance window, and a program that named one
 * would then ask for a downgrade, which RDS refuses.
 */
export function parameterFamily(engineVersion: string): string | undefined {
  return /^[1-9]\d$/.test(engineVersion) ? `postgres${engineVersion}` : undefined;
}

/** Parameters of an instance with `allocatedStorageGiB` of storage; RDS applies every one of them without a restart. */
export function parameters(allocatedStorageGiB: number): { name: string; value: string }[] {
  return [
    { name: "rds.force_ssl", value: "1" },
    // Milliseconds.
    { name: "log_min_duration_statement", value: "1000" },
    { name: "log_lock_waits", value: "1" },
    // MiB: a quarter of the storage. A replica out of reach holds back the source's log, by default without end:
    // losing the standby's region would fill the active one's disk some hours later.
    // https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE
    { name: "max_slot_wal_keep_size", value: String(allocatedStorageGiB * 256) },
  ];
}
