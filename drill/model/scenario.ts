/**
 * A scenario is data: what to break, what must hold, and what each backend promises. The runner gives it meaning,
 * an adapter the actions; so one scenario serves the local site and a deployed stack.
 */

/** Where a drill runs. */
export type Backend = "local" | "aws";

/** What breaks. */
export type Fault =
  /** Ends it at once: SIGKILL, terminate, reboot with failover. */
  | "kill"
  /** Stops it without closing anything: SIGSTOP. Undone by a thaw. */
  | "freeze"
  /** Cuts all its links to the other regions; clients still reach it. */
  | "isolate"
  /** Drops what it sends to its replicas; everything else still flows. */
  | "cut-replication"
  /** Leaves its disk without a free byte. */
  | "fill-disk";

/** What it breaks, by role. The adapter finds who plays the role at that moment. */
export type TargetRole =
  | "application"
  | "load-balancer"
  | "cache-primary"
  /** The database server process alone; its agent lives and may restart it. */
  | "database-primary"
  /** The database server with its agent: a lost machine. */
  | "database-node"
  | "quorum-leader"
  /** The Availability Zone that holds the active region's database primary. */
  | "zone"
  /** The region that holds the database primary and the cache primary. */
  | "active-region";

export type Step =
  | { readonly do: "break"; readonly fault: Fault; readonly target: TargetRole }
  | { readonly do: "wait"; readonly seconds: number };

/** What the site must be able to do for a scenario; a site that cannot says so and the scenario is not run. */
export type Capability = "network-namespaces" | "mounts";

/** What a backend promises for one scenario. */
export interface Budget {
  /** The longest outage that a client may see, in seconds. */
  readonly recoverySeconds: number;
  /** Acknowledged writes that may be gone afterwards, for each store. @default 0 */
  readonly lostWrites?: number;
  /**
   * The longest stretch in seconds in which requests may fail or be slow: for faults that retries turn from
   * failures into waiting. @default unlimited
   */
  readonly impairedSeconds?: number;
  /**
   * `by-hand` where people must rebuild what was lost, as RDS demands after a promotion: then redundancy is not waited
   * for, and the scenario is run once. @default it comes back by itself
   */
  readonly redundancy?: "by-hand";
  /**
   * Whether the region that is lost is fenced once the other has taken over. From its return until the failback it may
   * serve no request: it would take back what it does not hold yet. @default false
   */
  readonly fencesLostRegion?: boolean;
  /** Requests that may fail. @default unlimited: `recoverySeconds` bounds them */
  readonly failedRequests?: number;
}

export interface Scenario {
  readonly name: string;
  /** Selects several scenarios by one name, for example `process_hang`. */
  readonly family?: string;
  /** One sentence: what breaks, and what is expected. */
  readonly hypothesis: string;
  /**
   * Who is asked: `any-region` clients know every endpoint and move on when one fails, as DNS failover does;
   * `each-region` clients stay with one region each, and the region that was not broken is judged.
   */
  readonly clients: "any-region" | "each-region";
  /** Before steady state: bring the cache primary to the region of the database primary. @default false */
  readonly colocatePrimaries?: boolean;
  readonly act: readonly Step[];
  /**
   * Seconds that the fault lasts before it is undone. It lasts longer when clients have not recovered by then, up
   * to the budget. @default 0, which undoes it as soon as clients have recovered
   */
  readonly holdSeconds?: number;
  /** @default [] */
  readonly needs?: readonly Capability[];
  /** Promises by backend; a backend that is absent cannot run this scenario. */
  readonly budgets: Readonly<Partial<Record<Backend, Budget>>>;
}
