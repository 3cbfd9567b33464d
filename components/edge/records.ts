import type * as pulumi from "@pulumi/pulumi";
import { ActiveActiveRecords } from "./active-active-records";
import { FailoverRecords } from "./failover-records";
import type { RegionRecords, RegionRecordsArgs } from "./region-records";

export interface RecordsArgs extends RegionRecordsArgs {
  /** Which healthy region answers: the first, the nearest, or each with a share. */
  readonly routing: "failover" | "latency" | "weighted";
  /** Share of each region, 0 to 255, for `weighted`. @default equal shares */
  readonly weights?: Readonly<Record<string, number>>;
}

/** The records of the kind that `routing` names. */
export function createRecords(
  name: string,
  { routing, weights, ...args }: RecordsArgs,
  opts?: pulumi.ComponentResourceOptions,
): RegionRecords {
  return routing === "failover"
    ? new FailoverRecords(name, args, opts)
    : new ActiveActiveRecords(name, { ...args, routing, ...(weights && { weights }) }, opts);
}
