import type { Props } from "../../../../rehearsal/cloud/wire";
import { type Aws, NotPlanned } from "./aws";
import { world, type World } from "./world";

/** One rule: a change that breaks it, and its nearest neighbour that does not. */
export interface RuleCase {
  readonly rule: string;
  /** What AWS says, with ids and ARNs made comparable by {@link comparable}. */
  readonly message: string;
  readonly breaks: (aws: Aws, here: World) => Promise<unknown>;
  readonly passes: (aws: Aws, here: World) => Promise<unknown>;
}

/** A case of one creation whose inputs differ in the one point that the rule is about. */
export function creation(
  rule: string,
  type: string,
  message: string,
  bad: Props | ((here: World) => Props),
  good: Props | ((here: World) => Props),
): RuleCase {
  const inputs = (given: typeof bad, here: World) => (typeof given === "function" ? given(here) : given);
  return {
    rule,
    message,
    breaks: (aws, here) => aws.create(type, inputs(bad, here)),
    passes: (aws, here) => aws.create(type, inputs(good, here)),
  };
}

/** The other region of a case, made when it is asked for. */
export function abroad(aws: Aws): Promise<World> {
  return world(aws, "eu-west-1", 20);
}

/** Another VPC in the region of the case. */
export function nextDoor(aws: Aws): Promise<World> {
  return world(aws, "us-east-1", 30);
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
