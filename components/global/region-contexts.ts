import * as aws from "@pulumi/aws";

/** A region and the provider of everything in it. */
export type RegionContext<Settings> = Settings & { readonly provider: aws.Provider };

export interface RegionContexts<Settings> {
  /** The region that takes the writes. */
  readonly primary: RegionContext<Settings>;
  /** In the order in which they take over. */
  readonly standbys: readonly RegionContext<Settings>[];
  /** For what belongs to no region: AWS keeps it in us-east-1. */
  readonly globalProvider: { readonly name: string; readonly provider: aws.Provider };
  /** The provider of one more region. */
  readonly providerIn: (region: string) => aws.Provider;
}

/** One provider for each region, so that nothing lands in a region by default. */
export function regionContexts<Settings extends { readonly name: string }>(
  [primary, ...standbys]: readonly [Settings, ...Settings[]],
  tagsIn: (region: string) => Record<string, string>,
): RegionContexts<Settings> {
  const providerOf = (name: string, region: string): aws.Provider =>
    new aws.Provider(name, { region, defaultTags: { tags: tagsIn(region) } });
  const providerIn = (region: string) => providerOf(region, region);
  const contextOf = (settings: Settings) => ({ ...settings, provider: providerIn(settings.name) });
  const globalProvider = { name: "us-east-1", provider: providerOf("global", "us-east-1") };
  return { primary: contextOf(primary), standbys: standbys.map(contextOf), globalProvider, providerIn };
}
