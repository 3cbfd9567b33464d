import type { Outputs, Planned } from "../../config";
import type { RegionSwitches } from "../edge/region-records";

export type TrafficSwitch = Planned<NonNullable<Outputs["regions"][number]["switch"]>>;

/** What moves the traffic of each region, for its record and for whoever operates it. */
export interface Switching {
  readonly records: RegionSwitches;
  readonly byRegion: Readonly<Record<string, TrafficSwitch>>;
}
