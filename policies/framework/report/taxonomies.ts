/** The standards that policies stand for, as taxonomies of a SARIF log (sections 3.14.8, 3.49.23 and 3.53). */
import type { Matches, RuleInfo } from "../rule";
import { cis, STANDARDS, wellArchitected, type Entry, type Standard } from "../standards";

/** What a log says of the standards that at least one of `policies` stands for, and of their entries. */
export function taxonomies(policies: readonly RuleInfo[]) {
  return STANDARDS.flatMap((standard) => {
    const taxa = standard.entriesOf(...policies.map(({ matches }) => matches));
    return taxa.length === 0 ? [] : [taxonomy(standard, taxa)];
  });
}

function taxonomy(standard: Standard, taxa: readonly Entry[]) {
  const { organization, version, link } = standard;
  return {
    ...reference(standard),
    organization,
    ...(version !== undefined && { version }),
    informationUri: link,
    // Only what a policy stands for.
    isComprehensive: false,
    taxa: taxa.map(({ id, title, link: helpUri }) => ({
      id,
      ...(title !== undefined && { shortDescription: { text: title } }),
      ...(helpUri !== undefined && { helpUri }),
    })),
  };
}

/** Which entries a policy stands for: closest, not the same, so that none is called equal. */
export function relationships(matches: Matches) {
  return STANDARDS.flatMap((standard) =>
    standard.entriesOf(matches).map(({ id }) => ({
      target: { id, toolComponent: reference(standard) },
      kinds: ["relevant"],
    })),
  );
}

/**
 * GitHub shows and filters by tags, and reads no taxonomies. It shows ten for each rule and refuses more than twenty
 * (https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit): the ids
 * of NIST are too many for these.
 */
export function tags(matches: Matches): readonly string[] {
  return [
    ...wellArchitected
      .entriesOf(matches)
      .map(({ id }) => `external/aws-well-architected/${id.toLowerCase()}`),
    ...cis.entriesOf(matches).map(({ id }) => `external/cis-aws-foundations/${id}`),
  ];
}

export function reference({ name, guid }: Pick<Standard, "name" | "guid">) {
  return { name, guid };
}
