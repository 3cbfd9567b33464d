import type * as pulumi from "@pulumi/pulumi";
import { secretArnIn } from "../data/credential";
import type { Region } from "../region/region";
import { AppSecrets, type SecretSource } from "../security/app-secrets";

/**
 * The application's own secrets: one value for all regions, kept in the first and copied to the others.
 * @returns the ARN of each in a region, by name.
 */
export function replicateSecrets(
  [primary, ...others]: readonly [Region, ...Region[]],
  secrets: Readonly<Record<string, SecretSource>>,
): (region: Region) => Record<string, pulumi.Output<string>> {
  if (Object.keys(secrets).length === 0) return () => ({});
  const { keyArn, protection } = primary;
  const replicaRegions = others.map(({ name: region, keyArn: copyKeyArn }) => ({
    region,
    keyArn: copyKeyArn,
  }));
  const { arns } = new AppSecrets(
    `${primary.name}-secrets`,
    { secrets, keyArn, replicaRegions, protection },
    { parent: primary },
  );
  return (region) =>
    Object.fromEntries(Object.entries(arns).map(([name, arn]) => [name, secretArnIn(region.name, arn)]));
}
