/** What is kept where: each original with its copies, and what speaks against using them. */
import {
  BACKUPS_REPLICATION,
  BACKUP_VAULT,
  DB_INSTANCE,
  RDS_CLUSTER,
  RDS_CLUSTER_INSTANCE,
  RDS_GLOBAL_CLUSTER,
  TABLE,
  TABLE_REPLICA,
  isOneOf,
} from "../../resources";
import { grouped } from "../graph/grouped";
import type { Edge, Graph, GraphNode } from "../graph/types";
import type { Copy, Dataset, Flaw, SecretHolder } from "./types";

/** Where backups are kept; they serve nothing until they are restored. */
const BACKUPS = [...BACKUPS_REPLICATION, ...BACKUP_VAULT];
const COPIES_WITHOUT_TIER = [...BACKUPS, ...TABLE_REPLICA];

const DATA_TIERS = new Set(["database", "object-store", "cache"]);

/** Indexes of a graph's edges that datasets are found by. */
interface EdgeIndex {
  readonly graph: Graph;
  /** Replication, by the copy and by the original. */
  readonly upward: ReadonlyMap<string, readonly Edge[]>;
  readonly downward: ReadonlyMap<string, readonly Edge[]>;
  readonly keys: ReadonlyMap<string, readonly Edge[]>;
  readonly secrets: ReadonlyMap<string, readonly Edge[]>;
  /** Clusters that have an instance. */
  readonly served: ReadonlySet<string>;
}

/** Every dataset of a graph, with the URNs of the stores that only follow another. */
export function datasetsOf(graph: Graph): {
  readonly datasets: readonly Dataset[];
  readonly copies: ReadonlySet<string>;
} {
  const replication = graph.edges.filter(({ kind }) => kind === "replicates");
  const index: EdgeIndex = {
    graph,
    upward: grouped(replication, ({ from }) => from),
    downward: grouped(replication, ({ to }) => to),
    keys: grouped(
      graph.edges.filter(({ kind }) => kind === "encryptsWith"),
      ({ from }) => from,
    ),
    secrets: grouped(
      graph.edges.filter(({ kind }) => kind === "serves"),
      ({ to }) => to,
    ),
    served: new Set(
      graph.edges
        .filter(
          ({ kind, from }) => kind === "runsIn" && isOneOf(RDS_CLUSTER_INSTANCE, graph.nodes.get(from)?.type),
        )
        .map(({ to }) => to),
    ),
  };
  const stores = [...graph.nodes.values()].filter(isStore);
  const copies = new Set(stores.filter((store) => follows(store, index)).map(({ urn }) => urn));
  const datasets = stores.filter(({ urn }) => !copies.has(urn)).map((original) => datasetOf(original, index));
  return { datasets, copies };
}

function isStore(node: GraphNode): boolean {
  if (node.tier === undefined || !DATA_TIERS.has(node.tier)) return false;
  // The cluster keeps the data; its instances only serve it.
  return !isOneOf(RDS_CLUSTER_INSTANCE, node.type);
}

/** Whether a store only follows another one. A bucket takes writes whatever is copied into it. */
function follows(store: GraphNode, index: EdgeIndex): boolean {
  const above = index.upward.get(store.urn) ?? [];
  if (above.length === 0 || store.tier === "object-store") return false;
  const hubs = above.filter(({ to }) => isOneOf(RDS_GLOBAL_CLUSTER, index.graph.nodes.get(to)?.type));
  return hubs.length < above.length || store.facts.writes !== true;
}

function datasetOf(original: GraphNode, index: EdgeIndex): Dataset {
  const { name, urn, region } = original;
  return {
    name,
    urn,
    region,
    // Stores have a tier: `isStore` saw to it.
    tier: original.tier ?? "database",
    original,
    copies: [...copiesOf(original, index), ...keptElsewhere(original)],
    sources: (index.upward.get(urn) ?? []).flatMap(({ to }) => {
      const source = index.graph.nodes.get(to);
      return source?.tier === "object-store" ? [{ name: source.name, region: source.region }] : [];
    }),
    secrets: secretsOf(original, index),
  };
}

function copiesOf(original: GraphNode, index: EdgeIndex): readonly Copy[] {
  const seen = new Set([original.urn]);
  const found: Copy[] = [];
  // A copy of a bucket's copy is made by a rule of its own, and only for what was written there.
  const hops = original.tier === "object-store" ? 1 : Number.POSITIVE_INFINITY;
  const visit = (urn: string, hop: number): void => {
    if (hop > hops) return;
    for (const edge of index.downward.get(urn) ?? []) {
      const node = index.graph.nodes.get(edge.from);
      if (!node || seen.has(node.urn)) continue;
      seen.add(node.urn);
      if (node.tier !== undefined || isOneOf(COPIES_WITHOUT_TIER, node.type)) {
        found.push(copyOf(original, node, index));
      }
      visit(node.urn, hop + 1);
    }
  };
  visit(original.urn, 1);
  // In a global database, the others follow the hub that the writer is a member of too.
  for (const { to } of index.upward.get(original.urn) ?? []) {
    if (original.tier !== "object-store") visit(to, 1);
  }
  return found;
}

function copyOf(original: GraphNode, node: GraphNode, index: EdgeIndex): Copy {
  return {
    urn: node.urn,
    name: node.name,
    region: node.region,
    kind: isOneOf(BACKUPS, node.type) ? "backup" : "async",
    takeover: takeoverOf(original, node),
    flaw: flawOf(original, node, index),
  };
}

function takeoverOf(original: GraphNode, copy: GraphNode): string {
  if (isOneOf(BACKUPS, copy.type)) return "restore";
  if (isOneOf(TABLE, original.type)) return "dynamodb-global";
  if (original.tier === "object-store") {
    return original.facts.timedReplication === "yes" ? "s3-replica-timed" : "s3-replica";
  }
  if (original.tier === "cache") return "elasticache-global";
  return original.facts.takeover === "aurora" ? "aurora-global" : "rds-promotion";
}

function flawOf(original: GraphNode, copy: GraphNode, index: EdgeIndex): Flaw | undefined {
  // AWS Backup takes its own snapshots.
  if (isOneOf(BACKUP_VAULT, copy.type)) return undefined;
  if (original.tier === "object-store") {
    return versioningFlaw(original) ?? versioningFlaw(copy) ?? replicationFlaw(original);
  }
  if (
    original.tier === "database" &&
    original.facts.keepsBackups !== "yes" &&
    isOneOf(DB_INSTANCE, original.type)
  ) {
    return {
      found: `${original.name} keeps no backups, and RDS replicates no instance without`,
      fix: `set backupRetentionPeriod of ${original.name} to 1 or more`,
      urn: original.urn,
      doubt: original.facts.keepsBackups === "no" ? undefined : `backupRetentionPeriod of ${original.name}`,
    };
  }
  if (isOneOf(RDS_CLUSTER, copy.type) && copy.capacity === undefined && !index.served.has(copy.urn)) {
    return {
      found: `${copy.name} has no instance, and nothing serves its data until one is made`,
      fix: `add an aws.rds.ClusterInstance to ${copy.name}`,
      urn: copy.urn,
      doubt: undefined,
    };
  }
  const foreign = (index.keys.get(copy.urn) ?? [])
    .map(({ to }) => index.graph.nodes.get(to))
    .find((key) => key !== undefined && key.region !== copy.region);
  return (
    foreign && {
      found: `${copy.name} is encrypted with ${foreign.name}, a key of ${foreign.region}`,
      fix: `give ${copy.name} a key of ${copy.region}`,
      urn: copy.urn,
      doubt: undefined,
    }
  );
}

function replicationFlaw({ name, urn, facts: { replicationGap: gap } }: GraphNode): Flaw | undefined {
  return gap && { found: `${name}: ${gap.found}`, fix: `${gap.fix} (of ${name})`, urn, doubt: undefined };
}

function versioningFlaw(bucket: GraphNode): Flaw | undefined {
  const { versioned } = bucket.facts;
  if (versioned === "yes") return undefined;
  return {
    found: `${bucket.name} keeps no versions, and S3 replicates only between versioned buckets`,
    fix: `enable versioning of ${bucket.name}`,
    urn: bucket.urn,
    doubt: versioned === "unknown" ? `whether ${bucket.name} keeps versions` : undefined,
  };
}

/** Copies that the service keeps by itself, such as those of a DynamoDB global table. */
function keptElsewhere({ urn, name, tier, facts }: GraphNode): readonly Copy[] {
  if (tier !== "database") return [];
  return (facts.replicaRegions ?? []).map((region) => ({
    urn,
    name,
    region,
    kind: "async" as const,
    takeover: "dynamodb-global",
    flaw: undefined,
  }));
}

function secretsOf(original: GraphNode, index: EdgeIndex): readonly SecretHolder[] {
  return (index.secrets.get(original.urn) ?? []).flatMap(({ from }) => {
    const secret = index.graph.nodes.get(from);
    return secret?.tier === "secrets" ? [holderOf(secret)] : [];
  });
}

/** Where a secret can be read. */
export function holderOf({ urn, name, region, facts }: GraphNode): SecretHolder {
  return { urn, name, readableIn: [region, ...(facts.replicaRegions ?? [])] };
}
