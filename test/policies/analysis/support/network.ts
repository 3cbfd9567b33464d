/** Three subnets in three zones, for programs that need no more of a network. */
import { ref, resource, type Fixture } from "../../support/fixture";

const LETTERS = ["a", "b", "c"] as const;

export function subnetsOf(region: string, letters: readonly string[] = LETTERS): readonly Fixture[] {
  return letters.map((letter) =>
    resource(
      "aws:ec2/subnet:Subnet",
      `subnet-${region}${letter}`,
      { availabilityZone: `${region}${letter}` },
      { region },
    ),
  );
}

export function subnetIdsOf(region: string, letters: readonly string[] = LETTERS): readonly unknown[] {
  return letters.map((letter) => ref(`subnet-${region}${letter}`));
}
