import type * as pulumi from "@pulumi/pulumi";
import type { Complete } from "../kit/complete";
import { DrillRole, type DrillRegion } from "../operations/drill-role";
import type { Region } from "../region/region";

/** Lets drills break parts of the regions, and undo it. @returns the ARN of the role that AWS FIS works with. */
export function createDrillRole(
  regions: readonly Region[],
  tag: { readonly key: string; readonly value: string },
  opts: pulumi.ComponentResourceOptions,
): pulumi.Output<string> {
  return new DrillRole("drill", { regions: regions.map(drillRegion), tag }, opts).experimentRoleArn;
}

function drillRegion({ network, database, cache }: Region): Complete<DrillRegion> {
  return {
    vpcArn: network.vpcArn,
    databaseArn: database?.deployment === "instance" ? database.arn : undefined,
    cacheArn: cache?.service === "elasticache" ? cache.arn : undefined,
  };
}
