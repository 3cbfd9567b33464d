import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import { secretArnIn } from "../data/credential";
import type { Complete } from "../kit/complete";
import type { Region } from "../region/region";
import { AppSecrets, type AppSecretsArgs } from "../security/app-secrets";

type Regions = readonly [Region, ...Region[]];

/**
 * The application's own secrets: one value for all regions, kept in the first and replicated to the others.
 * @returns the ARN of each in a region, by name.
 */
export function replicateSecrets(
  settings: Settings,
  regions: Regions,
): (region: Region) => Record<string, pulumi.Output<string>> {
  if (Object.keys(settings.appTier.secrets).length === 0) return () => ({});
  const [primary] = regions;
  const { arns } = new AppSecrets(`${primary.name}-secrets`, appSecretsArgs(settings, regions), {
    parent: primary,
  });
  return (region) =>
    Object.fromEntries(Object.entries(arns).map(([name, arn]) => [name, secretArnIn(region.name, arn)]));
}

function appSecretsArgs(
  { appTier, dataProtection }: Settings,
  [{ keyArn }, ...others]: Regions,
): Complete<AppSecretsArgs> {
  return {
    secrets: appTier.secrets,
    keyArn,
    replicaRegions: others.map((region) => ({ region: region.name, keyArn: region.keyArn })),
    protection: dataProtection,
  };
}
