import type { AlarmSwitch } from "./outputs";

/** What a failover asks of AWS in one region. Every call is served by that region. */
export interface RegionApi {
  readonly region: string;
  readonly account: () => Promise<string>;
  readonly databases: DatabaseApi;
  readonly caches: CacheApi;
  readonly fleets: FleetApi;
  readonly switches: SwitchApi;
  readonly plans: PlanApi;
  readonly alarms: { readonly isRinging: (name: string) => Promise<boolean> };
}

/** A database as its region knows it. */
export type Database = InstanceDatabase | GlobalDatabase;

/** An instance of RDS, which may follow one of another region. */
export interface InstanceDatabase {
  readonly kind: "instance";
  readonly identifier: string;
  /** `available`, `backing-up`, `modifying` … */
  readonly status: string;
  /** Whether it follows another; a promoted one does not. */
  readonly isReplica: boolean;
  /** ARN of what it follows. */
  readonly source?: string;
  /** What RDS says of the replication, such as `replicating` or `error`. */
  readonly replication?: string;
}

/** A cluster in a global database of Aurora. */
export interface GlobalDatabase {
  readonly kind: "aurora-global";
  readonly identifier: string;
  readonly arn: string;
  readonly globalIdentifier: string;
  readonly status: string;
  readonly isReplica: boolean;
  /** Arn of the cluster that takes the writes. */
  readonly source?: string;
  /** Whether the global database is on the move. */
  readonly isMoving: boolean;
}

/** How far a replica was behind, at most, in the minute that began at `at`. */
export interface Lag {
  readonly at: Date;
  readonly seconds: number;
}

export interface DatabaseApi {
  /** `undefined`: no database answers to the endpoint. */
  readonly find: (endpoint: string) => Promise<Database | undefined>;
  /** Oldest first. */
  readonly lags: (database: Database, since: Date) => Promise<readonly Lag[]>;
  /** `busy`: it is being promoted, backed up or changed, and RDS takes no other order. */
  readonly promote: (database: InstanceDatabase) => Promise<"asked" | "busy">;
  /** What was not replicated may be lost. Asked of the region that takes over. */
  readonly failOver: (database: GlobalDatabase) => Promise<void>;
  /** Nothing is lost. Asked of the region that takes the writes still. */
  readonly switchOver: (database: GlobalDatabase) => Promise<void>;
}

/** A cache that is in a Global Datastore. */
export interface GlobalCache {
  readonly replicationGroup: string;
  readonly globalIdentifier: string;
  readonly isPrimary: boolean;
  /** Of the Global Datastore: `available`, `modifying` … */
  readonly status: string;
}

export interface CacheApi {
  /** `undefined` for a cache that is in none. */
  readonly findGlobal: (endpoint: string) => Promise<GlobalCache | undefined>;
  readonly moveGlobal: (cache: GlobalCache) => Promise<void>;
}

export interface Fleet {
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly inService: number;
  readonly instanceType?: string;
  /** What its instances pull at their start, where that can be read. */
  readonly image?: string;
}

export interface FleetApi {
  readonly find: (name: string) => Promise<Fleet | undefined>;
  readonly grow: (name: string, desired: number) => Promise<void>;
  /** To none, and none may be launched: what the role `fenced` makes of it. */
  readonly stop: (name: string) => Promise<void>;
  /** How many more virtual processors may run on demand, and how many one instance of that type has. */
  readonly headroom: (instanceType: string) => Promise<{ readonly free: number; readonly each: number }>;
  /** Whether an image of ECR is in its registry; others are not asked. */
  readonly hasImage: (image: string) => Promise<boolean>;
}

/** Of a region's traffic. `leaving` and `returning`: the alarm has not heard of the last datapoint yet. */
export type SwitchState = "away" | "here" | "leaving" | "returning" | "missing";

export interface SwitchApi {
  readonly state: (trafficSwitch: AlarmSwitch, now: Date) => Promise<SwitchState>;
  readonly set: (trafficSwitch: AlarmSwitch, value: "away" | "here") => Promise<void>;
}

export interface PlanExecution {
  readonly id: string;
  /** As Region switch says it: `inProgress`, `completed`, `pausedByFailedStep` … */
  readonly state: string;
  readonly region: string;
  readonly comment: string;
}

export interface PlanApi {
  readonly executions: (planArn: string) => Promise<readonly PlanExecution[]>;
  readonly start: (
    planArn: string,
    execution: { readonly mode: "graceful" | "ungraceful"; readonly comment: string },
  ) => Promise<void>;
}

/** What clients see. */
export interface EntryApi {
  /** Status of a GET at one load balancer under the platform's name; throws what TLS and sockets say. */
  readonly status: (host: string, url: URL) => Promise<number>;
}
