import type { Outputs, OutputRegion } from "../model/outputs";
import type { Ports } from "../model/ports";

/** What was asked for, and the two regions that it is about. */
export interface Request {
  readonly mode: "lost" | "back";
  readonly outputs: Outputs;
  readonly from: OutputRegion;
  readonly to: OutputRegion;
  readonly readyPath: string;
  /** When the region was lost: what replication lags since then is no loss. @default now */
  readonly lostAt?: Date;
  /** Instances to run. @default what the other region runs, or the most that the group allows where it does not say */
  readonly instances?: number;
  readonly ports: Ports;
}
