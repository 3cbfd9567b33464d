import type { Props } from "../../../../rehearsal/cloud/wire";
import { type Aws, NotPlanned } from "./aws";
import { regionFixture, type RegionFixture } from "./region-fixture";

/**
 * What a refusal is known by: the error code of AWS's API, or the property that the provider blames before anything
 * is planned. The words stand here only where they are AWS's own, with ids and ARNs made comparable by
 * {@link comparable}.
 */
export type ExpectedRefusal =
  | { readonly code: string; readonly quote?: string }
  | { readonly property: string }
  /** While it updates: AWS has no operation that could be asked, and so no code. */
  | { readonly by: "the provider itself" };

/** One rule: a change that breaks it, and its nearest neighbour that does not. */
export interface RuleCase {
  readonly rule: string;
  readonly expected: ExpectedRefusal;
  readonly breaks: (aws: Aws, here: RegionFixture) => Promise<unknown>;
  readonly passes: (aws: Aws, here: RegionFixture) => Promise<unknown>;
}

/** A case of one creation whose inputs differ in the one point that the rule is about. */
export function creation(
  rule: string,
  type: string,
  expected: ExpectedRefusal,
  bad: Props | ((here: RegionFixture) => Props),
  good: Props | ((here: RegionFixture) => Props),
): RuleCase {
  const inputs = (given: typeof bad, here: RegionFixture) =>
    typeof given === "function" ? given(here) : given;
  return {
    rule,
    expected,
    breaks: (aws, here) => aws.create(type, inputs(bad, here)),
    passes: (aws, here) => aws.create(type, inputs(good, here)),
  };
}

/** The other region of a case, made when it is asked for. */
export function abroad(aws: Aws): Promise<RegionFixture> {
  return regionFixture(aws, "eu-west-1", 20);
}

/** Another VPC in the region of the case. */
export function nextDoor(aws: Aws): Promise<RegionFixture> {
  return regionFixture(aws, "us-east-1", 30);
}

/** What was said when `change` was refused. */
export async function refusalOf(change: Promise<unknown>): Promise<Error> {
  try {
    await change;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was refused");
}

/** Of the words of a refusal, those that name its rule; each message ends with them. */
export function ruleNamedIn(error: Error): string | undefined {
  return /\(rehearsal rule ([\w-]+)\)$/.exec(error.message)?.[1];
}

/** The property that a plan-time refusal blames. */
export function blamed(error: Error): readonly string[] {
  return error instanceof NotPlanned ? error.failures.map(({ property }) => property) : [];
}

/** Ids, ARNs, automatic names and keys of Route 53 differ from run to run. */
export function comparable(message: string): string {
  return message
    .replace(/arn:aws:([a-z0-9-]+):([a-z0-9-]*):\d*:([a-z-]+)[^\s'"\],]*/g, "<$1 $3 in $2>")
    .replace(/\ba-[0-9a-f]{17}\b/g, "<association>")
    .replace(/\b([a-z]+)-0[0-9a-f]{16}\b/g, "<$1>")
    .replace(/\bthing-\d+-[0-9a-f]{7}\b/g, "<name>")
    .replace(/\bZ[0-9A-F]{19}\b/g, "<zone>")
    .replace(/RequestID: [0-9a-f-]+/, "RequestID: <id>");
}
