/** Ports that both a firewall and what listens behind it name. */

export const httpsPort = 443;
export const httpPort = 80;
export const postgresqlPort = 5432;
/** Valkey's, on ElastiCache and on MemoryDB. */
export const cachePort = 6379;
