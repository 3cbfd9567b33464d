import type { Backend, Fault, Scenario, TargetRole } from "./scenario";

/** The two places that records are written to. */
export const stores = ["database", "cache"] as const;
export type Store = (typeof stores)[number];

/** In which the reference application says where it runs. */
export const regionHeader = "x-served-by-region";

/** The five stages of a failover, in order. */
export const phases = ["detect", "elect", "promote", "route", "client"] as const;
export type Phase = (typeof phases)[number];

/** One condition of steady state. */
export interface ProbeResult {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, for the message when it is not ok. */
  readonly found: string;
}

/** Who plays a role now. */
export interface DrillTarget {
  readonly role: TargetRole;
  /** Names for people, for example `postgres-a (pid 4711)`; never empty. */
  readonly members: readonly string[];
  /** The region that is hit, by the names of `endpoints()`. */
  readonly region: string;
}

/** Something that the backend was seen doing. */
export interface DrillEvent {
  /** From `now()`. */
  readonly at: number;
  /** A stage of a failover, and whose: `database`, `cache`, `application`. */
  readonly phase?: Phase;
  readonly of?: string;
  readonly text: string;
}

/** A way in. */
export interface DrillEndpoint {
  readonly region: string;
  /** Base URL of the reference application's API behind a load balancer. */
  readonly url: string;
}

/** What only looks. A dry run uses all of it. */
export interface DrillProbes {
  /** Ways in, the active region's first. */
  endpoints(): Promise<readonly DrillEndpoint[]>;
  /** An address at which the load balancers of all regions answer, whether or not they are well; if there is one. */
  sharedUrl(): Promise<string | undefined>;
  /** Reasons why this backend cannot run the scenario, or none. */
  missingPrerequisites(scenario: Scenario): Promise<readonly string[]>;
  /**
   * Every condition under which a measurement means something: all backends up, every replica confirmed. It is
   * asked before and after.
   */
  steadyState(): Promise<readonly ProbeResult[]>;
  /**
   * Who plays the role now.
   * @param choose picks one of several from the drill's seed.
   * @throws {Refused} when none is found, or when it may not be touched.
   */
  resolveTarget(target: TargetRole, choose: <T>(items: readonly T[]) => T): Promise<DrillTarget>;
  /** Whether the fault took effect: a drill whose fault did nothing measures nothing. */
  verify(fault: Fault, target: DrillTarget): Promise<boolean>;
  /** Reports what the backend does, until the returned function is called. */
  watch(report: (event: DrillEvent) => void): Promise<() => Promise<void>>;
  /** Reasons to stop at once (an alarm rang), or none. */
  alarms(): Promise<readonly string[]>;
  /** The longest outage, in milliseconds, that the settings predict; `undefined` when nothing is known. */
  predictedOutageMs(scenario: Scenario): number | undefined;
  /** What was drilled, for the report: the settings that gave the figures. */
  describe(): Promise<Readonly<Record<string, string>>>;
}

/** What changes things. A dry run swaps this one port. */
export interface DrillActions {
  /** Brings the cache primary to the database primary's region. */
  colocatePrimaries(): Promise<void>;
  /** @param signal ends what is waited for; what was broken by then is undone by `undo`. */
  inject(fault: Fault, target: DrillTarget, signal: AbortSignal): Promise<void>;
  /** Makes sure that the region of the target serves no client when it comes back, until `failBack`. */
  fence(target: DrillTarget): Promise<void>;
  /** Lets every region that was fenced serve again; safe to call twice. */
  failBack(): Promise<void>;
  /** Undoes every fault since the last undo; safe to call twice. */
  undo(): Promise<void>;
}

/** A backend that can be drilled. */
export interface DrillAdapter {
  readonly backend: Backend;
  readonly probes: DrillProbes;
  readonly actions: DrillActions;
  /** Milliseconds that redundancy may take to come back after the fault was undone. */
  readonly redundancyTimeoutMs: number;
  /** How often, and for how long, is asked whether a fault took effect. */
  readonly effect: { readonly everyMs: number; readonly timeoutMs: number };
}
