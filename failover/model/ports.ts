import type { Clock } from "../run/clock";
import type { EntryApi, RegionApi } from "./aws";
import type { Outputs } from "./outputs";

/** What a failover reaches of the world. */
export interface Ports {
  readonly apiOf: (region: string) => RegionApi;
  readonly entry: EntryApi;
  /** The outputs of the stack as they are now. */
  readonly outputsNow: () => Promise<Outputs>;
  readonly clock: Clock;
}
