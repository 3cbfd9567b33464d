import type { Rule } from "../rule";
import { accessLogs } from "./access-logs";
import { backup } from "./backup";
import { cache } from "./cache";
import { cacheGlobal } from "./cache-global";
import { compute } from "./compute";
import { contentDelivery } from "./content-delivery";
import { database } from "./database";
import { databaseCluster } from "./database-cluster";
import { databaseReplicas } from "./database-replicas";
import { ddosProtection } from "./ddos-protection";
import { deletion } from "./deletion";
import { dns } from "./dns";
import { dnsRouting } from "./dns-routing";
import { duplicates } from "./duplicates";
import { eks } from "./eks";
import { healthChecks } from "./health-checks";
import { identity } from "./identity";
import { listeners } from "./listeners";
import { loadBalancing } from "./load-balancing";
import { memoryDb } from "./memorydb";
import { names } from "./names";
import { network } from "./network";
import { observability } from "./observability";
import { operations } from "./operations";
import { otherRegion } from "./other-region";
import { securityGroups } from "./security-groups";
import { storage } from "./storage";
import { storageAccessPoints } from "./storage-access-points";
import { webFirewall } from "./web-firewall";

/** Every rule, in the order in which they are asked: what is elsewhere or taken comes first. */
export const rules: readonly Rule[] = [
  ...otherRegion,
  ...names,
  ...duplicates,
  ...network,
  ...securityGroups,
  ...loadBalancing,
  ...listeners,
  ...accessLogs,
  ...webFirewall,
  ...contentDelivery,
  ...ddosProtection,
  ...dns,
  ...dnsRouting,
  ...healthChecks,
  ...compute,
  ...eks,
  ...database,
  ...databaseReplicas,
  ...databaseCluster,
  ...cache,
  ...cacheGlobal,
  ...memoryDb,
  ...storage,
  ...storageAccessPoints,
  ...backup,
  ...identity,
  ...operations,
  ...observability,
  ...deletion,
];
