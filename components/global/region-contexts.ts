import * as aws from "@pulumi/aws";
import type { RegionSettings } from "../../config";

/** A region and the provider of everything in it. */
export interface RegionContext {
  readonly name: string;
  readonly settings: RegionSettings;
  readonly provider: aws.Provider;
}

export interface RegionContexts {
  /** In the order of the settings: the home comes first. */
  readonly regions: readonly [RegionContext, ...RegionContext[]];
  /** For what belongs to no region: AWS keeps it in us-east-1. */
  readonly globalProvider: { readonly name: string; readonly provider: aws.Provider };
  /** The provider of one more region. */
  readonly providerIn: (region: string) => aws.Provider;
}

/**
 * One provider for each region, so that nothing lands in a region by default.
 *
 * A provider asks STS who it is before it plans anything, in its own region: one that is lost would stop the updates of all
 * others. So what may be lost, or is kept in us-east-1 by AWS, asks in a region that serves.
 */
export function regionContexts(
  [home, ...others]: readonly [RegionSettings, ...RegionSettings[]],
  tagsIn: (region: string) => Record<string, string>,
): RegionContexts {
  const regions = [home, ...others];
  const serving = (regions.find(({ role }) => role === "active") ?? home).name;
  const isFenced = (name: string) =>
    regions.some((region) => region.name === name && region.role === "fenced");
  const providerOf = (name: string, region: string, stsRegion: string): aws.Provider =>
    new aws.Provider(name, { region, stsRegion, defaultTags: { tags: tagsIn(region) } });
  const providerIn = (region: string) => providerOf(region, region, isFenced(region) ? serving : region);
  const contextOf = (settings: RegionSettings): RegionContext => ({
    name: settings.name,
    settings,
    provider: providerIn(settings.name),
  });
  const globalProvider = { name: "us-east-1", provider: providerOf("global", "us-east-1", serving) };
  return { regions: [contextOf(home), ...others.map(contextOf)], globalProvider, providerIn };
}
