import type * as pulumi from "@pulumi/pulumi";
import { DrillRole } from "../operations/drill-role";
import type { Region } from "../region/region";

/** Lets drills break parts of the regions, and undo it. @returns the ARN of the role that AWS FIS works with. */
export function createDrillRole(
  regions: readonly Region[],
  tag: { readonly key: string; readonly value: string },
  opts: pulumi.ComponentResourceOptions,
): pulumi.Output<string> {
  const drillRegions = regions.map(({ network, database, cache }) => ({
    vpcArn: network.vpcArn,
    ...(database?.deployment === "instance" && { databaseArn: database.arn }),
    ...(cache?.service === "elasticache" && { cacheArn: cache.arn }),
  }));
  return new DrillRole("drill", { regions: drillRegions, tag }, opts).experimentRoleArn;
}
