/** What RDS for PostgreSQL is told beside sizes and places: the family of its parameters, and their values. */

/** How PostgreSQL uses the memory it has; what is left out is computed by RDS from the instance class. */
export interface DatabaseTuning {
  /** MiB that PostgreSQL caches by itself; changed by a restart. @default a quarter of the class's memory */
  readonly sharedBuffersMiB?: number;
  /** MiB that the planner believes to be cached, here or in the kernel. @default three quarters of the class's memory */
  readonly effectiveCacheSizeMiB?: number;
  /** Connections at most; changed by a restart. @default RDS's own: one for each 9.1 MiB of memory, at most 5000 */
  readonly maxConnections?: number;
}

export interface DatabaseParameter {
  readonly name: string;
  readonly value: string;
  /** What PostgreSQL reads only when it starts waits for a restart; RDS refuses to apply it at once. */
  readonly applyMethod?: "pending-reboot";
}

/**
 * The parameter group family of a major version (`17` gives `postgres17`); `undefined` for anything else.
 *
 * Minor versions are RDS's to choose: it upgrades them in the maintenance window, and a program that named one
 * would then ask for a downgrade, which RDS refuses.
 */
export function parameterFamily(engineVersion: string): string | undefined {
  return /^[1-9]\d$/.test(engineVersion) ? `postgres${engineVersion}` : undefined;
}

/** Parameters of an instance with `allocatedStorageGiB` of storage. */
export function parameters(allocatedStorageGiB: number, tuning: DatabaseTuning = {}): DatabaseParameter[] {
  return [
    { name: "rds.force_ssl", value: "1" },
    // Milliseconds.
    { name: "log_min_duration_statement", value: "1000" },
    { name: "log_lock_waits", value: "1" },
    // MiB: a quarter of the storage. A replica out of reach holds back the source's log, by default without end:
    // losing the standby's region would fill the active one's disk some hours later.
    // https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE
    { name: "max_slot_wal_keep_size", value: String(allocatedStorageGiB * 256) },
    ...memoryParameters(tuning),
  ];
}

/**
 * RDS computes what is in braces, in bytes and whole numbers, from the memory that the class leaves to PostgreSQL:
 * so a larger class is a better tuned one, with nothing to change here.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ParamValuesRef.html
 */
function memoryParameters({
  sharedBuffersMiB,
  effectiveCacheSizeMiB,
  maxConnections,
}: DatabaseTuning): DatabaseParameter[] {
  return [
    {
      name: "shared_buffers",
      value: pages(sharedBuffersMiB) ?? "{DBInstanceClassMemory/32768}",
      applyMethod: "pending-reboot",
    },
    {
      name: "effective_cache_size",
      value: pages(effectiveCacheSizeMiB) ?? "{DBInstanceClassMemory*3/32768}",
    },
    {
      name: "max_connections",
      value: maxConnections?.toString() ?? "LEAST({DBInstanceClassMemory/9531392},5000)",
      applyMethod: "pending-reboot",
    },
  ];
}

/** RDS counts both caches in PostgreSQL's pages of 8 KiB, of which a MiB has 128. */
function pages(mebibytes: number | undefined): string | undefined {
  return mebibytes === undefined ? undefined : String(mebibytes * 128);
}
