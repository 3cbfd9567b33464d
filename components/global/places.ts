import * as aws from "@pulumi/aws";

/** A region and the provider of everything in it. */
export type Place<Settings> = Settings & { readonly provider: aws.Provider };

export interface Places<Settings> {
  /** The region that takes the writes. */
  readonly first: Place<Settings>;
  /** In the order in which they take over. */
  readonly others: readonly Place<Settings>[];
  /** For what belongs to no region: AWS keeps it in us-east-1. */
  readonly nowhere: { readonly name: string; readonly provider: aws.Provider };
  /** The provider of one more region. */
  readonly providerIn: (region: string) => aws.Provider;
}

/** One provider for each region, so that nothing lands in a region by default. */
export function placesOf<Settings extends { readonly name: string }>(
  [first, ...others]: readonly [Settings, ...Settings[]],
  tagsIn: (region: string) => Record<string, string>,
): Places<Settings> {
  const providerOf = (name: string, region: string): aws.Provider =>
    new aws.Provider(name, { region, defaultTags: { tags: tagsIn(region) } });
  const providerIn = (region: string) => providerOf(region, region);
  const placeOf = (settings: Settings) => ({ ...settings, provider: providerIn(settings.name) });
  const nowhere = { name: "us-east-1", provider: providerOf("global", "us-east-1") };
  return { first: placeOf(first), others: others.map(placeOf), nowhere, providerIn };
}
