/**
 * Exemptions live in the pack's configuration, so that the program that is exempted cannot grant itself one. Each has
 * an owner and an end; one that is malformed, expired or of no use is itself a violation.
 */
import { z } from "zod";

import { glob } from "./glob";
import type { RuleInfo } from "./rule";
import { fail, type Objection } from "./verdict";

/** A name in which `*` stands for any text. */
const scope = z.string().min(1).optional();

/** What an exemption must say. */
export const exemptionSchema = z.strictObject({
  policy: z.string().min(1).describe("id of the policy that does not apply"),
  urn: z.string().min(1).describe("URN that it does not apply to; `*` stands for any text"),
  project: scope.describe("project that it is meant for; left out, any: it is looked for in no other"),
  stack: scope.describe("stack that it is meant for; left out, any"),
  reason: z.string().min(10).describe("why the risk is accepted, in at least 10 characters"),
  owner: z.string().min(1).describe("who answers for it"),
  expires: z.iso.date().describe("last day on which it holds, as YYYY-MM-DD (UTC)"),
  ticket: z.string().min(1).describe("where its removal is tracked"),
});

export type Exemption = z.infer<typeof exemptionSchema>;

/** What the catalogue says of the policy that watches exemptions; it judges the ledger, not the plan. */
export const EXEMPTION_HYGIENE: RuleInfo = {
  id: "exemption-hygiene",
  title: "Exemptions are well-formed, in force and used",
  group: "operability",
  severity: "medium",
  level: "mandatory",
  types: [],
  rationale: "An exemption that outlives its reason hides the next real finding.",
  link: "https://github.com/pulumi/pulumi-policy/issues/438",
  remediation: "Correct, renew or delete the exemption in the pack's configuration.",
  matches: {},
};

/** The exemptions of one run, and which of them were needed. */
export class ExemptionLedger {
  readonly #inForce: {
    readonly entry: Exemption;
    readonly urn: RegExp;
    used: boolean;
    readonly place: string;
  }[] = [];
  readonly #problems: Objection[] = [];
  #project = "";
  #stack = "";

  /**
   * @param entries what the configuration holds, not yet checked.
   * @param policies the ids that may be exempted.
   * @param today the day of the run, as YYYY-MM-DD (UTC).
   */
  constructor(entries: readonly unknown[], policies: ReadonlySet<string>, today: string) {
    for (const [index, entry] of entries.entries()) this.#add(`exemptions[${index}]`, entry, policies, today);
  }

  /** Says which program is judged: one file of exemptions may serve many. */
  judging(project: string, stack: string): void {
    this.#project = project;
    this.#stack = stack;
  }

  /** The exemption that covers a finding, which thereby counts as used. A finding about the whole stack has no URN. */
  cover(policy: string, urn = ""): Exemption | undefined {
    const matching = this.#inForce.filter(
      (held) => held.entry.policy === policy && held.urn.test(urn) && this.#isMeant(held.entry),
    );
    for (const held of matching) held.used = true;
    return matching[0]?.entry;
  }

  /** What is wrong with the exemptions, to be asked when every policy has had its say. */
  judge({ complete }: { readonly complete: boolean }): readonly Objection[] {
    // What a partial plan leaves out may be what an exemption is for.
    const unused = complete ? this.#inForce.filter((held) => !held.used && this.#isMeant(held.entry)) : [];
    return [
      ...this.#problems,
      ...unused.map(({ place, entry }) =>
        fail(
          `${place} exempts nothing: ${entry.policy} has no finding on ${entry.urn}`,
          "delete it or correct its urn",
        ),
      ),
    ];
  }

  /** Whether an exemption is for the program that is judged; its URN may name another one, too. */
  #isMeant({ project = "*", stack = "*", urn }: Exemption): boolean {
    const [, ofStack, ofProject] = /^urn:pulumi:([^:]*)::([^:]*)::/.exec(urn) ?? [];
    return (
      [stack, ofStack ?? "*"].every((pattern) => glob(pattern).test(this.#stack)) &&
      [project, ofProject ?? "*"].every((pattern) => glob(pattern).test(this.#project))
    );
  }

  #add(place: string, given: unknown, policies: ReadonlySet<string>, today: string): void {
    const parsed = exemptionSchema.safeParse(given);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        this.#problems.push(fail([place, ...issue.path].join(".") + `: ${issue.message}`, "correct it"));
      }
      return;
    }
    const entry = parsed.data;
    if (!policies.has(entry.policy)) {
      this.#problems.push(
        fail(
          `${place}.policy names ${entry.policy}, which cannot be exempted or does not exist`,
          "name a policy of this pack",
        ),
      );
    } else if (entry.expires < today) {
      this.#problems.push(
        fail(
          `${place} (${entry.policy}, owner ${entry.owner}, ${entry.ticket}) expired on ${entry.expires}`,
          "mend the cause and delete it, or have its owner renew it",
        ),
      );
    } else {
      this.#inForce.push({ entry, urn: glob(entry.urn), used: false, place });
    }
  }
}
