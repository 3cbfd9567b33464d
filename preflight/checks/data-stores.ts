/** Databases and caches: whether the region sells the class, in the zones, with the engine's version. */
import { isTrueAt, textAt } from "../../plan/inputs";
import type { PlanResource, PulumiPlan } from "../../plan/plan";
import { cacheNodesKind } from "../../plan/stores";
import type { DatabaseOrder } from "../account";
import { defineCheck, ok, short, type Requirement } from "../check";
import { zonesOf } from "./places";

interface DatabaseRequirement extends Requirement, DatabaseOrder {
  readonly zones: readonly string[];
  readonly isMultiAz: boolean;
  readonly storageType: string | undefined;
}

const INSTANCE = "aws:rds/instance:Instance";

export const databases = defineCheck<DatabaseRequirement>({
  name: "database",
  requirements(plan) {
    const all = [
      ...plan.ofType(INSTANCE).map((one) => databaseRequirement(plan, one, "instanceClass")),
      ...plan
        .ofType("aws:rds/cluster:Cluster")
        .map((one) => databaseRequirement(plan, one, "dbClusterInstanceClass")),
      ...plan
        .ofType("aws:rds/clusterInstance:ClusterInstance")
        .map((one) => databaseRequirement(plan, one, "instanceClass")),
    ].filter((one) => one !== undefined);
    return [...new Map(all.map((one) => [`${one.region} ${one.subject} ${one.needed}`, one])).values()];
  },
  async answer({ region, engine, engineVersion, instanceClass, ...wanted }, { account }) {
    const versions = await account.databaseVersions(region, engine, engineVersion);
    const version = versions.at(-1);
    if (version === undefined) {
      const offered = await account.databaseVersions(region, engine, undefined);
      return short(`${engine} has no version ${engineVersion}`, `choose one of: ${offered.join(", ")}`);
    }
    const offer = await account.databaseOffer(region, { engine, engineVersion: version, instanceClass });
    if (!offer)
      return short(`${instanceClass} is not offered with ${engine} ${version}`, "choose another class");
    const all = await account.zones(region);
    const nameOf = (zone: string) => all.find(({ id }) => id === zone)?.name ?? zone;
    const without = wanted.zones.filter((zone) => !offer.zones.includes(nameOf(zone)));
    if (without.length > 0)
      return short(`not in ${without.join(", ")}`, "choose another class, or other zones");
    if (wanted.isMultiAz && !offer.canBeMultiAz)
      return short("no Multi-AZ with this class", "choose another class");
    if (wanted.storageType !== undefined && !offer.storageTypes.includes(wanted.storageType)) {
      return short(`no ${wanted.storageType} with this class`, `choose: ${offer.storageTypes.join(", ")}`);
    }
    return ok(`${engine} ${version}, ${offer.zones.join(", ")}`);
  },
});

/** Undefined where the class is only known once the program ran, or is Aurora's serverless one. */
function databaseRequirement(
  plan: PulumiPlan,
  database: PlanResource,
  classProperty: string,
): DatabaseRequirement | undefined {
  const instanceClass = textAt(database, classProperty);
  const [source] = plan.referenced(database, "replicateSourceDb", INSTANCE);
  const engine = textAt(database, "engine") ?? (source && textAt(source, "engine"));
  const engineVersion = textAt(database, "engineVersion") ?? (source && textAt(source, "engineVersion"));
  const { region } = database;
  if (instanceClass === undefined || engine === undefined || engineVersion === undefined) return undefined;
  if (region === undefined || instanceClass === "db.serverless") return undefined;
  const isMultiAz = isTrueAt(database, "multiAz");
  const storageType = textAt(database, "storageType");
  const details = [isMultiAz ? "Multi-AZ" : undefined, storageType].filter((part) => part !== undefined);
  return {
    region,
    subject: instanceClass,
    needed: [`${engine} ${engineVersion}`, ...details].join(", "),
    engine,
    engineVersion,
    instanceClass,
    isMultiAz,
    storageType,
    zones: zonesOf(plan, region),
  };
}

interface CacheRequirement extends Requirement {
  readonly engine: string;
  readonly version: string;
}

/** ElastiCache tells the regions that sell a node type, and of no zone. */
export const caches = defineCheck<CacheRequirement>({
  name: "cache",
  requirements(plan) {
    const groups = plan.ofType("aws:elasticache/replicationGroup:ReplicationGroup");
    const all = groups.flatMap((group) => {
      const { nodeType, version, engine } = cacheNodesKind(plan, group);
      if (nodeType === undefined || version === undefined || group.region === undefined) return [];
      return [{ region: group.region, subject: nodeType, needed: `${engine} ${version}`, engine, version }];
    });
    return [...new Map(all.map((one) => [`${one.region} ${one.subject} ${one.needed}`, one])).values()];
  },
  async answer({ region, subject, engine, version }, { account }) {
    const [versions, isOffered] = await Promise.all([
      account.cacheVersions(region, engine),
      account.offersCacheNode(region, subject),
    ]);
    const matching = versions.filter((one) => one === version || one.startsWith(`${version}.`));
    if (matching.length === 0) {
      return short(`${engine} has no version ${version}`, `choose one of: ${versions.join(", ")}`);
    }
    if (!isOffered) return short("not offered in the region", "choose another node type");
    return ok(`${engine} ${matching.join(", ")}, offered in the region`);
  },
});

interface BackupRequirement extends Requirement {
  readonly source: string;
}

/** RDS copies its automated backups between certain pairs of regions only. */
export const backupCopies = defineCheck<BackupRequirement>({
  name: "backup copy",
  requirements(plan) {
    const copies = plan.ofType(
      "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    );
    return copies.flatMap((copy) => {
      const [database] = plan.referenced(copy, "sourceDbInstanceArn", INSTANCE);
      if (database?.region === undefined || copy.region === undefined) return [];
      const { region: source } = database;
      return [{ region: copy.region, subject: "Automated backups", needed: `copied from ${source}`, source }];
    });
  },
  async answer({ region, source }, { account }) {
    const sources = await account.backupSources(region);
    if (sources.includes(source)) return ok(`${region} takes them from ${source}`);
    return short(
      `${region} takes none from ${source}`,
      sources.length === 0
        ? "choose another standby region, or turn the copy off"
        : `it takes them from: ${sources.join(", ")}; choose one of those, or turn the copy off`,
    );
  },
});
