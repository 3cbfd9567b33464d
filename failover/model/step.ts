/** `data`: what AWS keeps up on its own in each region. `control`: APIs that make and change. `none`: no AWS API at all. */
export type Plane = "data" | "control" | "none";

/** How long a step takes, and who says so. */
export interface Expected {
  readonly seconds: number;
  readonly source: string;
}

/**
 * - `required`: the failover stops when it fails;
 * - `best-effort`: it may fail, because what it asks may be what was lost;
 * - `person`: nothing here can take it; it says what to do, and whether it was done.
 */
export type Effort = "required" | "best-effort" | "person";

export interface Step {
  /** Stays the same between releases: journals name it. */
  readonly id: string;
  readonly what: string;
  /** For example `rds:PromoteReadReplica`. */
  readonly api: string;
  /** The region whose API is asked. */
  readonly region: string;
  readonly plane: Plane;
  readonly effort: Effort;
  readonly expected: Expected;
  /** Seconds after which it has failed. */
  readonly timeoutSeconds: number;
  /** What whoever reads of its failure does next. */
  readonly ifItFails: string;
  /** Whether the world is already as this step leaves it; asks, and changes nothing. */
  readonly isDone: (steps: StepTimes) => Promise<boolean>;
  /** What makes it so; safe to repeat. Absent where only time or a person does. */
  readonly act?: () => Promise<void>;
  /** Whether it acts again before each look, because it may have to wait until it can. @default it acts once */
  readonly repeats?: true;
}

/** When earlier steps of the run were found done, by their ids. */
export type StepTimes = ReadonlyMap<string, Date>;
