/**
 * When AWS may touch the stores of data: UTC, the quiet hours of both sides of the Atlantic.
 *
 * No window overlaps another, so a failover in one is never met by a copy or an upgrade in the next; a primary
 * and its replica in another region are maintained on different days.
 */
export const windows = {
  databaseBackup: "02:00-02:30",
  cacheSnapshot: "02:30-03:30",
  databaseMaintenance: {
    primary: "sun:04:00-sun:05:00",
    replica: "wed:04:00-wed:05:00",
    reader: "fri:04:00-fri:05:00",
  },
  cacheMaintenance: "tue:04:00-tue:05:00",
} as const;
