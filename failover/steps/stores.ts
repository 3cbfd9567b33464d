import type { Database, GlobalDatabase, InstanceDatabase } from "../model/aws";
import type { OutputRegion } from "../model/outputs";
import type { Ports } from "../model/ports";
import type { Situation } from "../model/situation";
import type { Step, StepTimes } from "../model/step";
import { figures } from "./figures";

interface DatabaseStep {
  readonly to: OutputRegion;
  readonly endpoint: string;
}

/** A replica of RDS becomes a database of its own; there is no way back. */
export function promoteInstance({ to, endpoint }: DatabaseStep, ports: Ports): Step {
  const { databases } = ports.apiOf(to.name);
  const find = async () => instanceOf(await databases.find(endpoint), endpoint);
  return {
    id: "promote",
    what: `promote the database of ${to.name}; there is no way back but a rebuild of the other one`,
    api: "rds:PromoteReadReplica",
    region: to.name,
    plane: "control",
    effort: "required",
    expected: figures.promoteInstance,
    timeoutSeconds: 1800,
    ifItFails: `Look at what RDS says: aws rds describe-events --region ${to.name} --source-type db-instance --duration 60. A replica that is being backed up is promoted after its backup, which may take longer than this waits.`,
    isDone: async () => {
      const { isReplica, status } = await find();
      return !isReplica && status === "available";
    },
    // What is being backed up is promoted after it.
    repeats: true,
    act: async () => {
      const found = await find();
      if (found.isReplica && found.status === "available") await databases.promote(found);
    },
  };
}

/** A secondary of an Aurora global database takes the writes. */
export function moveAurora({ to, endpoint }: DatabaseStep, { mode, from }: Situation, ports: Ports): Step {
  const { databases } = ports.apiOf(to.name);
  const find = async () => globalOf(await databases.find(endpoint), endpoint);
  const planned = mode === "back";
  return {
    id: "promote",
    what: `make ${to.name} the writer of its global database${planned ? "" : "; what was not replicated is lost"}`,
    api: planned ? "rds:SwitchoverGlobalCluster" : "rds:FailoverGlobalCluster",
    // A switchover is asked of the region of the primary, which answers; a failover of the one that is chosen.
    region: planned ? from : to.name,
    plane: "control",
    effort: "required",
    expected: figures.moveAurora,
    timeoutSeconds: 1800,
    ifItFails: `Look at the state of the global database: aws rds describe-global-clusters --region ${to.name}`,
    isDone: async () => {
      const { isReplica, isMoving } = await find();
      return !isReplica && !isMoving;
    },
    act: async () => {
      const found = await find();
      if (!found.isReplica || found.isMoving) return;
      if (planned) await ports.apiOf(from).databases.switchOver(found);
      else await databases.failOver(found);
    },
  };
}

/**
 * Waits until the replica has replayed something that was written after the last writer had stopped. Without other
 * transactions those are PostgreSQL's own, every five minutes at the latest; a lag that is small by itself proves nothing.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html
 */
export function drain({ to, endpoint }: DatabaseStep, ports: Ports): Step {
  const { databases } = ports.apiOf(to.name);
  return {
    id: "drain",
    what: `wait until ${to.name} has all that was ever written`,
    api: "cloudwatch:GetMetricStatistics",
    region: to.name,
    plane: "data",
    effort: "required",
    expected: figures.drain,
    timeoutSeconds: 3600,
    ifItFails: `Look at the ReplicaLag of the database in ${to.name}. Nothing is lost: start the other region's instances again to call it off.`,
    isDone: async (steps) => {
      const stopped = stoppedAt(steps);
      const database = await databases.find(endpoint);
      if (database?.isReplica === false) return true;
      if (!database || !stopped) return false;
      const lags = await databases.lags(database, stopped);
      return lags.some(({ at, seconds }) => at.getTime() - seconds * 1000 > stopped.getTime());
    },
  };
}

/** When nothing wrote any more, a minute later than this machine's clock says: it may be behind AWS's. */
function stoppedAt(steps: StepTimes): Date | undefined {
  const quiesced = steps.get("quiesce");
  return quiesced && new Date(quiesced.getTime() + 60_000);
}

/** A secondary of a Global Datastore takes the writes. */
export function moveCache(to: OutputRegion, endpoint: string, ports: Ports): Step {
  const { caches } = ports.apiOf(to.name);
  const find = async () => {
    const found = await caches.findGlobal(endpoint);
    if (!found) throw new Error(`no cache of a Global Datastore answers to ${endpoint} in ${to.name}`);
    return found;
  };
  return {
    id: "cache",
    what: `make ${to.name} the primary of its Global Datastore`,
    api: "elasticache:FailoverGlobalReplicationGroup",
    region: to.name,
    plane: "control",
    effort: "required",
    expected: figures.moveCache,
    timeoutSeconds: 1800,
    ifItFails: `Look at its state: aws elasticache describe-global-replication-groups --region ${to.name} --show-member-info`,
    isDone: async () => {
      const { isPrimary, status } = await find();
      return isPrimary && ["available", "primary-only"].includes(status);
    },
    act: async () => {
      const found = await find();
      if (!found.isPrimary) await caches.moveGlobal(found);
    },
  };
}

function instanceOf(found: Database | undefined, endpoint: string): InstanceDatabase {
  if (found?.kind === "instance") return found;
  throw new Error(`no instance of RDS answers to ${endpoint}`);
}

function globalOf(found: Database | undefined, endpoint: string): GlobalDatabase {
  if (found?.kind === "aurora-global") return found;
  throw new Error(`no cluster of an Aurora global database answers to ${endpoint}`);
}
