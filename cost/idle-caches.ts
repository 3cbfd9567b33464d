import type { PulumiPlan } from "../plan/plan";
import type { CostPart } from "./usage";

/** What the caches of a region cost that stands by. */
export interface IdleCache {
  readonly region: string;
  /** US dollars a month. */
  readonly monthlyUsd: number;
}

/** What is read of a line of the report. */
interface PricedLine extends IdleCache {
  readonly part: CostPart;
}

const DATASTORE = "globalReplicationGroupId";

/**
 * A region whose database follows another region's takes no traffic that its cache could learn from: what is there for it is
 * empty until a failover, unless a Global Datastore fills it.
 */
export function idleCaches(plan: PulumiPlan, lines: readonly PricedLine[]): readonly IdleCache[] {
  const groups = plan.ofType("aws:elasticache/replicationGroup:ReplicationGroup");
  const regions = groups
    .filter(({ inputs, references }) => !(DATASTORE in inputs) && !(DATASTORE in references))
    .flatMap(({ region }) => region ?? [])
    .filter((region) => standsBy(plan, region));
  return [...new Set(regions)].flatMap((region) => {
    const ofCache = lines.filter((line) => line.region === region && line.part === "cache");
    const monthlyUsd = ofCache.reduce((total, line) => total + line.monthlyUsd, 0);
    return monthlyUsd > 0 ? [{ region, monthlyUsd }] : [];
  });
}

function standsBy(plan: PulumiPlan, region: string): boolean {
  const type = "aws:rds/instance:Instance";
  return plan
    .ofType(type)
    .filter((database) => database.region === region)
    .some((replica) =>
      plan.referenced(replica, "replicateSourceDb", type).some((source) => source.region !== region),
    );
}
