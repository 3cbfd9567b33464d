/** What is kept where: each original with its copies, and what speaks against using them. */
import { grouped } from "../graph/grouped";
import type { Edge, Graph, Node } from "../graph/types";
import type { Copy, Dataset, Flaw, SecretHolder } from "./types";

const BACKUPS = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
const VAULT = "aws:backup/vault:Vault";
const COPIES_WITHOUT_TIER = new Set([BACKUPS, VAULT, "aws:dynamodb/tableReplica:TableReplica"]);
const GLOBAL_CLUSTER = "aws:rds/globalCluster:GlobalCluster";

const DATA_TIERS = new Set(["database", "object-store", "cache"]);

/** Indexes of a graph's edges that datasets are found by. */
interface Ties {
  readonly graph: Graph;
  /** Replication, by the copy and by the original. */
  readonly upward: ReadonlyMap<string, readonly Edge[]>;
  readonly downward: ReadonlyMap<string, readonly Edge[]>;
  readonly keys: ReadonlyMap<string, readonly Edge[]>;
  readonly secrets: ReadonlyMap<string, readonly Edge[]>;
}

/** Every dataset of a graph, with the URNs of the stores that only follow another. */
export function datasetsOf(graph: Graph): {
  readonly datasets: readonly Dataset[];
  readonly copies: ReadonlySet<string>;
} {
  const replication = graph.edges.filter(({ kind }) => kind === "replicates");
  const ties: Ties = {
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
  };
  const stores = [...graph.nodes.values()].filter(isStore);
  const copies = new Set(stores.filter((store) => follows(store, ties)).map(({ urn }) => urn));
  const datasets = stores.filter(({ urn }) => !copies.has(urn)).map((original) => datasetOf(original, ties));
  return { datasets, copies };
}

function isStore(node: Node): boolean {
  if (node.tier === undefined || !DATA_TIERS.has(node.tier)) return false;
  // The cluster keeps the data; its instances only serve it.
  return node.type !== "aws:rds/clusterInstance:ClusterInstance";
}

/** Whether a store only follows another one. A bucket takes writes whatever is copied into it. */
function follows(store: Node, ties: Ties): boolean {
  const above = ties.upward.get(store.urn) ?? [];
  if (above.length === 0 || store.tier === "object-store") return false;
  const hubs = above.filter(({ to }) => ties.graph.nodes.get(to)?.type === GLOBAL_CLUSTER);
  return hubs.length < above.length || store.facts.writes !== true;
}

function datasetOf(original: Node, ties: Ties): Dataset {
  const { name, urn, region } = original;
  return {
    name,
    urn,
    region,
    // Stores have a tier: `isStore` saw to it.
    tier: original.tier ?? "database",
    original,
    copies: [...copiesOf(original, ties), ...keptElsewhere(original)],
    sources: (ties.upward.get(urn) ?? []).flatMap(({ to }) => {
      const source = ties.graph.nodes.get(to);
      return source?.tier === "object-store" ? [{ name: source.name, region: source.region }] : [];
    }),
    secrets: secretsOf(original, ties),
  };
}

function copiesOf(original: Node, ties: Ties): readonly Copy[] {
  const seen = new Set([original.urn]);
  const found: Copy[] = [];
  // A copy of a bucket's copy is made by a rule of its own, and only for what was written there.
  const hops = original.tier === "object-store" ? 1 : Number.POSITIVE_INFINITY;
  const visit = (urn: string, hop: number): void => {
    if (hop > hops) return;
    for (const edge of ties.downward.get(urn) ?? []) {
      const node = ties.graph.nodes.get(edge.from);
      if (!node || seen.has(node.urn)) continue;
      seen.add(node.urn);
      if (node.tier !== undefined || COPIES_WITHOUT_TIER.has(node.type)) {
        found.push(copyOf(original, node, ties));
      }
      visit(node.urn, hop + 1);
    }
  };
  visit(original.urn, 1);
  // In a global database, the others follow the hub that the writer is a member of too.
  for (const { to } of ties.upward.get(original.urn) ?? []) {
    if (original.tier !== "object-store") visit(to, 1);
  }
  return found;
}

function copyOf(original: Node, node: Node, ties: Ties): Copy {
  return {
    urn: node.urn,
    name: node.name,
    region: node.region,
    kind: node.type === BACKUPS || node.type === VAULT ? "backup" : "async",
    takeover: takeoverOf(original, node),
    flaw: flawOf(original, node, ties),
  };
}

function takeoverOf(original: Node, copy: Node): string {
  if (copy.type === BACKUPS || copy.type === VAULT) return "restore";
  if (original.type === "aws:dynamodb/table:Table") return "dynamodb-global";
  if (original.tier === "object-store") {
    return original.facts.timedReplication === "yes" ? "s3-replica-timed" : "s3-replica";
  }
  if (original.tier === "cache") return "elasticache-global";
  return original.facts.takeover === "aurora" ? "aurora-global" : "rds-promotion";
}

function flawOf(original: Node, copy: Node, ties: Ties): Flaw | undefined {
  // AWS Backup takes its own snapshots.
  if (copy.type === VAULT) return undefined;
  if (original.tier === "object-store") return versioningFlaw(original) ?? versioningFlaw(copy);
  if (
    original.tier === "database" &&
    original.facts.keepsBackups !== "yes" &&
    original.type.includes("/instance:")
  ) {
    return {
      found: `${original.name} keeps no backups, and RDS replicates no instance without`,
      fix: `set backupRetentionPeriod of ${original.name} to 1 or more`,
      urn: original.urn,
      doubt: original.facts.keepsBackups === "no" ? undefined : `backupRetentionPeriod of ${original.name}`,
    };
  }
  const foreign = (ties.keys.get(copy.urn) ?? [])
    .map(({ to }) => ties.graph.nodes.get(to))
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

function versioningFlaw(bucket: Node): Flaw | undefined {
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
function keptElsewhere({ urn, name, tier, facts }: Node): readonly Copy[] {
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

function secretsOf(original: Node, ties: Ties): readonly SecretHolder[] {
  return (ties.secrets.get(original.urn) ?? []).flatMap(({ from }) => {
    const secret = ties.graph.nodes.get(from);
    return secret?.tier === "secrets" ? [holderOf(secret)] : [];
  });
}

/** Where a secret can be read. */
export function holderOf({ urn, name, region, facts }: Node): SecretHolder {
  return { urn, name, readableIn: [region, ...(facts.replicaRegions ?? [])] };
}
