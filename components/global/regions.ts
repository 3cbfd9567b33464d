import * as pulumi from "@pulumi/pulumi";
import type { RegionSettings, Settings } from "../../config";
import type { DatabaseRole } from "../data/any-database";
import { Region } from "../region/region";
import type { BucketNames } from "./bucket-names";
import { originClients } from "./origin-clients";
import type { RegionContext, RegionContexts } from "./region-contexts";

/** Every region of the stack, in the order of the settings: the home first, whatever its role. */
export type Regions = readonly [Region, ...Region[]];

/**
 * A whole copy of the platform's foundation in every region.
 *
 * Two things are told apart. Identity (names, keys, credentials, what the stack has once) follows the order of the
 * settings and never changes; a role is what a region does now, and changes in place. So the home is made first,
 * although its database may be the one that follows another.
 */
export function createRegions(settings: Settings, contexts: RegionContexts, buckets: BucketNames): Regions {
  const writer = writerOf(settings.regions);
  const [writerArn, writerIsKnown] = pulumi.deferredOutput<string>();
  const regionIn = (context: RegionContext, home?: Region): Region =>
    new Region(
      context.name,
      {
        settings,
        region: context.settings,
        identity: home
          ? { kind: "other", home }
          : { kind: "home", otherRegions: others.map(({ name }) => name) },
        dataRole: databaseRole(context.settings, writer, writerArn),
        bucketName: buckets.in(context.name),
        originClients: originClients(settings, context.name, context.provider),
      },
      { providers: [context.provider] },
    );

  const [first, ...others] = contexts.regions;
  const home = regionIn(first);
  const regions: Regions = [home, ...others.map((context) => regionIn(context, home))];
  writerIsKnown(pulumi.output(regions.find(({ name }) => name === writer.name)?.database?.arn ?? ""));
  return regions;
}

/** The region that takes the writes: the first active one. */
export function writerOf(regions: Settings["regions"]): RegionSettings {
  return regions.find(({ role }) => role === "active") ?? regions[0];
}

function databaseRole(
  { name, role }: RegionSettings,
  writer: RegionSettings,
  sourceArn: pulumi.Output<string>,
): DatabaseRole {
  if (name === writer.name) return { kind: "primary" };
  return role === "fenced" ? { kind: "fenced" } : { kind: "replica", sourceArn };
}
